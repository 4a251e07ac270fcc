"""Where reports go: one to the screen, any number to files, a summary to GitHub's job page."""

import difflib
import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any, NamedTuple, TextIO

import click

from kcheck.errors import UsageError
from kcheck.finding import Report
from kcheck.reporters import REPORTERS, reporter


class Target(NamedTuple):
    """One report: its format, and its file; the screen where there is none."""

    format: str
    path: Path | None = None


def targets(formats: Sequence[str], output_file: Path | None) -> list[Target]:
    """`NAME` and `NAME=FILE` as the reports to write. `--output-file` takes the one without a file."""
    found = [_target(value) for value in formats or ("text",)]
    plain = [target for target in found if target.path is None]
    if len(plain) > 1:
        names = " and ".join(target.format for target in plain)
        raise UsageError(f"{names} would both go to the screen; give one a file: --format {plain[-1].format}=FILE")
    if output_file is not None:
        if not plain:
            raise UsageError("--output-file has no report to take: every --format names a file of its own")
        found[found.index(plain[0])] = Target(plain[0].format, output_file)
    paths = [target.path for target in found if target.path is not None]
    if twice := next((path for path in paths if paths.count(path) > 1), None):
        raise UsageError(f"{twice}: two reports would be written to this file; give each its own")
    return found


def _target(value: str) -> Target:
    name, separator, path = value.partition("=")
    if name not in REPORTERS:
        near = difflib.get_close_matches(name, list(REPORTERS), n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(REPORTERS)}"
        raise UsageError(f"no format is called {name!r}; {hint}")
    if separator and not path:
        raise UsageError(f"--format {value}: the file is missing after the =")
    return Target(name, Path(path) if path else None)


def write_reports(report: Report, wanted: Sequence[Target], flags: Mapping[str, Any]) -> None:
    """Every report to its place."""
    for target in wanted:
        if target.path is None:
            _write(report, target.format, flags, sys.stdout)
        else:
            _to_file(report, target, flags)
        if target.format == "github":
            _to_job_summary(report)
    if not flags["quiet"] and all(target.path for target in wanted):
        from kcheck.reporters.summary import summary_line

        written = ", ".join(str(target.path) for target in wanted)
        click.echo(f"kcheck: wrote {written}: {summary_line(report)}", err=True)


def _to_file(report: Report, target: Target, flags: Mapping[str, Any]) -> None:
    assert target.path is not None
    try:
        with target.path.open("w", encoding="utf-8", errors="replace", newline="\n") as stream:
            _write(report, target.format, flags, stream)
    except OSError as error:
        raise UsageError(f"{target.path}: cannot write the report: {error.strerror}") from error


def _to_job_summary(report: Report) -> None:
    """Markdown on the page of the job, where GitHub says which file that is."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    from kcheck.reporters.markdown import job_summary

    try:
        with Path(path).open("a", encoding="utf-8", errors="replace", newline="\n") as stream:
            stream.write(job_summary(report))
    except OSError as error:
        raise UsageError(f"{path} (GITHUB_STEP_SUMMARY): cannot write the summary: {error.strerror}") from error


def _write(report: Report, name: str, flags: Mapping[str, Any], stream: TextIO) -> None:
    if flags["statistics"]:
        _statistics(report, name, stream)
    elif flags["quiet"] and name in ("text", "concise"):
        lines = reporter("concise")(report).splitlines(keepends=True)
        stream.writelines(lines[:-1])
    elif name == "text" and _coloured(flags["color"], stream):
        from kcheck.reporters.terminal import print_report

        print_report(report, stream)
    else:
        stream.write(reporter(name)(report))


def _statistics(report: Report, name: str, stream: TextIO) -> None:
    from kcheck.reporters.summary import statistics

    rows = statistics(report)
    if name == "json":
        keys = ("rule", "category", "count")
        stream.write(json_lines([dict(zip(keys, row, strict=True)) for row in rows]))
    else:
        stream.writelines(f"{number:6}  {rule}  [{category}]\n" for rule, category, number in rows)


def json_lines(data: Any) -> str:
    """Plain data as indented JSON."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _coloured(color: str, stream: IO[str]) -> bool:
    """--color, then NO_COLOR, then FORCE_COLOR or CLICOLOR_FORCE, then whether a person is looking."""
    if color != "auto":
        return color == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR") or os.environ.get("CLICOLOR_FORCE", "0") != "0":
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"
