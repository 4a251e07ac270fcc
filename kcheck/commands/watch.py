"""`kcheck check --watch`: check again whenever a page, the settings or the rules change."""

import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from kcheck import run
from kcheck.commands.checking import OK, accept_known, check_paths
from kcheck.commands.output import Target, write_reports
from kcheck.commands.session import Session, open_session
from kcheck.discover import Wanted
from kcheck.errors import KcheckError, UsageError

PAUSE = 0.5  # seconds between two looks


def watch(paths: Sequence[str], wanted: Sequence[Target], flags: Mapping[str, Any]) -> int:
    """Report now and after each change. A mistake in the settings is said, and mended while it runs."""
    if "-" in paths:
        raise UsageError("--watch looks at files; standard input (-) cannot change")
    seen: object = None
    session: Session | None = None
    try:
        while True:
            try:
                session = open_session(flags, paths).without(target.path for target in wanted)
                now: object = _state(session, flags)
                if now != seen:
                    _report(session, wanted, flags, first=seen is None)
            except KcheckError as error:
                now = str(error)
                if now != seen:
                    click.echo(f"kcheck: {error}", err=True)
            seen = now
            time.sleep(PAUSE)
    except KeyboardInterrupt:
        return OK


def _report(session: Session, wanted: Sequence[Target], flags: Mapping[str, Any], *, first: bool) -> None:
    if not first and sys.stdout.isatty():
        click.clear()
    write_reports(accept_known(check_paths(session, flags), session, flags), wanted, flags)
    click.echo("kcheck: watching for changes; Ctrl-C ends", err=True)
    sys.stdout.flush()


def _state(session: Session, flags: Mapping[str, Any]) -> dict[str, tuple[int, int]]:
    """Every file that a run reads, with its time and size."""
    files = [item.path for item in run.find(session.paths, session.settings) if isinstance(item, Wanted)]
    extra = (session.resolved.file, session.values["baseline"], flags.get("rules_file"), *session.values["rules"])
    files += [Path(file) for file in extra if file is not None]
    found = {}
    for file in files:
        try:
            known = file.stat()
        except OSError:
            continue
        found[str(file)] = (known.st_mtime_ns, known.st_size)
    return found
