"""Findings and disclosures that need action as one list, for formats that know one kind of thing.

What was not checked, or not whole, comes apart: some formats have a place of its own for it, the others show it
as one more problem, so that a page that was not read never looks clean.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kcheck.finding import DisclosureRow, Finding, PageResult, Place, Report, Severity
from kcheck.fingerprint import fingerprint, fingerprint_of_row
from kcheck.reporters.edits import Edit, edits, says
from kcheck.reporters.escape import quoted
from kcheck.source import Position

START = Position(1, 1)
NOT_CHECKED, NOT_WHOLE = "not-checked", "not-well-formed"
TROUBLES = {
    NOT_CHECKED: "The file was not checked.",
    NOT_WHOLE: "The page was checked as far as its markup could be read.",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to act on. `message` stands alone; `hints` are labels with what to do; `key` is unique in a report."""

    page: PageResult | None
    path: str
    rule: str
    category: str
    severity: Severity
    message: str
    words: str
    hints: tuple[tuple[str, str], ...]
    begin: Position
    finish: Position
    fingerprint: str
    ordinal: int
    edits: tuple[Edit, ...] = ()
    related: Place | None = None

    @property
    def text(self) -> str:
        """Message, words and hints in one paragraph."""
        words = (f"Words: {quoted(self.words, 200)}.",) if self.words else ()
        return " ".join((self.message, *words, *(f"{label}: {said}" for label, said in self.hints)))

    @property
    def key(self) -> str:
        """The fingerprint made unique: by the page, and by which of several equal ones it is."""
        return _digest(self.fingerprint, self.path, str(self.ordinal))


def problems(report: Report) -> Iterator[Problem]:
    """Every finding, and every disclosure that needs action, in page order and reading order."""
    for page in report.pages:
        seen: Counter[str] = Counter()
        found: list[tuple[Position, str, Finding | DisclosureRow]] = [
            *((f.begin, f.rule, f) for f in page.findings),
            *((r.trigger.begin if r.trigger else START, r.disclosure, r) for r in page.disclosures if r.needs_action),
        ]
        for _, _, thing in sorted(found, key=lambda item: item[:2]):
            if isinstance(thing, Finding):
                mark = fingerprint(thing)
                seen[mark] += 1
                yield _of_finding(page, thing, mark, seen[mark])
            else:
                mark = fingerprint_of_row(thing)
                seen[mark] += 1
                yield _of_row(page, thing, mark, seen[mark])


def troubles(report: Report) -> Iterator[Problem]:
    """Every file that was not checked, and every note on a page that was not well-formed."""
    for page in report.pages:
        for note in page.notes:
            yield _trouble(page.path, NOT_WHOLE, Severity.NOTE, note, page)
    for skipped in report.skipped:
        severity = Severity.ERROR if skipped.failed else Severity.NOTE
        yield _trouble(skipped.path, NOT_CHECKED, severity, skipped.reason.removeprefix(f"{skipped.path}: "))


def everything(report: Report) -> list[Problem]:
    """Troubles and problems, in path order and reading order."""
    return sorted([*troubles(report), *problems(report)], key=lambda p: (p.path, p.begin, p.rule))


def row_sentence(row: DisclosureRow) -> str:
    """What a page owes, in one sentence that stands alone."""
    if row.status == "partial":
        lacking = f" (lacking: {'; '.join(row.lacking)})" if row.lacking else ""
        return f"Incomplete disclosure: {row.title}{lacking}."
    return f"Missing disclosure: {row.title}."


def _of_finding(page: PageResult, finding: Finding, mark: str, ordinal: int) -> Problem:
    tries = [says(finding, suggestion) for suggestion in finding.suggestions]
    hints = [("Try", f"{' or '.join(tries)}.")] if tries else []
    if finding.advice:
        hints.append(("Do", finding.advice))
    return Problem(
        page, finding.path, finding.rule, finding.category, finding.severity, finding.message, finding.text,
        tuple(hints), finding.begin, finding.finish, mark, ordinal, edits(page, finding),
    )  # fmt: skip


def _of_row(page: PageResult, row: DisclosureRow, mark: str, ordinal: int) -> Problem:
    begin, finish = (row.trigger.begin, row.trigger.finish) if row.trigger else (START, START)
    hints = [("Owed because", f"{row.reason.removesuffix('.')}.")] if row.reason else []
    if row.suggestion:
        hints.append(("Add", quoted(row.suggestion)))
    return Problem(
        page, row.path, row.disclosure, "disclosure", row.severity, row_sentence(row), "", tuple(hints),
        begin, finish, mark, ordinal, related=row.evidence,
    )  # fmt: skip


def _trouble(path: str, rule: str, severity: Severity, said: str, page: PageResult | None = None) -> Problem:
    mark = _digest(rule, said)
    hints = (("Why", f"{said.rstrip('.')}."),)
    return Problem(page, path, rule, "kcheck", severity, TROUBLES[rule], "", hints, START, START, mark, 1)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
