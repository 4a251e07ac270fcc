"""JUnit XML: each page a suite, each problem a failing case, each page without any one passing case.

A severity is the failure's type. What was not checked is an error, never a pass.
"""

from kcheck.finding import Report
from kcheck.reporters.escape import visible, xml
from kcheck.reporters.problems import NOT_CHECKED, Problem, everything


def render(report: Report) -> str:
    """The report as the tree that Jenkins, GitLab and others read."""
    suites: dict[str, list[Problem]] = {page.path: [] for page in report.pages}
    for problem in everything(report):
        suites.setdefault(problem.path, []).append(problem)
    lines = [_suite(path, found) for path, found in sorted(suites.items())]
    whole = [problem for found in suites.values() for problem in found]
    cases = sum(max(1, len(found)) for found in suites.values())
    head = f'<testsuites name="kcheck" tests="{cases}" {_counts(whole)}>'
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *lines, "</testsuites>"]) + "\n"


def _kind(problem: Problem) -> str:
    if problem.rule != NOT_CHECKED:
        return "failure"
    return "error" if problem.severity.value == "error" else "skipped"


def _counts(found: list[Problem]) -> str:
    kinds = [_kind(problem) for problem in found]
    return f'failures="{kinds.count("failure")}" errors="{kinds.count("error")}"'


def _suite(path: str, found: list[Problem]) -> str:
    name = xml(visible(path))
    skipped = sum(_kind(problem) == "skipped" for problem in found)
    head = f'<testsuite name="{name}" tests="{max(1, len(found))}" {_counts(found)} skipped="{skipped}">'
    cases = [_case(name, problem) for problem in found] or [f'  <testcase classname="{name}" name="kcheck"/>']
    return "\n".join([head, *cases, "</testsuite>"])


def _case(name: str, problem: Problem) -> str:
    kind, place = _kind(problem), f"{problem.begin.line}:{problem.begin.column}"
    message = xml(visible(problem.message))
    detail = xml(visible(f"{problem.path}:{place}: {problem.text}"))
    return (
        f'  <testcase classname="{name}" name="{xml(problem.rule)} at {place}">'
        f'<{kind} type="{problem.severity.value}" message="{message}">{detail}</{kind}></testcase>'
    )
