"""The commands, their flags and exit codes. The only printing, and the only place that catches everything.

Exit status: 0 everything was checked and nothing is at or above the fail level; 1 findings; 2 wrong usage,
settings or rules; 3 not completed: unreadable input, nothing to check, or a crash. The highest that applies wins.
"""

import difflib
import json
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO, Any, TextIO

import click

from kcheck import __version__
from kcheck.errors import KcheckError, UsageError
from kcheck.finding import Confidence, PageResult, Report, Severity, Skipped
from kcheck.reporters import REPORTERS, reporter
from kcheck.rulebook import Rulebook, bundled, load
from kcheck.settings import Settings, check_names

OK, FOUND, WRONG, INCOMPLETE = 0, 1, 2, 3
_MANY = 20  # files, from which a progress bar helps
_LEVELS = click.Choice([severity.value for severity in Severity])

_rules_option = click.option(
    "--rules", "rules_file", type=click.Path(path_type=Path), help="Use this rules file instead of the shipped one."
)


def entry() -> None:
    """Run the command line and exit with kcheck's own status."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Run the command line; the exit status, never an exception."""
    try:
        status = cli.main(list(arguments), prog_name="kcheck", standalone_mode=False)
        return status if isinstance(status, int) else OK
    except click.ClickException as error:
        error.show()
        return WRONG
    except KcheckError as error:
        click.echo(f"kcheck: {error}", err=True)
        return WRONG if isinstance(error, UsageError) else INCOMPLETE
    except (click.Abort, KeyboardInterrupt):
        click.echo("kcheck: interrupted; nothing was completed", err=True)
        return INCOMPLETE
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  the reader of the pipe has gone
        return INCOMPLETE
    except Exception as error:  # a crash must not look like findings, nor like a clean page
        if os.environ.get("KCHECK_DEBUG"):
            raise
        click.echo(
            f"kcheck: internal error, nothing was completed: {type(error).__name__}: {error}\n"
            "Please report it with the page that caused it; KCHECK_DEBUG=1 shows the place.",
            err=True,
        )
        return INCOMPLETE


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kcheck")
def cli() -> None:
    """Read a ketamine clinic's web copy: flag overclaims, report missing safety disclosures, suggest rewrites."""


@cli.command()
@click.argument("paths", nargs=-1)
@click.option("--format", "format_", type=click.Choice(list(REPORTERS)), default="text", help="How to report.")
@click.option("--output-file", type=click.Path(path_type=Path), help="Write the report to this file.")
@click.option("--select", multiple=True, help="Only these rules, disclosures or categories (comma-separated).")
@click.option("--ignore", multiple=True, help="Not these rules, disclosures or categories (comma-separated).")
@click.option("--min-level", type=_LEVELS, default="note", help="Show findings from this severity up.")
@click.option(
    "--min-confidence", type=click.Choice([c.value for c in Confidence]), default="likely",
    help="Show findings that are at least this sure.",
)  # fmt: skip
@click.option(
    "--fail-level", type=click.Choice([*(s.value for s in Severity), "never"]), default="error",
    help="Exit with 1 from this severity up.",
)  # fmt: skip
@click.option("--exit-zero", is_flag=True, help="Exit with 0 although there are findings (2 and 3 remain).")
@click.option("--strict", is_flag=True, help="Exit with 3 if anything at all was not checked or not well-formed.")
@click.option("--stdin-filename", default="stdin.txt", help="The name, and so the format, of standard input.")
@click.option(
    "--voice", type=click.Choice(["auto", "promotional", "informational"]), default="auto",
    help="Who speaks on these pages, instead of what kcheck decides.",
)  # fmt: skip
@click.option("--max-size", type=float, default=10.0, help="Largest file to read, in megabytes.")
@click.option("--statistics", is_flag=True, help="Count the findings of each rule instead of listing them.")
@click.option("-q", "--quiet", is_flag=True, help="Findings only, one a line; no checklist and no summary.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colour the text report.")
@_rules_option
def check(paths: tuple[str, ...], **flags: Any) -> int:
    """Check files and folders (default: this folder; `-` is standard input)."""
    settings = _settings(flags)
    rulebook = _rulebook(flags["rules_file"])
    check_names(settings, rulebook)
    report = _run(paths or (".",), rulebook, settings, flags)
    rulebook.derived.save()
    _print(report, flags)
    return _status(report, settings, exit_zero=flags["exit_zero"])


