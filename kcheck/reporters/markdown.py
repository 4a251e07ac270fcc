"""Markdown for a job summary, a merge request or an e-mail: what to change, page by page.

Page text stands in code spans, or with every sign of Markdown escaped: no link, no mention and no markup.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from kcheck.finding import Report, Severity
from kcheck.reporters.escape import markdown_code, markdown_text
from kcheck.reporters.problems import Problem, everything
from kcheck.reporters.summary import count, summary_line

SUMMARY_BYTES = 1_000_000  # GitHub drops a step's whole summary when it is over 1 MiB
_MARKS = {Severity.ERROR: "\U0001f534", Severity.WARNING: "\U0001f7e0", Severity.NOTE: "\U0001f535"}


def render(report: Report) -> str:
    """The whole report."""
    return "\n".join(_lines(report)) + "\n"


def job_summary(report: Report) -> str:
    """The report, cut between two findings where GitHub would drop it all."""
    kept, size = [], 0
    for line in _lines(report):
        size += len(line.encode("utf-8", "surrogatepass")) + 1
        if size > SUMMARY_BYTES:
            kept.append("\nThe rest is too long for this page; `kcheck check` shows it all.")
            break
        kept.append(line)
    return "\n".join(kept) + "\n"


def _lines(report: Report) -> Iterator[str]:
    found = everything(report)
    yield from ("## kcheck", "", summary_line(report), "")
    if not found:
        return
    yield from _rules(report, found)
    for path, own in groupby(found, key=lambda problem: problem.path):
        yield from (f"### {markdown_code(path)}", "")
        yield from (_item(problem) for problem in own)
        yield ""
    yield "kcheck reports wording, not law, and is no legal advice."


def _rules(report: Report, found: list[Problem]) -> Iterator[str]:
    """How often each rule was broken, worst and most often first."""
    counted = Counter((problem.severity, problem.rule) for problem in found)
    ranked = sorted(counted.items(), key=lambda item: (-item[0][0].rank, -item[1], item[0][1]))
    yield from ("<details><summary>By rule</summary>", "", "| | rule | what | count |", "|---|---|---|--:|")
    for (severity, rule), number in ranked:
        what = report.rules[rule].title if rule in report.rules else ""
        yield f"| {_MARKS[severity]} {severity} | `{rule}` | {markdown_text(what)} | {number} |"
    yield from ("", "</details>", "", f"{count(len(found), 'thing')} to look at:", "")


def _item(problem: Problem) -> str:
    place = f"line {problem.begin.line}" if problem.begin != (1, 1) else "the page"
    words = f" {markdown_code(problem.words)}" if problem.words else ""
    said = markdown_text(problem.message)
    parts = [f"- {_MARKS[problem.severity]} **{problem.severity}** `{problem.rule}`, {place}:{words} {said}"]
    parts += [f"  - {label}: {markdown_text(said)}" for label, said in problem.hints]
    return "\n".join(parts)
