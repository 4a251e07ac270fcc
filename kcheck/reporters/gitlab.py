"""GitLab's Code Quality report: one flat array, shown in merge requests."""

from typing import Any

from kcheck.finding import Report
from kcheck.reporters.escape import json_text
from kcheck.reporters.places import repository_path
from kcheck.reporters.problems import NOT_CHECKED, Problem, everything

_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


def render(report: Report) -> str:
    """The report as GitLab wants it. Fingerprints are unique and know no line."""
    return json_text([_issue(problem) for problem in everything(report)]) + "\n"


def _issue(problem: Problem) -> dict[str, Any]:
    severity = _SEVERITIES[problem.severity.value]
    return {
        "description": problem.text,
        "check_name": problem.rule,
        "fingerprint": problem.key,
        "severity": "blocker" if problem.rule == NOT_CHECKED and severity == "major" else severity,
        "location": {
            "path": repository_path(problem.path).removeprefix("./"),
            "lines": {"begin": problem.begin.line, "end": problem.finish.line},
        },
    }