@cli.command()
@click.argument("paths", nargs=-1)
@click.option("--diff", "mode", flag_value="diff", default=True, help="Print what would change (the default).")
@click.option("--write", "mode", flag_value="write", help="Make the edits that keep the meaning.")
@click.option("--review", "mode", flag_value="review", help="Walk through the others, one sentence at a time.")
@click.option("--accept-all", "mode", flag_value="accept", help="Make every edit that --diff shows, unread.")
@click.option("--min-level", type=_LEVELS, default="warning", help="Mend findings from this severity up.")
@click.option("--select", multiple=True, help="Only these rules or categories (comma-separated).")
@click.option("--ignore", multiple=True, help="Not these rules or categories (comma-separated).")
@click.option("--stdin-filename", default="stdin.txt", help="The name, and so the format, of standard input.")
@_rules_option
def fix(paths: tuple[str, ...], mode: str, stdin_filename: str, **flags: Any) -> int:
    """Show or make the suggested edits (`-` reads standard input and prints the result)."""
    from kcheck.commands.fix import mend

    settings = Settings(
        select=_names(flags["select"]), ignore=_names(flags["ignore"]), min_level=Severity(flags["min_level"])
    )
    rulebook = _rulebook(flags["rules_file"])
    check_names(settings, rulebook)
    return mend(paths or (".",), rulebook, settings, mode, stdin_filename)


@cli.command()
@click.argument("rule")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text")
@_rules_option
def explain(rule: str, format_: str, rules_file: Path | None) -> int:
    """Say what a rule or disclosure is about: why, on which authority, and what to write instead."""
    from kcheck.explain import as_table
    from kcheck.explain import explain as explained

    rulebook = _rulebook(rules_file)
    if rule not in rulebook.by_id:
        near = difflib.get_close_matches(rule, list(rulebook.by_id), n=3)
        hint = f"did you mean {' or '.join(near)}?" if near else "`kcheck rules` lists them"
        raise UsageError(f"no rule or disclosure is called {rule!r}; {hint}")
    text = explained(rulebook, rule) if format_ == "text" else _json(as_table(rulebook, rule))
    click.echo(text, nl=False)
    return OK


@cli.command()
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text")
@_rules_option
def rules(format_: str, rules_file: Path | None) -> int:
    """List the rules and disclosures."""
    rulebook = _rulebook(rules_file)
    rows = [
        *((r.id, r.category, r.severity.value, r.title) for r in rulebook.rules),
        *((d.id, "disclosure", d.severity.value, d.title) for d in rulebook.disclosures),
    ]
    if format_ == "json":
        keys = ("id", "category", "severity", "title")
        click.echo(_json([dict(zip(keys, row, strict=True)) for row in rows]), nl=False)
    else:
        widths = [max(len(row[i]) for row in rows) for i in range(3)]
        for row in rows:
            click.echo("  ".join([*(row[i].ljust(widths[i]) for i in range(3)), row[3]]))
    return OK


@cli.command()
@click.argument("gold", type=click.Path(path_type=Path))
@click.option("--docs", type=click.Path(path_type=Path), help="The labelled pages (default: docs/ beside GOLD).")
@click.option("--only", multiple=True, help="Only these pages (comma-separated).")
@click.option("--show", is_flag=True, help="List every rule's figures, every miss and every false alarm.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text")
@_rules_option
def evaluate(
    gold: Path, docs: Path | None, only: tuple[str, ...], show: bool, format_: str, rules_file: Path | None
) -> int:
    """Score kcheck against labelled pages (GOLD holds claims.jsonl and disclosures.jsonl)."""
    from kcheck.evaluate import as_table, as_text
    from kcheck.evaluate import evaluate as scored

    rulebook = _rulebook(rules_file)
    score = scored(gold, docs or gold.parent / "docs", rulebook, sorted(_names(only)))
    rulebook.derived.save()
    click.echo(as_text(score, show=show) if format_ == "text" else _json(as_table(score)), nl=False)
    return OK


