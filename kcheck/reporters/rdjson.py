"""The diagnostic format of reviewdog, whose suggestions become one-click edits in a pull request.

Columns count bytes of UTF-8, and paths are as the user gave them: reviewdog knows the folder that it runs in.
"""

from typing import Any

from kcheck.finding import Report
from kcheck.reporters.edits import Edit
from kcheck.reporters.escape import json_text
from kcheck.reporters.places import byte_position
from kcheck.reporters.problems import START, Problem, everything
from kcheck.source import Source

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}


def render(report: Report) -> str:
    """The report as one DiagnosticResult."""
    rows = [_diagnostic(report, problem) for problem in everything(report)]
    return json_text({"source": {"name": "kcheck"}, "diagnostics": rows}) + "\n"


def _diagnostic(report: Report, problem: Problem) -> dict[str, Any]:
    location: dict[str, Any] = {"path": problem.path}
    source = problem.page.document.source if problem.page else None
    if source and (problem.begin, problem.finish) != (START, START):
        location["range"] = _range(source, problem)
    else:
        location["range"] = {"start": {"line": 1, "column": 1}}
    code = {"value": problem.rule}
    info = report.rules.get(problem.rule)
    if info and info.references and info.references[0].url:
        code["url"] = info.references[0].url
    table: dict[str, Any] = {
        "message": problem.text,
        "location": location,
        "severity": _SEVERITIES[problem.severity.value],
        "code": code,
    }
    if source and problem.edits:
        table["suggestions"] = [{"range": _range(source, edit), "text": edit.text} for edit in problem.edits]
    return table


def _range(source: Source, thing: Problem | Edit) -> dict[str, Any]:
    return {"start": byte_position(source, thing.begin), "end": byte_position(source, thing.finish)}
