"""The commands, their flags and exit codes. The only printing, and the only place that catches everything.

Exit status: 0 everything was checked and nothing is at or above the fail level; 1 findings; 2 wrong usage,
settings or rules; 3 not completed: unreadable input, nothing to check, or a crash. The highest that applies wins.
"""

import difflib
import os
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from kcheck import __version__
from kcheck.commands import checking
from kcheck.commands.checking import INCOMPLETE, OK, WRONG
from kcheck.commands.options import rules_option, settings_options
from kcheck.commands.output import json_lines, targets, write_reports
from kcheck.commands.session import open_session, own_rulebook
from kcheck.errors import KcheckError, UsageError
from kcheck.policy.notices import NOTICES
from kcheck.reporters import REPORTERS
from kcheck.reporters.escape import visible
from kcheck.rulebook import Rulebook, bundled, load

# Commands that a plain check does not pay for: name -> the module that declares it.
LATER = {name: f"kcheck.commands.{name}" for name in ("baseline", "completions", "exceptions", "init", "schema")}


def entry() -> None:
    """Run the command line and exit with kcheck's own status."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Run the command line; the exit status, never an exception."""
    try:
        if "_KCHECK_COMPLETE" in os.environ:
            import_module(LATER["completions"])
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


class Commands(click.Group):
    """The commands, some of them loaded only when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted({*super().list_commands(ctx), *LATER})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name."""
        if cmd_name in LATER:
            command: click.Command = import_module(LATER[cmd_name]).command
            return command
        return super().get_command(ctx, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with a hint at what was probably meant."""
        if args and self.get_command(ctx, args[0]) is None:
            near = difflib.get_close_matches(args[0], self.list_commands(ctx), n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"to check files, write `kcheck check {args[0]}`"
            raise click.UsageError(f"no command is called {args[0]!r}; {hint}")
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kcheck")
def cli() -> None:
    """Read a ketamine clinic's web copy: flag overclaims, report missing safety disclosures, suggest rewrites."""


@cli.command()
@click.argument("paths", nargs=-1)
@click.option(
    "--format", "format_", multiple=True, metavar="NAME[=FILE]",
    help=f"How to report, and to which file; may be given several times. {', '.join(REPORTERS)}.",
)  # fmt: skip
@click.option("--output-file", type=click.Path(path_type=Path), help="The file of the report that names none.")
@settings_options
@click.option("--no-baseline", is_flag=True, help="Report what the baseline accepts as well.")
@click.option("--new-from", metavar="REV", help="Only what was not there at this git revision counts.")
@click.option("--add-exceptions", metavar="REASON", help="Write an inline exception with this reason for each finding.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 although there are findings (2 and 3 remain).")
@click.option("--statistics", is_flag=True, help="Count the findings of each rule instead of listing them.")
@click.option("-q", "--quiet", is_flag=True, help="Findings only, one a line; no checklist and no summary.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colour the text report.")
@click.option("--show-settings", is_flag=True, help="Show every setting and where it comes from, and check nothing.")
@click.option("--show-files", is_flag=True, help="List the files that would be checked, and check nothing.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes, until interrupted.")
def check(paths: tuple[str, ...], **flags: Any) -> int:
    """Check files and folders (default: this folder; `-` is standard input)."""
    wanted = targets(flags["format_"], flags["output_file"])
    session = open_session(flags, paths).without(target.path for target in wanted)
    if flags["show_settings"]:
        click.echo(checking.settings_text(session), nl=False)
        return OK
    if flags["show_files"]:
        lines, status = checking.file_list(session)
        click.echo("".join(f"{visible(line)}\n" for line in lines), nl=False)
        return status
    if flags["watch"]:
        from kcheck.commands.watch import watch

        return watch(paths, wanted, flags)
    if flags["add_exceptions"] is not None:
        from kcheck.commands.add_exceptions import add_exceptions

        add_exceptions(session, flags)
    report = checking.accept_known(checking.check_paths(session, flags), session, flags)
    write_reports(report, wanted, flags)
    return checking.status(report, session.settings, exit_zero=flags["exit_zero"])


@cli.command()
@click.argument("paths", nargs=-1)
@click.option("--diff", "mode", flag_value="diff", default=True, help="Print what would change (the default).")
@click.option("--write", "mode", flag_value="write", help="Make the edits that keep the meaning.")
@click.option("--review", "mode", flag_value="review", help="Walk through the others, one sentence at a time.")
@click.option("--accept-all", "mode", flag_value="accept", help="Make every edit that --diff shows, unread.")
@settings_options
def fix(paths: tuple[str, ...], mode: str, stdin_filename: str, **flags: Any) -> int:
    """Show or make the suggested edits (`-` reads standard input and prints the result)."""
    from kcheck.commands.fix import mend

    level = flags.pop("min_level") or "warning"  # what is less is seldom worth an edit
    session = open_session({**flags, "stdin_filename": stdin_filename, "min_level": level}, paths)
    return mend(session.paths, session.rulebook, session.settings, mode, stdin_filename)


@cli.command()
@click.argument("rule")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text")
@rules_option
def explain(rule: str, format_: str, rules_file: Path | None) -> int:
    """Say what a rule or disclosure is about: why, on which authority, and what to write instead."""
    from kcheck.explain import as_table
    from kcheck.explain import explain as explained

    rulebook = own_rulebook(rules_file)
    if rule in NOTICES:
        notice = NOTICES[rule]
        fields = ("id", "category", "title", "severity", "message", "why", "advice")
        about = {name: getattr(notice, name) for name in fields}
        said = f"{rule}  [{notice.category}, {notice.severity}]\n\n{notice.message}\n{notice.why}\n{notice.advice}\n"
        click.echo(said if format_ == "text" else json_lines(about), nl=False)
        return OK
    if rule not in rulebook.by_id:
        near = difflib.get_close_matches(rule, [*rulebook.by_id, *NOTICES], n=3)
        hint = f"did you mean {' or '.join(near)}?" if near else "`kcheck rules` lists them"
        raise UsageError(f"no rule or disclosure is called {rule!r}; {hint}")
    text = explained(rulebook, rule) if format_ == "text" else json_lines(as_table(rulebook, rule))
    click.echo(text, nl=False)
    return OK


@cli.command()
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text")
@rules_option
def rules(format_: str, rules_file: Path | None) -> int:
    """List the rules and disclosures."""
    rulebook = own_rulebook(rules_file)
    rows = [
        *((r.id, r.category, r.severity.value, r.title) for r in rulebook.rules),
        *((d.id, "disclosure", d.severity.value, d.title) for d in rulebook.disclosures),
        *((n.id, n.category, n.severity.value, n.title) for n in NOTICES.values()),
    ]
    if format_ == "json":
        keys = ("id", "category", "severity", "title")
        click.echo(json_lines([dict(zip(keys, row, strict=True)) for row in rows]), nl=False)
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
@rules_option
def evaluate(
    gold: Path, docs: Path | None, only: tuple[str, ...], show: bool, format_: str, rules_file: Path | None
) -> int:
    """Score kcheck against labelled pages (GOLD holds claims.jsonl and disclosures.jsonl)."""
    from kcheck.evaluate import as_table, as_text
    from kcheck.evaluate import evaluate as scored

    rulebook = _rulebook(rules_file)
    score = scored(gold, docs or gold.parent / "docs", rulebook, sorted(_names(only)))
    rulebook.derived.save()
    click.echo(as_text(score, show=show) if format_ == "text" else json_lines(as_table(score)), nl=False)
    return OK


def _names(values: Iterable[str]) -> frozenset[str]:
    return frozenset(name.strip() for value in values for name in value.split(",") if name.strip())


def _rulebook(path: Path | None) -> Rulebook:
    return load(path) if path else bundled()
