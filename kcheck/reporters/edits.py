"""Suggestions as reports show them: to people what they say, to machines the edit that the source's syntax wants."""

from dataclasses import dataclass

from kcheck.finding import Finding, PageResult, Suggestion
from kcheck.reporters.escape import quoted
from kcheck.source import Position


@dataclass(frozen=True, slots=True)
class Edit:
    """One replacement of the source from `begin` to before `finish`. `says` is for people."""

    begin: Position
    finish: Position
    text: str
    kind: str
    says: str


def edits(page: PageResult, finding: Finding) -> tuple[Edit, ...]:
    """The finding's suggestions that a machine may put in."""
    at = page.document.source.position
    return tuple(
        Edit(at(s.start), at(s.end), s.replacement, s.kind, says(finding, s)) for s in finding.suggestions if s.applies
    )


def of_sentence(finding: Finding, suggestion: Suggestion) -> bool:
    """Whether a suggestion stands for more than the marked words."""
    return suggestion.start < finding.span.start or suggestion.end > finding.span.end + 1


def says(finding: Finding, suggestion: Suggestion) -> str:
    """What a suggestion says, and whether it stands for the marked words or for their sentence."""
    whole = of_sentence(finding, suggestion)
    if not suggestion.words:
        return "leave this sentence out" if whole else "leave these words out"
    return quoted(suggestion.words) + (" (for the sentence)" if whole else "")
