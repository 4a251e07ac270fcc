"""A run from session to report: the pages, then what was accepted earlier, then the exit status."""

import sys
from collections.abc import Mapping, Sequence
from typing import Any

from kcheck import run
from kcheck.commands.session import Session
from kcheck.errors import UsageError
from kcheck.finding import Report
from kcheck.settings import Settings

OK, FOUND, WRONG, INCOMPLETE = 0, 1, 2, 3
_MANY = 20  # files, from which a progress bar helps


def check_paths(session: Session, flags: Mapping[str, Any]) -> Report:
    """The pages, with a progress bar when there are many files and somebody watching. Keeps what was derived."""
    paths, settings, rulebook = session.paths, session.settings, session.rulebook
    if "-" in paths and len(paths) > 1:
        raise UsageError("standard input (-) cannot be checked together with files; give it alone")
    if list(paths) == ["-"] or not sys.stderr.isatty() or flags.get("quiet"):
        report = run.run(paths, rulebook, settings, flags.get("stdin_filename") or "stdin.txt")
    else:
        report = _watched(paths, session)
    rulebook.derived.save()
    return report


def _watched(paths: Sequence[str], session: Session) -> Report:
    inputs = list(run.find(paths, session.settings))
    checked = run.check_all(inputs, session.rulebook, session.settings)
    if len(inputs) < _MANY:
        return run.report(checked, session.rulebook, session.settings)
    from kcheck.reporters.terminal import progress_bar

    results = []
    with progress_bar(sys.stderr) as bar:
        task = bar.add_task("", total=len(inputs))
        for result in checked:
            results.append(result)
            bar.update(task, advance=1, description=result.path)
    return run.report(results, session.rulebook, session.settings)


def accept_known(report: Report, session: Session, flags: Mapping[str, Any]) -> Report:
    """The report with what the baseline knows, and what was there at --new-from, labelled as accepted."""
    file = session.values["baseline"]
    if file is not None and not flags.get("no_baseline"):
        from dataclasses import replace

        from kcheck.policy.baseline import compare, read

        compared = compare(report, read(file), file.resolve().parent)
        names = [f"{entry.path}: {entry.rule}" for entry in compared.stale.findings]
        names += [f"{owed.path}: {owed.disclosure}" for owed in compared.stale.disclosures]
        report = replace(compared.report, stale=tuple(names))
    if flags.get("new_from"):
        from kcheck.commands.new_from import new_from

        report = new_from(report, session, flags["new_from"], from_stdin=list(session.paths) == ["-"])
    return report


def status(report: Report, settings: Settings, *, exit_zero: bool = False) -> int:
    """The highest status that applies."""
    unread = [skipped for skipped in report.skipped if skipped.failed or settings.strict]
    malformed = settings.strict and any(page.notes for page in report.pages)
    if unread or malformed or not (report.pages or report.left_out):
        return INCOMPLETE
    failing = any(settings.fails(f) for f in report.findings) or any(settings.fails(r) for r in report.disclosures)
    return FOUND if failing and not exit_zero else OK


def file_list(session: Session) -> tuple[list[str], int]:
    """What a run would check, one line a file, and the status: 3 where that is nothing or not everything."""
    from kcheck.discover import LeftOut, Wanted
    from kcheck.readers import reader_for

    lines, failed = [], False
    for item in run.find(session.paths, session.settings):
        if isinstance(item, Wanted):
            missing = "" if item.path.exists() else "  (not checked: no such file)"
            unread = "" if missing or reader_for(item.path.suffix) else "  (not checked: this format is not read)"
            lines.append(f"{item.path.as_posix()}{missing}{unread}")
            failed = failed or bool(missing) or (bool(unread) and item.named)
        elif isinstance(item, LeftOut):
            lines.append(f"{item.path}  (left out: excluded by the settings)")
        else:
            lines.append(f"{item.path}  (not checked: {item.reason})")
            failed = True
    return lines, INCOMPLETE if failed or not lines else OK


def settings_text(session: Session) -> str:
    """Every setting and where it comes from, as a settings file that would say the same."""
    from kcheck.config.show import as_toml

    return as_toml(session.resolved)
