"""Which edits a file gets: what a person accepted, never two that overlap."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kcheck.finding import Finding, PageResult, Suggestion
from kcheck.rewrite.apply import without_overlap

SAFE, REVIEW, DELETE = "safe", "review", "delete"


@dataclass(frozen=True)
class Choice:
    """Findings that share a sentence, and the edits that answer them, best first."""

    findings: tuple[Finding, ...]
    edits: tuple[Suggestion, ...]


def choices(page: PageResult) -> Iterator[Choice]:
    """The page's findings by sentence, each with every edit that a machine can make of it."""
    groups: dict[int, list[Finding]] = {}
    for finding in page.findings:
        groups.setdefault(finding.span.start - finding.sentence_start, []).append(finding)
    for findings in groups.values():
        offered = dict.fromkeys(s for finding in findings for s in finding.suggestions if s.applies)
        # one edit for the whole sentence answers all of its findings
        edits = sorted(offered, key=lambda s: len(findings) > 1 and not _covers(s, findings))
        yield Choice(tuple(findings), tuple(edits))


def first_edits(page: PageResult, kinds: Iterable[str]) -> list[Suggestion]:
    """The first edit of these kinds for each sentence, without overlaps."""
    wanted = frozenset(kinds)
    found = []
    for choice in choices(page):
        fitting = [edit for edit in choice.edits if edit.kind in wanted]
        whole = [edit for edit in fitting if _covers(edit, choice.findings)]
        if whole and len(choice.findings) > 1:
            found.append(whole[0])
        else:
            for finding in choice.findings:
                found += [edit for edit in finding.suggestions if edit.applies and edit.kind in wanted][:1]
    return without_overlap(found)


def _covers(edit: Suggestion, findings: Iterable[Finding]) -> bool:
    return all(edit.start <= finding.span.start and finding.span.end <= edit.end for finding in findings)
