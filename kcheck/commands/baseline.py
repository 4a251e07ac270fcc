"""`kcheck baseline write|check|prune`: take on what is there, see that nothing is new or stale, drop what is gone."""

import os
from pathlib import Path
from typing import Any

import click

from kcheck.commands.checking import FOUND, INCOMPLETE, OK, check_paths, status
from kcheck.commands.options import settings_options
from kcheck.commands.session import Session, open_session
from kcheck.errors import UsageError
from kcheck.finding import Report
from kcheck.policy.baseline import Baseline, Compared, as_text, compare, of_pages, read
from kcheck.reporters import reporter
from kcheck.reporters.escape import visible

DEFAULT = "kcheck-baseline.json"
_SHOWN = 20


@click.group()
def command() -> None:
    """Accept what is there today, so that only what is new fails."""


@command.command()
@click.argument("paths", nargs=-1)
@settings_options
@click.option("--accept-new", is_flag=True, help="Take on findings that the baseline does not have yet.")
def write(paths: tuple[str, ...], accept_new: bool, **flags: Any) -> int:
    """Write the baseline. A second time it drops what is gone, and takes on new findings only with --accept-new."""
    session, file, report = _checked(paths, flags)
    if (unread := _unread(report, session)) is not None:
        return unread
    folder = file.resolve().parent
    if not file.exists():
        return _write(file, of_pages(report.pages, folder), "written")
    compared = compare(report, read(file), folder)
    new = of_pages(compared.report.pages, folder)
    if len(new) and not accept_new:
        click.echo(_listed(compared.report), nl=False)
        remedy = "mend them, or take them on with --accept-new"
        click.echo(f"kcheck: {file} is unchanged: {len(new)} new; {remedy}", err=True)
        return FOUND
    return _write(file, compared.used + compared.rest + new, "written")


@command.command()
@click.argument("paths", nargs=-1)
@settings_options
def check(paths: tuple[str, ...], **flags: Any) -> int:
    """See whether the baseline fits: exit with 1 where anything is new, or where an entry is stale."""
    session, file, report = _checked(paths, flags)
    compared = compare(report, read(file), file.resolve().parent)
    new = of_pages(compared.report.pages, file.resolve().parent)
    click.echo(_listed(compared.report) + _stale(compared), nl=False)
    click.echo(f"{file}: {len(compared.used)} accepted, {len(new)} new, {len(compared.stale)} stale.")
    own = status(report, session.settings, exit_zero=True)
    return max(own, FOUND if len(new) or len(compared.stale) else OK)


@command.command()
@click.argument("paths", nargs=-1)
@settings_options
def prune(paths: tuple[str, ...], **flags: Any) -> int:
    """Drop the entries that nothing matches any more; take on nothing."""
    session, file, report = _checked(paths, flags)
    if (unread := _unread(report, session)) is not None:
        return unread
    compared = compare(report, read(file), file.resolve().parent)
    click.echo(_stale(compared), nl=False)
    if not len(compared.stale):
        click.echo(f"{file}: nothing is stale; unchanged.")
        return OK
    return _write(file, compared.used + compared.rest, f"{len(compared.stale)} dropped")


def _checked(paths: tuple[str, ...], flags: dict[str, Any]) -> tuple[Session, Path, Report]:
    """The run without any baseline, and the file that the baseline is in."""
    session = open_session(flags, paths)
    if "-" in session.paths:
        raise UsageError("a baseline is of files; standard input (-) has none")
    named = session.values["baseline"]
    file = Path(session.settings.root) / DEFAULT if named is None else named
    here = Path.cwd()
    file = Path(os.path.relpath(file, here)) if here in file.parents else file
    return session, file, check_paths(session, flags)


def _unread(report: Report, session: Session) -> int | None:
    """A baseline is not rewritten from a run that did not read everything."""
    if status(report, session.settings, exit_zero=True) != INCOMPLETE:
        return None
    reasons = [skipped.reason for skipped in report.skipped if skipped.failed] or ["there is nothing to check"]
    click.echo("".join(f"not checked: {visible(reason)}\n" for reason in reasons), nl=False)
    click.echo("kcheck: the baseline is unchanged, because not everything was checked", err=True)
    return INCOMPLETE


def _write(file: Path, baseline: Baseline, done: str) -> int:
    try:
        file.write_text(as_text(baseline), encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"{file}: cannot write the baseline: {error.strerror}") from error
    findings, owed = len(baseline.findings), len(baseline.disclosures)
    click.echo(f"{file}: {done}; it holds {findings} findings and {owed} lacking disclosures.")
    return OK


def _listed(report: Report) -> str:
    """What is new, one a line."""
    lines = reporter("concise")(report).splitlines(keepends=True)[:-1]
    more = [f"and {len(lines) - _SHOWN} more\n"] if len(lines) > _SHOWN else []
    return "".join([*lines[:_SHOWN], *more])


def _stale(compared: Compared) -> str:
    lines = [f"stale: {e.path}: {e.rule}: {e.words!r}" for e in compared.stale.findings]
    lines += [f"stale: {o.path}: {o.disclosure}" for o in compared.stale.disclosures]
    return "".join(f"{visible(line)}\n" for line in lines)
