"""A clinic's own rules, lexicons and words joined to the shipped ones, before the rulebook is made of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from kcheck.errors import RulebookError

Table = Mapping[str, Any]

LISTS = ("authority", "category", "guard", "fact", "rule", "rewrite", "wording", "slot", "disclosure")
_PRODUCTS = "drug"  # the lexicon whose entries rules take as the treatment


def joined(shipped: Table, own: Sequence[tuple[str, Table]], products: Sequence[str]) -> dict[str, Any]:
    """One table: lists in order, lexicons of one name together. `own` pairs each table with its file for errors."""
    found = dict(shipped)
    lexicons = {name: list(words) for name, words in shipped.get("lexicon", {}).items()}
    ids = {(kind, entry.get("id")) for kind in LISTS for entry in shipped.get(kind, []) if "id" in entry}
    for file, table in own:
        for kind, value in table.items():
            if kind == "version":
                continue
            if kind == "lexicon":
                for name, words in _mapping(value, f"{file}: lexicon").items():
                    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
                        raise RulebookError(f"{file}: lexicon {name!r}: expected a list of strings, not {words!r}")
                    lexicons[name] = [*lexicons.get(name, []), *words]
            elif kind in LISTS:
                for entry in value if isinstance(value, list) else [value]:
                    key = (kind, _mapping(entry, f"{file}: {kind}").get("id"))
                    if key[1] is not None and key in ids:
                        remedy = "give yours another, and `ignore` the other one"
                        raise RulebookError(f"{file}: {kind} {key[1]!r}: the id is taken; {remedy}")
                    ids.add(key)
                found[kind] = [*found.get(kind, []), *(value if isinstance(value, list) else [value])]
            elif kind == "profile":
                found[kind] = {**found.get(kind, {}), **_mapping(value, f"{file}: profile")}
            else:
                known = ", ".join(("version", "lexicon", *LISTS, "profile"))
                raise RulebookError(f"{file}: unknown key {kind!r}; known: {known}")
    if products:
        lexicons[_PRODUCTS] = [*lexicons.get(_PRODUCTS, []), *map(_as_words, products)]
    return found | {"lexicon": lexicons}


def with_model_texts(disclosures: Sequence[Any], texts: Mapping[str, Any]) -> tuple[Any, ...]:
    """Disclosures with the user's wording in place of the shipped one; a text for the whole is for its parts too."""
    known = {owed.id: owed for owed in disclosures}
    for name, text in texts.items():
        if name not in known:
            raise RulebookError(f"model-texts: no disclosure is called {name!r}; known: {', '.join(sorted(known))}")
        elements = {element.name for element in known[name].elements}
        if isinstance(text, Mapping) and (wrong := sorted(set(text) - elements)):
            raise RulebookError(
                f"model-texts.{name}: no element is called {wrong[0]!r}; known: {', '.join(sorted(elements))}"
            )
    return tuple(_with_text(owed, texts.get(owed.id)) for owed in disclosures)


def _with_text(owed: Any, text: Any) -> Any:
    if text is None:
        return owed
    if isinstance(text, str):
        return replace(owed, model=text, elements=tuple(replace(element, model="") for element in owed.elements))
    return replace(
        owed, elements=tuple(replace(element, model=text.get(element.name, element.model)) for element in owed.elements)
    )


def _mapping(value: Any, where: str) -> Table:
    if not isinstance(value, Mapping):
        raise RulebookError(f"{where}: expected a table, not {value!r}")
    return value


def _as_words(name: str) -> str:
    """A name as a pattern of its very letters: what the pattern language would read as its own is written as codes."""
    return "".join(c if c.isalnum() or c == " " else f"\\u{ord(c):04x}" for c in " ".join(name.split()))
