"""What a run was asked for, as one frozen value. Every name in it is checked against the rulebook."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from kcheck.errors import UsageError
from kcheck.finding import Confidence, DisclosureRow, Finding, Severity
from kcheck.globs import Glob, absolute
from kcheck.policy.notices import CATEGORY, NOTICES
from kcheck.read import MAX_BYTES
from kcheck.rulebook import Disclosure, Rulebook


class PerPath(NamedTuple):
    """What holds for the files of one pattern."""

    glob: Glob
    select: frozenset[str]
    ignore: frozenset[str]
    severity: Mapping[str, Severity]
    voice: str | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user asked for. `select` and `ignore` hold rule ids, disclosure ids and categories.

    `suggest` looks for other wordings too, which takes longer than finding the words.
    """

    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    per_path: tuple[PerPath, ...] = ()
    include: tuple[Glob, ...] = ()
    exclude: tuple[Glob, ...] = ()
    force_exclude: bool = False
    never_allow: frozenset[str] = frozenset()
    brands: tuple[str, ...] = ()
    min_level: Severity = Severity.NOTE
    fail_level: Severity | None = Severity.ERROR
    min_confidence: Confidence = Confidence.LIKELY
    voice: str = ""
    profile: str = "us"
    max_bytes: int = MAX_BYTES
    strict: bool = False
    suggest: bool = True
    root: str = ""
    written: frozenset[str] = frozenset()

    def at(self, path: str) -> "Settings":
        """The settings of one file: each pattern of `per-path` that matches it, in order."""
        own = self
        place = absolute(path) if self.per_path else ""
        for part in self.per_path:
            if part.glob.matches(place):
                own = replace(
                    own,
                    select=part.select or own.select,
                    ignore=own.ignore | part.ignore,
                    severity={**own.severity, **part.severity},
                    voice=own.voice if part.voice is None else part.voice,
                )
        return own

    def leaves_out(self, path: str, *, named: bool) -> bool:
        """Whether a file is not to be checked: excluded, not among those included, or a report of this very run."""
        if self.written and not named and absolute(path) in self.written:
            return True
        if (not self.include and not self.exclude) or (named and not self.force_exclude):
            return False
        place = absolute(path)
        if any(glob.matches(place) for glob in self.exclude):
            return True
        return bool(self.include) and not named and not any(glob.matches(place) for glob in self.include)

    def wants(self, *names: str) -> bool:
        """Whether something under any of these names is to be looked for."""
        return (not self.select or not self.select.isdisjoint(names)) and self.ignore.isdisjoint(names)

    def levelled(self, owed: Disclosure) -> Disclosure:
        """A disclosure with the severity that the settings give it."""
        level = self.severity.get(owed.id, self.severity.get("disclosure", owed.severity))
        return owed if level == owed.severity else replace(owed, severity=level)

    def may_allow(self, *names: str) -> bool:
        """Whether an inline exception may silence something under these names."""
        return self.never_allow.isdisjoint(names)

    def shows(self, finding: Finding) -> bool:
        """Whether a finding is shown: severe enough, and sure enough."""
        order = list(Confidence)
        sure = order.index(finding.confidence) <= order.index(self.min_confidence)
        return sure and finding.severity.rank >= self.min_level.rank

    def fails(self, thing: Finding | DisclosureRow) -> bool:
        """Whether this one makes the run fail."""
        if self.fail_level is None or (isinstance(thing, DisclosureRow) and not thing.needs_action):
            return False
        return thing.severity.rank >= self.fail_level.rank


def check_names(settings: Settings, rulebook: Rulebook) -> None:
    """Refuse a name in the settings that is neither a rule, a disclosure nor a category."""
    known = {*rulebook.by_id, *rulebook.categories, "disclosure", CATEGORY, *NOTICES}
    for key, name in _names(settings):
        if name not in known:
            near = difflib.get_close_matches(name, sorted(known), n=1)
            hint = f"did you mean {near[0]!r}?" if near else "`kcheck rules` lists them"
            raise UsageError(f"{key}: no rule, disclosure or category is called {name!r}; {hint}")


def _names(settings: Settings) -> Iterator[tuple[str, str]]:
    """Every name that the settings use, with its key."""
    tables: dict[str, tuple[frozenset[str], ...]] = {
        "select": (settings.select, *(part.select for part in settings.per_path)),
        "ignore": (settings.ignore, *(part.ignore for part in settings.per_path)),
        "severity": (frozenset(settings.severity), *(frozenset(part.severity) for part in settings.per_path)),
        "never-allow": (settings.never_allow,),
    }
    for key, sets in tables.items():
        for names in sets:
            for name in sorted(names):
                yield key, name
