"""rules.toml -> one frozen Rulebook, or one exact error naming the rule, the key and what was expected."""

import difflib
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any, TypeVar

from kcheck.derived import Derived, Pattern, file_for
from kcheck.document import KINDS
from kcheck.errors import RulebookError
from kcheck.finding import Confidence, Severity
from kcheck.gate import Gate
from kcheck.patterns import compile_any, fill, whole

Table = Mapping[str, Any]
T = TypeVar("T")

EFFECTS = ("silence", "lower", "doubt")
# What a finding asks for: other words, a source beside them, their removal, or advice from counsel.
REMEDIES = ("reword", "cite", "remove", "ask")
# From how many findings on labelled pages a rule's precision counts, and what it then makes of it.
ENOUGH, CERTAIN_FROM, LIKELY_FROM = 8, 0.95, 0.6
# Where an element of a disclosure looks for what it needs.
NEAR = ("sentence", "next", "block", "question", "lead", "heading", "section", "page")
_PATTERN_KEYS = ("patterns", "unless", "unless_clause", "unless_sentence", "unless_block", "needs")
SCOPES = ("clause", "sentence", "block", "near", "next", "question", "heading", "neighbours", "section", "page")


@dataclass(frozen=True)
class Authority:
    """A law, label, guidance or study that a rule rests on."""

    id: str
    title: str
    issuer: str
    jurisdiction: str
    kind: str
    citation: str
    date: str
    url: str
    applies: str
    confidence: str
    checked: str


@dataclass(frozen=True)
class Category:
    """A family of findings, with what its rules share unless they say otherwise."""

    id: str
    title: str
    guards: tuple[str, ...] = ()
    subject: bool = True
    scored: bool = False
    remedy: str = "reword"


@dataclass(frozen=True)
class Guard:
    """One look of a named reason for silence, for a lesser severity, or for a lesser certainty too.

    `effect` is "silence", "lower" or "doubt" (lower, and less sure).

    `before`, `after` and `anywhere` look in the scope's text, `around` for a stretch of the sentence that holds
    the match, `unless` switches the look off, `within` counts words, `facts` need the page to have them all.
    """

    name: str
    effect: str
    scope: str
    about: str = ""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    anywhere: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    within: int = 0


@dataclass(frozen=True)
class Fact:
    """Something true of a page as a whole: names ketamine, offers a session, is a privacy policy.

    `at_least` blocks must match, or `share` percent of the page's paragraphs, or more blocks than match the fact
    that it `outnumbers`; where several are given, all must hold. `all`, `any` and `none` name earlier facts.
    """

    name: str
    about: str = ""
    patterns: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    at_least: int = 1
    share: int = 0
    outnumbers: str = ""
    first_blocks: int = 0
    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rewrite:
    """Wording for some of a rule's matches.

    Where all the marked words match `words`, the sentence before them ends with `after`, and what follows them begins
    with `before`, any of `to` may stand in their place, groups of the match filled in; "" takes them out. `of` names
    the categories or rules that a rewrite outside of a rule serves. `kind` is safe (meaning kept), review (meaning
    softened) or delete.
    """

    words: str
    to: tuple[str, ...]
    after: str = ""
    before: str = ""
    kind: str = "review"
    of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wording:
    """What may be said instead of a sentence that makes a claim of these categories or rules (`of`).

    `to` are whole sentences, `short` are fragments for headings, buttons, tiles and items of a list. `{slot}` is filled
    from the words of the sentence. `facts` and `not_facts` are those of the page.
    """

    of: tuple[str, ...]
    to: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    not_facts: tuple[str, ...] = ()

    @property
    def slots(self) -> list[str]:
        """The names in braces."""
        return [name for text in (*self.to, *self.short) for name in re.findall(r"\{(\w+)\}", text)]


@dataclass(frozen=True)
class Slot:
    """A part of a sentence that a wording keeps: the first match of `patterns`, or `otherwise` where there is none.

    A `single` one is filled only where the sentence names one.
    """

    name: str
    patterns: tuple[str, ...]
    otherwise: str = ""
    single: bool = False


