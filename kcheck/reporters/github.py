"""Workflow commands that GitHub shows on the lines of a pull request.

A step may show ten errors, ten warnings and ten notices; GitHub drops the rest without a word, so the worst come
first and one line says how many more there are.
"""

from kcheck.finding import Report, Severity
from kcheck.reporters.escape import github, github_property
from kcheck.reporters.places import repository_path
from kcheck.reporters.problems import START, Problem, everything
from kcheck.reporters.summary import count, summary_line

CAP = 10
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(report: Report) -> str:
    """At most ten commands of each kind, then what they leave out, then the summary."""
    lines, over = [], []
    found = everything(report)
    for severity, command in _COMMANDS.items():
        own = [problem for problem in found if problem.severity is severity]
        lines += [_command(command, problem) for problem in own[:CAP]]
        if len(own) > CAP:
            over.append(count(len(own) - CAP, severity.value))
    if over:
        lines.append(f"GitHub shows {CAP} of each kind on the lines; not shown there: {', '.join(over)}.")
    return "\n".join([*lines, summary_line(report)]) + "\n"


def _command(command: str, problem: Problem) -> str:
    begin, finish = problem.begin, problem.finish
    properties = {"file": repository_path(problem.path), "line": str(begin.line), "endLine": str(finish.line)}
    if begin.line == finish.line and (begin, finish) != (START, START):  # columns are refused across lines
        properties |= {"col": str(begin.column), "endColumn": str(finish.column)}
    properties["title"] = f"kcheck {problem.rule}"
    shown = ",".join(f"{key}={github_property(value)}" for key, value in properties.items())
    return f"::{command} {shown}::{github(problem.text)}"
