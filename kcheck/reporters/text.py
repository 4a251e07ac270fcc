"""The report for people: each finding in its place, then the page's disclosure checklist, then one line.

Lines are made of (text, style) parts; plain output drops the styles, a terminal gets them through rich.
"""

from collections.abc import Iterator

from kcheck.finding import DisclosureRow, Finding, PageResult, Report
from kcheck.reporters.edits import says
from kcheck.reporters.escape import visible
from kcheck.reporters.summary import summary_line

Part = tuple[str, str]
Line = list[Part]

CONTEXT = 70  # characters shown on either side of the marked words
_STYLES = {"error": "bold red", "warning": "yellow", "note": "cyan"}
_ACCEPTED = {
    "exception": "by an exception on the page", "baseline": "by the baseline", "revision": "lacking before already",
}  # fmt: skip
_NOTICE = "kcheck reports wording, not law, and is no legal advice."


def render(report: Report) -> str:
    """The report as plain text."""
    return "".join("".join(text for text, _ in line).rstrip() + "\n" for line in lines(report))


def lines(report: Report) -> Iterator[Line]:
    """The report as styled lines, in which nothing from a page or a file name can steer a terminal or a log."""
    for line in _lines(report):
        yield [(visible(text), style) for text, style in line]


def _lines(report: Report) -> Iterator[Line]:
    for page in report.pages:
        yield from _page(page)
    for skipped in report.skipped:
        yield [("not checked: ", "bold magenta"), (skipped.reason, "")]
    if report.skipped:
        yield []
    yield [(summary_line(report), "bold")]
    if report.findings or any(row.needs_action for row in report.disclosures):
        yield [(_NOTICE, "dim")]


def _page(page: PageResult) -> Iterator[Line]:
    for note in page.notes:
        yield [(f"{page.path}: ", "bold"), (note, "magenta")]
    for finding in page.findings:
        yield from _finding(finding)
    if any(row.triggered for row in page.disclosures):
        yield [(f"{page.path}: disclosures", "bold underline")]
        for row in page.disclosures:
            if row.triggered:
                yield from _row(row)
        yield from _not_owed(page)
        yield []
    elif page.findings:
        yield from _not_owed(page)
        yield []


def _finding(finding: Finding) -> Iterator[Line]:
    style = _STYLES[finding.severity]
    yield [
        (f"{finding.path}:{finding.begin.line}:{finding.begin.column} ", "bold"),
        (finding.severity.value, style),
        (f" {finding.rule}", ""),
        (f" [{finding.category}]", "dim"),
    ]
    before, words, after = _excerpt(finding)
    yield [("    ", ""), (before, ""), (words, f"{style} underline"), (after, "")]
    yield [("    ", ""), (" " * len(before), ""), ("^" * len(words), style)]
    yield [("    ", ""), (finding.message, "")]
    for suggestion in finding.suggestions:
        yield [("    try: ", "green"), (says(finding, suggestion), "green")]
    if finding.advice:
        yield [("    do: ", "green"), (finding.advice, "")]
    yield []


def _excerpt(finding: Finding) -> tuple[str, str, str]:
    """The sentence around the marked words, cut at words where it is long."""
    start, words = finding.sentence_start, finding.text
    before, after = finding.sentence[:start], finding.sentence[start + len(words) :]
    if len(before) > CONTEXT:
        before = "\u2026" + before[-CONTEXT:].partition(" ")[2]
    if len(after) > CONTEXT:
        after = after[:CONTEXT].rpartition(" ")[0] + "\u2026"
    return visible(before), visible(words), visible(after)


def _row(row: DisclosureRow) -> Iterator[Line]:
    style = "green" if row.status == "present" else "dim" if row.accepted else _STYLES[row.severity]
    yield [(f"  {row.status:8} ", style), (row.disclosure, "bold"), (f"  {row.title}", "")]
    if row.accepted:
        yield [(f"           accepted: {_ACCEPTED[row.accepted]}", "dim")]
    elif row.status != "present":
        if row.trigger:
            because = f'owed because of line {row.trigger.begin.line}, "{_short(row.trigger.text)}": {row.reason}'
        else:
            because = f"owed because {row.reason}"
        yield [("           ", ""), (because, "dim")]
        if row.lacking:
            yield [("           lacking: ", ""), ("; ".join(row.lacking), "")]
        if row.suggestion:
            yield [("           add: ", "green"), (row.suggestion, "green")]
    if row.evidence:
        place = row.evidence.begin
        yield [(f'           found on line {place.line}: "{_short(row.evidence.text)}"', "dim")]


def _not_owed(page: PageResult) -> Iterator[Line]:
    reasons: dict[str, list[str]] = {}
    for row in page.disclosures:
        if not row.triggered:
            reasons.setdefault(row.reason, []).append(row.disclosure)
    for reason, names in reasons.items():
        yield [("  not owed ", "dim"), (", ".join(names), "dim"), (f": {reason}" if reason else "", "dim")]


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59].rstrip() + "\u2026"
