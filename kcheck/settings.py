"""Flags -> one frozen Settings. Every name in them is checked against the rulebook."""

import difflib
from dataclasses import dataclass

from kcheck.errors import UsageError
from kcheck.finding import Confidence, DisclosureRow, Finding, Severity
from kcheck.read import MAX_BYTES
from kcheck.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user asked for. `select` and `ignore` hold rule ids, disclosure ids and categories.

    `suggest` looks for other wordings too, which takes longer than finding the words.
    """

    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    min_level: Severity = Severity.NOTE
    fail_level: Severity | None = Severity.ERROR
    min_confidence: Confidence = Confidence.LIKELY
    voice: str = ""
    profile: str = "us"
    max_bytes: int = MAX_BYTES
    strict: bool = False
    suggest: bool = True

    def wants(self, *names: str) -> bool:
        """Whether something under any of these names is to be looked for."""
        return (not self.select or not self.select.isdisjoint(names)) and self.ignore.isdisjoint(names)

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
    """Refuse a selected or ignored name that is neither a rule, a disclosure nor a category."""
    known = {*rulebook.by_id, *rulebook.categories, "disclosure"}
    for name in sorted(settings.select | settings.ignore):
        if name not in known:
            near = difflib.get_close_matches(name, sorted(known), n=1)
            hint = f"did you mean {near[0]!r}?" if near else "`kcheck rules` lists them"
            raise UsageError(f"no rule, disclosure or category is called {name!r}; {hint}")
