"""`kcheck exceptions`: the register of every inline exception, for counsel and for audits."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from kcheck import git
from kcheck.commands.checking import check_paths, status
from kcheck.commands.options import settings_options
from kcheck.commands.output import json_lines
from kcheck.commands.session import open_session
from kcheck.finding import Granted
from kcheck.reporters.escape import visible

_FIELDS = ("file", "line", "rule", "words", "reason", "by", "since", "until", "state")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@click.command()
@click.argument("paths", nargs=-1)
@click.option("--format", "format_", type=click.Choice(["text", "json", "csv"]), default="text")
@settings_options
def command(paths: tuple[str, ...], format_: str, **flags: Any) -> int:
    """List every inline exception: where, which rule and words, why, who, since when and until when."""
    session = open_session(flags, paths)
    report = check_paths(session, flags)
    granted = [granted for page in report.pages for granted in page.exceptions]
    rows = [_row(entry, _since(entry)) for entry in granted]
    render = {"text": _text, "json": json_lines, "csv": _csv}[format_]
    click.echo(render(rows), nl=False)
    for skipped in report.skipped:
        if skipped.failed or session.settings.strict:
            click.echo(f"kcheck: not checked: {visible(skipped.reason)}", err=True)
    return status(report, session.settings, exit_zero=True)


def _since(entry: Granted) -> str:
    file = Path(entry.path)
    return git.since(file, entry.place.line) if file.exists() else ""


def _row(entry: Granted, since: str) -> dict[str, Any]:
    return {
        "file": entry.path,
        "line": entry.place.line,
        "rule": entry.rule,
        "words": list(entry.words),
        "reason": entry.reason,
        "by": entry.by,
        "since": since,
        "until": entry.until,
        "state": entry.state,
    }


def _text(rows: Sequence[dict[str, Any]]) -> str:
    out = []
    for row in rows:
        words = ", ".join(f'"{words}"' for words in row["words"]) or "nothing"
        out.append(f"{row['file']}:{row['line']} {row['rule'] or 'no rule'}: {row['state']}")
        out.append(f"    allows: {words}")
        facts = [f"{name}: {row[name]}" for name in ("reason", "by", "since", "until") if row[name]]
        out += [f"    {fact}" for fact in facts]
    states = [row["state"] for row in rows]
    bad = sum(state not in ("in force", "expiring") for state in states)
    noun = "exception" if len(rows) == 1 else "exceptions"
    soon = states.count("expiring")
    out.append(f"{len(rows)} {noun}; {soon} to end within 30 days; {bad} that allow nothing.")
    return "".join(f"{visible(line)}\n" for line in out)


def _csv(rows: Sequence[dict[str, Any]]) -> str:
    """Rows for a spreadsheet. A cell that it would take for a formula gets an apostrophe before it."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_FIELDS)
    for row in rows:
        cells = [*("; ".join(row[name]) if name == "words" else str(row[name]) for name in _FIELDS)]
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    return stream.getvalue()