def _settings(flags: dict[str, Any]) -> Settings:
    return Settings(
        select=_names(flags["select"]),
        ignore=_names(flags["ignore"]),
        min_level=Severity(flags["min_level"]),
        fail_level=None if flags["fail_level"] == "never" else Severity(flags["fail_level"]),
        min_confidence=Confidence(flags["min_confidence"]),
        voice="" if flags["voice"] == "auto" else flags["voice"],
        max_bytes=int(flags["max_size"] * 1_000_000),
        strict=flags["strict"],
    )


def _names(values: Iterable[str]) -> frozenset[str]:
    return frozenset(name.strip() for value in values for name in value.split(",") if name.strip())


def _rulebook(path: Path | None) -> Rulebook:
    return load(path) if path else bundled()


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _run(paths: Sequence[str], rulebook: Rulebook, settings: Settings, flags: dict[str, Any]) -> Report:
    """The run, with a progress bar when there are many files and somebody watching."""
    from kcheck import run
    from kcheck.discover import discover

    if "-" in paths and len(paths) > 1:
        raise UsageError("standard input (-) cannot be checked together with files; give it alone")
    if list(paths) == ["-"] or not sys.stderr.isatty() or flags["quiet"]:
        return run.run(paths, rulebook, settings, flags["stdin_filename"])
    inputs = list(discover(paths))
    if len(inputs) < _MANY:
        return run.report(run.check_all(inputs, rulebook, settings), rulebook, settings)
    from kcheck.reporters.terminal import progress_bar

    results: list[PageResult | Skipped] = []
    with progress_bar(sys.stderr) as bar:
        task = bar.add_task("", total=len(inputs))
        for result in run.check_all(inputs, rulebook, settings):
            results.append(result)
            bar.update(task, advance=1, description=result.path)
    return run.report(results, rulebook, settings)


def _print(report: Report, flags: dict[str, Any]) -> None:
    """The report where the user wants it."""
    target: Path | None = flags["output_file"]
    if target is None:
        _write(report, flags, sys.stdout)
        return
    try:
        with target.open("w", encoding="utf-8", newline="\n") as stream:
            _write(report, flags, stream)
    except OSError as error:
        raise UsageError(f"{target}: cannot write the report: {error.strerror}") from error


def _write(report: Report, flags: dict[str, Any], stream: TextIO) -> None:
    if flags["statistics"]:
        from kcheck.reporters.summary import statistics

        rows = statistics(report)
        if flags["format_"] == "json":
            keys = ("rule", "category", "count")
            stream.write(_json([dict(zip(keys, row, strict=True)) for row in rows]))
        else:
            stream.writelines(f"{number:6}  {rule}  [{category}]\n" for rule, category, number in rows)
        return
    if flags["quiet"] and flags["format_"] != "json":
        text = reporter("concise")(report)
        stream.writelines(line for line in text.splitlines(keepends=True)[:-1])
        return
    if flags["format_"] == "text" and _coloured(flags["color"], stream):
        from kcheck.reporters.terminal import print_report

        print_report(report, stream)
        return
    stream.write(reporter(flags["format_"])(report))


def _coloured(color: str, stream: IO[str]) -> bool:
    """--color, then NO_COLOR, then FORCE_COLOR or CLICOLOR_FORCE, then whether a person is looking."""
    if color != "auto":
        return color == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR") or os.environ.get("CLICOLOR_FORCE", "0") != "0":
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def _status(report: Report, settings: Settings, *, exit_zero: bool) -> int:
    """The highest status that applies."""
    unread = [skipped for skipped in report.skipped if skipped.failed or settings.strict]
    malformed = settings.strict and any(page.notes for page in report.pages)
    if unread or malformed or not report.pages:
        return INCOMPLETE
    failing = any(settings.fails(f) for f in report.findings) or any(settings.fails(r) for r in report.disclosures)
    return FOUND if failing and not exit_zero else OK
