"""One heading a page, and under it one line a finding: for reading a long list by page."""

from collections.abc import Iterator
from itertools import groupby

from kcheck.finding import Report
from kcheck.reporters.escape import quoted, visible
from kcheck.reporters.problems import Problem, everything
from kcheck.reporters.summary import count, summary_line


def render(report: Report) -> str:
    """The report as groups."""
    lines = [line for path, own in groupby(everything(report), key=lambda p: p.path) for line in _group(path, [*own])]
    return "\n".join([*lines, summary_line(report)]) + "\n"


def _group(path: str, found: list[Problem]) -> Iterator[str]:
    yield f"{visible(path)} ({count(len(found), 'finding')})"
    places = [f"{p.begin.line}:{p.begin.column}" for p in found]
    width, rules = max(map(len, places)), max(len(p.rule) for p in found)
    for place, problem in zip(places, found, strict=True):
        words = f"{quoted(problem.words, 60)} " if problem.words else ""
        said = problem.text if problem.category == "kcheck" else words + problem.message
        yield f"  {place:>{width}}  {problem.severity.value:7}  {problem.rule:{rules}}  {visible(said)}"
    yield ""
