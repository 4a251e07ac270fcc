"""Checkstyle's XML, which most build servers read."""

from itertools import groupby

from kcheck.finding import Report
from kcheck.reporters.escape import visible, xml
from kcheck.reporters.problems import Problem, everything

_SEVERITIES = {"error": "error", "warning": "warning", "note": "info"}


def render(report: Report) -> str:
    """The report as files with errors in them; a clean page is a file without any."""
    found = {path: list(own) for path, own in groupby(everything(report), key=lambda p: p.path)}
    paths = sorted({*found, *(page.path for page in report.pages)})
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<checkstyle version="4.3">']
    for path in paths:
        lines.append(f'<file name="{xml(visible(path))}">')
        lines += [_error(problem) for problem in found.get(path, [])]
        lines.append("</file>")
    return "\n".join([*lines, "</checkstyle>"]) + "\n"


def _error(problem: Problem) -> str:
    return (
        f'  <error line="{problem.begin.line}" column="{problem.begin.column}"'
        f' severity="{_SEVERITIES[problem.severity.value]}"'
        f' message="{xml(visible(problem.text))}" source="kcheck.{xml(problem.rule)}"/>'
    )