@dataclass(frozen=True)
class Rule:
    """One thing that copy must not say, as data. See docs/writing-rules.md for each key."""

    id: str
    category: str
    title: str
    severity: Severity
    message: str
    why: str
    authorities: tuple[str, ...]
    patterns: tuple[str, ...]
    requirement: str = ""
    unless: tuple[str, ...] = ()
    unless_clause: tuple[str, ...] = ()
    unless_sentence: tuple[str, ...] = ()
    unless_block: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    near: str = "sentence"
    once: bool = False
    where: tuple[str, ...] = ()
    not_where: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    not_facts: tuple[str, ...] = ()
    guards: tuple[str, ...] | None = None
    guards_off: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    subject: bool | None = None
    confidence: Confidence | None = None
    general: bool = False
    suggest: tuple[str, ...] = ()
    rewrites: tuple[Rewrite, ...] = ()
    suggest_kind: str = "review"
    remedy: str = ""
    advice: str = ""
    bad: tuple[str, ...] = ()
    good: tuple[str, ...] = ()
    todo_bad: tuple[str, ...] = ()
    todo_good: tuple[str, ...] = ()


@dataclass(frozen=True)
class Element:
    """One thing that a disclosure must say. `at_least` counts different patterns that are found.

    A question counts where its answer says yes, and a question that matches `asked_no` where its answer says no.
    On a page with a fact of `given` the element needs nothing more than its patterns. `says` are examples that satisfy
    it and `says_not` examples that do not; the suite runs them.
    """

    name: str
    title: str
    patterns: tuple[str, ...]
    at_least: int = 1
    unless: tuple[str, ...] = ()
    unless_sentence: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    near: str = "sentence"
    given: tuple[str, ...] = ()
    asked_no: tuple[str, ...] = ()
    model: str = ""
    says: tuple[str, ...] = ()
    says_not: tuple[str, ...] = ()


@dataclass(frozen=True)
class Trigger:
    """One way in which a page comes to owe a disclosure. All that is given must hold."""

    reason: str
    facts: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


@dataclass(frozen=True)
class Disclosure:
    """Words that must accompany a claim or a page. `present` and `partial` are alternatives of element names."""

    id: str
    title: str
    severity: Severity
    message: str
    why: str
    authorities: tuple[str, ...]
    triggers: tuple[Trigger, ...]
    elements: tuple[Element, ...]
    present: tuple[tuple[str, ...], ...]
    requirement: str = ""
    partial: tuple[tuple[str, ...], ...] = ()
    not_applicable: str = ""
    profiles: tuple[str, ...] = ()
    scored: bool = False
    model: str = ""


