"""What kcheck says: severities, matches, findings, disclosure rows, skipped inputs and the whole report."""

from dataclasses import dataclass
from enum import StrEnum

from kcheck.document import Unread
from kcheck.source import Position, Span


class Severity(StrEnum):
    """How much a finding matters, worst first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for a note, 1 for a warning, 2 for an error."""
        return {"note": 0, "warning": 1, "error": 2}[self.value]

    def lowered(self, steps: int = 1) -> "Severity":
        """The severity some steps below, never below a note."""
        return (Severity.NOTE, Severity.WARNING, Severity.ERROR)[max(0, self.rank - steps)]


class Confidence(StrEnum):
    """How sure kcheck is that a reviewer would agree."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Match:
    """Where a check struck: `[start, end)` in the characters of one block of the page."""

    rule: str
    block: int
    start: int
    end: int
    guards: tuple[str, ...] = ()
    lowered: int = 0
    doubts: int = 0
    captured: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Wording for a person to choose, as one replacement of source characters `[start, end)`.

    `words` is what it says; `replacement` the same as the source's syntax writes it. Where `applies` is false, no
    machine should put it in: markup or a link stands among the words that it would replace.
    """

    replacement: str
    start: int
    end: int
    kind: str = "review"
    words: str = ""
    applies: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """A match with its rule and its place in the source. All that a reporter needs."""

    path: str
    rule: str
    category: str
    severity: Severity
    confidence: Confidence
    message: str
    span: Span
    begin: Position
    finish: Position
    text: str
    sentence: str
    sentence_start: int
    block: str
    block_name: str
    guards: tuple[str, ...]
    suggestions: tuple[Suggestion, ...]
    remedy: str
    advice: str
    authorities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Words on the page that a disclosure row points to: the trigger, or the best evidence."""

    span: Span
    begin: Position
    finish: Position
    text: str


@dataclass(frozen=True, slots=True)
class DisclosureRow:
    """The state of one disclosure on one page, triggered or not."""

    path: str
    disclosure: str
    title: str
    severity: Severity
    triggered: bool
    reason: str
    status: str
    lacking: tuple[str, ...]
    trigger: Place | None
    evidence: Place | None
    suggestion: str
    authorities: tuple[str, ...]

    @property
    def needs_action(self) -> bool:
        """Whether the page owes this disclosure, in whole or in part."""
        return self.triggered and self.status != "present"


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that was not checked, and why. `wanted` when the user named it or its format should be readable."""

    path: str
    reason: str
    failed: bool


@dataclass(frozen=True, slots=True)
class PageResult:
    """All that was found on one page."""

    path: str
    words: int
    blocks: int
    voice: str
    voice_reason: str
    page_type: str
    notes: tuple[str, ...]
    findings: tuple[Finding, ...]
    disclosures: tuple[DisclosureRow, ...]
    unread: tuple[Unread, ...] = ()

    @property
    def words_unread(self) -> int:
        """How many words look like prose and were not read."""
        return sum(part.words for part in self.unread)


@dataclass(frozen=True, slots=True)
class Report:
    """One run: pages in path order, what was skipped, and how many findings each filter hid."""

    pages: tuple[PageResult, ...]
    skipped: tuple[Skipped, ...]
    hidden: int
    rulepack: str

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, in page order."""
        return tuple(finding for page in self.pages for finding in page.findings)

    @property
    def disclosures(self) -> tuple[DisclosureRow, ...]:
        """Every disclosure row, in page order."""
        return tuple(row for page in self.pages for row in page.disclosures)