@dataclass(frozen=True)
class Rulebook:
    """All that rules.toml says, checked. Patterns compile when first used."""

    version: str
    digest: str
    lexicons: Mapping[str, tuple[str, ...]]
    authorities: Mapping[str, Authority]
    categories: Mapping[str, Category]
    guards: Mapping[str, tuple[Guard, ...]]
    facts: tuple[Fact, ...]
    rules: tuple[Rule, ...]
    disclosures: tuple[Disclosure, ...]
    profiles: Mapping[str, Table]
    rewrites: tuple[Rewrite, ...] = ()
    wordings: tuple[Wording, ...] = ()
    slots: tuple[Slot, ...] = ()
    measured: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    derived: Derived = field(default_factory=Derived, compare=False, repr=False)

    def pattern(self, patterns: Sequence[str], where: str = "rules") -> Pattern:
        """These patterns compiled as one, lexicons filled in."""
        key = tuple(patterns)
        found = self._compiled.get(key)
        if found is None:
            found = self._compiled[key] = compile_any(key, self.lexicons, where, self.derived)
        return found

    @cached_property
    def _compiled(self) -> dict[tuple[str, ...], Pattern]:
        return {}

    @cached_property
    def gate(self) -> Gate:
        """Tells which of the patterns that are looked for in every block may match a text."""
        anchors = {}
        for where, patterns in self._looked_for():
            for pattern in patterns:
                anchors[pattern] = self.derived.literals(pattern, partial(whole, [pattern], self.lexicons, where))
        return Gate(anchors)

    @cached_property
    def rules_with(self) -> Mapping[str, tuple[Rule, ...]]:
        """For each pattern, the rules that look for it."""
        found: dict[str, tuple[Rule, ...]] = {}
        for rule in self.rules:
            for pattern in rule.patterns:
                found[pattern] = (*found.get(pattern, ()), rule)
        return found

    def _looked_for(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The patterns that are looked for in every block, with their place for errors."""
        for rule in self.rules:
            yield f"rule {rule.id!r}", rule.patterns
        for fact in self.facts:
            yield f"fact {fact.name!r}", fact.patterns
        for owed in self.disclosures:
            for element in owed.elements:
                yield f"disclosure {owed.id!r}, element {element.name!r}", (*element.patterns, *element.asked_no)
            for trigger in owed.triggers:
                yield f"disclosure {owed.id!r}, trigger", trigger.patterns

    def precision(self, rule: Rule) -> float | None:
        """The share of the rule's findings on labelled pages that were right; None where too few are known."""
        found, right = self.measured.get(rule.id, (0, 0))
        return right / found if found >= ENOUGH else None

    def confidence(self, rule: Rule) -> Confidence:
        """How sure a finding of the rule is before any guard: as the rule says itself, or as it was measured."""
        precision = self.precision(rule)
        if rule.confidence is not None or precision is None:
            return rule.confidence or Confidence.LIKELY
        if precision >= CERTAIN_FROM:
            return Confidence.CERTAIN
        return Confidence.LIKELY if precision >= LIKELY_FROM else Confidence.POSSIBLE

    def remedy(self, rule: Rule) -> str:
        """What a person should do about a finding of the rule: one of REMEDIES."""
        return rule.remedy or self.categories[rule.category].remedy

    def guards_of(self, rule: Rule) -> tuple[str, ...]:
        """The names of the guards that a rule switches on: its own, or its category's."""
        names = self.categories[rule.category].guards if rule.guards is None else rule.guards
        return tuple(name for name in names if name not in rule.guards_off)

    def needs_subject(self, rule: Rule) -> bool:
        """Whether the rule speaks only where the treatment is the subject."""
        return self.categories[rule.category].subject if rule.subject is None else rule.subject

    @cached_property
    def by_id(self) -> Mapping[str, Rule | Disclosure]:
        """Rules and disclosures by their id."""
        return {**{rule.id: rule for rule in self.rules}, **{owed.id: owed for owed in self.disclosures}}


def bundled_path() -> Path:
    """Where the shipped rules are: inside the wheel, or at the root of a checkout."""
    inside = Path(__file__).with_name("rules.toml")
    return inside if inside.exists() else Path(__file__).parent.parent / "rules.toml"


def bundled(own: Sequence[Path] = (), products: Sequence[str] = ()) -> Rulebook:
    """The rulebook that ships with kcheck, with its measured precision, and rules of the user's own."""
    return load(bundled_path(), Path(__file__).with_name("measured.toml"), own, products)


def load(path: Path, measured: Path | None = None, own: Sequence[Path] = (), products: Sequence[str] = ()) -> Rulebook:
    """Read a rules file, the counts measured of its rules where there are any, and rules of the user's own.

    Raises RulebookError naming the file, the table, the key and the remedy.
    """
    raw, owned = _bytes(path), [_bytes(file) for file in own]
    counts = measured.read_bytes() if measured else b""
    added = b"\0".join([b"", *owned, *(name.encode() for name in products)])
    derived = Derived(file_for(raw + counts + added))
    files = ", ".join(map(str, own or [path]))
    tables = derived.tables(lambda: _tables(path, raw, counts, zip(own, owned, strict=True), products))
    try:
        book = _rulebook(tables["rules"], hashlib.sha256(raw + added).hexdigest()[:12], derived)
        return replace(book, measured=tables["measured"])
    except RulebookError as error:
        raise RulebookError(f"{files}: {error}") from error


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise RulebookError(f"{path}: cannot read the rules: {error.strerror}") from error


def _tables(
    path: Path, raw: bytes, counts: bytes, own: Iterable[tuple[Path, bytes]], products: Sequence[str]
) -> dict[str, Any]:
    tables: dict[str, Any] = {"rules": _toml(raw, path), "measured": _toml(counts, path)}
    added = [(str(file), _toml(content, file)) for file, content in own]
    if added or products:
        from kcheck.own_rules import joined

        tables["rules"] = joined(tables["rules"], added, products)
    return tables


def _toml(raw: bytes, path: Path) -> dict[str, Any]:
    import tomllib  # a run that has the tables already does not need it

    try:
        return tomllib.loads(raw.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RulebookError(f"{path}: not valid TOML: {error}") from error


def _rulebook(table: Table, digest: str, derived: Derived) -> Rulebook:
    known = (
        "version", "lexicon", "authority", "category", "guard", "fact", "rule", "rewrite", "wording", "slot",
        "disclosure", "profile",
    )  # fmt: skip
    _refuse_unknown(table, known, "rules file")
    guards: dict[str, tuple[Guard, ...]] = {}
    for entry in table.get("guard", []):
        guard = _parse(Guard, entry, f"guard {entry.get('name')!r}")
        _one_of(guard.effect, EFFECTS, f"guard {guard.name!r}", "effect")
        _one_of(guard.scope, SCOPES, f"guard {guard.name!r}", "scope")
        guards[guard.name] = (*guards.get(guard.name, ()), guard)
    lexicons = {name: _strings(words, f"lexicon {name!r}") for name, words in table.get("lexicon", {}).items()}
    book = Rulebook(
        version=str(table.get("version", "0")),
        digest=digest,
        lexicons=lexicons,
        authorities=_keyed(Authority, table.get("authority", []), "authority"),
        categories=_keyed(Category, table.get("category", []), "category"),
        guards=guards,
        facts=tuple(_parse(Fact, entry, f"fact {entry.get('name')!r}") for entry in table.get("fact", [])),
        rules=tuple(_keyed(Rule, [_rule(entry, lexicons) for entry in table.get("rule", [])], "rule").values()),
        disclosures=tuple(_disclosure(entry) for entry in table.get("disclosure", [])),
        profiles=table.get("profile", {}),
        rewrites=tuple(_parse(Rewrite, entry, "rewrite") for entry in table.get("rewrite", [])),
        wordings=tuple(_parse(Wording, entry, "wording") for entry in table.get("wording", [])),
        slots=tuple(_parse(Slot, entry, f"slot {entry.get('name')!r}") for entry in table.get("slot", [])),
        derived=derived,
    )
    _check_names(book)
    return book


def _rule(entry: Table, lexicons: Mapping[str, Sequence[str]]) -> Table:
    """A rule's table with its rewrites parsed, and its own `words` filled in wherever it names them."""
    parts = dict(entry)
    where = f"rule {entry.get('id')!r}"
    words = {name: _strings(entries, f"{where}: words.{name}") for name, entries in parts.pop("words", {}).items()}
    for name in words:
        if name in lexicons:
            raise RulebookError(f"{where}: words.{name}: a lexicon of the whole file has this name; take another")
    rewrites = tuple(_parse(Rewrite, rewrite, f"{where}, rewrite") for rewrite in parts.pop("rewrite", []))
    if words:
        for key in _PATTERN_KEYS:
            if key in parts:
                parts[key] = [fill(pattern, words) for pattern in _strings(parts[key], f"{where}: {key}")]
        rewrites = tuple(replace(rewrite, words=fill(rewrite.words, words)) for rewrite in rewrites)
    return parts | {"rewrites": rewrites}


def _disclosure(entry: Table) -> Disclosure:
    where = f"disclosure {entry.get('id')!r}"
    parts = dict(entry)
    parts["triggers"] = tuple(_parse(Trigger, t, f"{where}, trigger") for t in parts.pop("trigger", []))
    parts["elements"] = tuple(_parse(Element, e, f"{where}, element") for e in parts.pop("element", []))
    for key in ("present", "partial"):
        parts[key] = tuple(_strings(names, f"{where}: {key}") for names in parts.get(key, []))
    disclosure = _parse(Disclosure, parts, where)
    names = {element.name for element in disclosure.elements}
    for alternative in (*disclosure.present, *disclosure.partial):
        for name in alternative:
            _one_of(name, sorted(names), where, "present/partial")
    for element in disclosure.elements:
        _one_of(element.near, NEAR, f"{where}, element {element.name!r}", "near")
    return disclosure


def _check_names(book: Rulebook) -> None:
    """Every name that one table uses of another must exist."""
    for known, where, key, names in _names(book):
        for name in names:
            _one_of(name, known, where, key)


def _names(book: Rulebook) -> Iterator[tuple[Sequence[str], str, str, Sequence[str]]]:
    """The names that exist, and the place, the key and the names that use them."""
    facts, guards = [fact.name for fact in book.facts], list(book.guards)
    authorities, categories = list(book.authorities), list(book.categories)
    for rule in book.rules:
        where = f"rule {rule.id!r}"
        yield categories, where, "category", [rule.category]
        yield SCOPES, where, "near", [rule.near]
        yield guards, where, "guards", rule.guards or ()
        yield authorities, where, "authorities", rule.authorities
        yield KINDS, where, "where", (*rule.where, *rule.not_where)
        yield facts, where, "facts", (*rule.facts, *rule.not_facts)
        yield REMEDIES, where, "remedy", [rule.remedy] if rule.remedy else []
    for category in book.categories.values():
        yield guards, f"category {category.id!r}", "guards", category.guards
        yield REMEDIES, f"category {category.id!r}", "remedy", [category.remedy]
    served = [*categories, *(rule.id for rule in book.rules)]
    for rewrite in book.rewrites:
        yield served, f"rewrite {rewrite.words!r}", "of", rewrite.of
    for wording in book.wordings:
        where = f"wording of {', '.join(wording.of)}"
        yield served, where, "of", wording.of
        yield facts, where, "facts", (*wording.facts, *wording.not_facts)
        yield [slot.name for slot in book.slots], where, "slots", wording.slots
    for disclosure in book.disclosures:
        where = f"disclosure {disclosure.id!r}"
        yield authorities, where, "authorities", disclosure.authorities
        for element in disclosure.elements:
            yield facts, f"{where}, element {element.name!r}", "given", element.given
        for trigger in disclosure.triggers:
            yield facts, where, "trigger facts", (*trigger.facts, *trigger.none)


def _keyed(kind: type[T], entries: Sequence[Table], name: str) -> dict[str, T]:
    found: dict[str, T] = {}
    for entry in entries:
        where = f"{name} {entry.get('id')!r}"
        if entry.get("id") in found:
            raise RulebookError(f"{where}: the id is used twice")
        found[str(entry.get("id"))] = _parse(kind, entry, where)
    return found


def _parse(kind: type[T], entry: Table, where: str) -> T:
    """A dataclass from a TOML table: unknown and missing keys and wrong types are errors that name them."""
    known = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]  # T is always a dataclass
    given = {key.replace("-", "_"): value for key, value in entry.items()}
    _refuse_unknown(given, list(known), where)
    values: dict[str, Any] = {}
    for name, own in known.items():
        if name not in given:
            if own.default is MISSING:
                raise RulebookError(f"{where}: the key {name!r} is missing")
            continue
        values[name] = _convert(given[name], str(own.type), where, name)
    return kind(**values)


def _convert(value: Any, annotation: str, where: str, key: str) -> Any:
    if "tuple" in annotation:
        return (
            value
            if isinstance(value, tuple) and value[:1] and not isinstance(value[0], str)
            else _strings(value, f"{where}: {key}")
        )
    if "Severity" in annotation or "Confidence" in annotation:
        kind = Severity if "Severity" in annotation else Confidence
        _one_of(value, [member.value for member in kind], where, key)
        return kind(value)
    expected: type = bool if "bool" in annotation else int if "int" in annotation else str
    if not isinstance(value, expected) or (expected is int and isinstance(value, bool)):
        raise RulebookError(f"{where}: {key} must be {expected.__name__}, not {value!r}")
    return value


def _strings(value: Any, where: str) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        raise RulebookError(f"{where}: expected a list of strings, not {value!r}")
    return tuple(value)


def _one_of(value: Any, known: Sequence[str], where: str, key: str) -> None:
    if value not in known:
        raise RulebookError(f"{where}: {key}: unknown {value!r}{_hint(value, known)}")


def _refuse_unknown(table: Table, known: Sequence[str], where: str) -> None:
    for key in table:
        if key not in known:
            raise RulebookError(f"{where}: unknown key {key!r}{_hint(key, known)}")


def _hint(word: Any, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(str(word), known, n=1)
    return f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(known)}" if known else ""
