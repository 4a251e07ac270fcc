"""`kcheck fix`: show, write or walk through the edits that kcheck suggests."""

import difflib
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from kcheck.discover import LeftOut, Wanted
from kcheck.errors import GeneratedError, UnreadableError, UsageError
from kcheck.finding import PageResult, Skipped, Suggestion
from kcheck.read import decode, read_file
from kcheck.readers import Reader, reader_for
from kcheck.rewrite.apply import applied, write_back
from kcheck.rewrite.choose import REVIEW, SAFE, first_edits
from kcheck.rulebook import Rulebook
from kcheck.run import check_source, find
from kcheck.settings import Settings
from kcheck.source import Source

Chooser = Callable[[PageResult, Source], Sequence[Suggestion]]
_ROUNDS = 4  # an edit may uncover a claim that overlapped it


@dataclass(frozen=True)
class Fixed:
    """One file before and after its edits, and what is still found on it."""

    source: Source
    after: str
    edits: int
    left: PageResult


def fix_source(source: Source, reader: Reader, book: Rulebook, settings: Settings, choose: Chooser) -> Fixed:
    """Edit and check again until nothing that was chosen is left to edit."""
    now, made = source, 0
    page = _shown(check_source(now, reader, book, settings), settings)
    for _ in range(_ROUNDS):
        edits = choose(page, now)
        if not edits:
            break
        now = replace(source, text=applied(now.text, edits))
        made += len(edits)
        page = _shown(check_source(now, reader, book, settings), settings)
    return Fixed(source, now.text, made, page)


def first(kinds: Sequence[str]) -> Chooser:
    """A chooser that takes the first edit of these kinds for every sentence."""
    return lambda page, _source: first_edits(page, kinds)


def fix(
    paths: Sequence[str], book: Rulebook, settings: Settings, mode: str, stdin_name: str, ask: Chooser | None = None
) -> Iterator[Fixed | Skipped]:
    """Each file with its edits: "diff" shows the first of every kind but removals, "write" makes the safe ones.

    "accept" makes those that "diff" shows, "review" those that `ask` chooses. Files are written one by one, all at
    once each; standard input goes to standard output.
    """
    kinds = [SAFE] if mode == "write" else [SAFE, REVIEW]
    choose = ask if ask is not None else first(kinds)
    if list(paths) == ["-"]:
        raw = sys.stdin.buffer.read()
        yield _fix_one(raw, decode(raw, stdin_name), None, book, settings, choose)
        return
    for item in find(paths, settings):
        if not isinstance(item, LeftOut):
            yield item if isinstance(item, Skipped) else _fix_file(item, book, settings, mode, choose)


def _fix_file(wanted: Wanted, book: Rulebook, settings: Settings, mode: str, choose: Chooser) -> Fixed | Skipped:
    try:
        source = read_file(wanted.path, max_bytes=settings.max_bytes)
        target = None if mode == "diff" else wanted.path
        return _fix_one(wanted.path.read_bytes(), source, target, book, settings, choose)
    except UnreadableError as error:
        failed = wanted.named or not isinstance(error, GeneratedError)
        return Skipped(wanted.path.as_posix(), str(error), failed=failed)


def _fix_one(
    raw: bytes, source: Source, target: Path | None, book: Rulebook, settings: Settings, choose: Chooser
) -> Fixed:
    reader = reader_for(Path(source.path).suffix)
    if reader is None:
        raise UnreadableError(f"{source.path}: this format is not read, so it cannot be mended")
    fixed = fix_source(source, reader, book, settings, choose)
    if target is not None and fixed.after != source.text:
        write_back(target, raw, source.text, fixed.after, source.encoding)
    return fixed


def diff(fixed: Fixed) -> str:
    """A unified diff of one file, as `git apply` takes it."""
    before, after = fixed.source.text.splitlines(keepends=True), fixed.after.splitlines(keepends=True)
    path = fixed.source.path.lstrip("/")
    lines = difflib.unified_diff(before, after, f"a/{path}", f"b/{path}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def remedies(page: PageResult) -> dict[str, int]:
    """How many findings are left for a person, by what they ask for."""
    counts: dict[str, int] = {}
    for finding in page.findings:
        counts[finding.remedy] = counts.get(finding.remedy, 0) + 1
    return counts


def _shown(page: PageResult, settings: Settings) -> PageResult:
    return replace(page, findings=tuple(f for f in page.findings if settings.shows(f)))


def show_summary(fixed: Sequence[Fixed], mode: str) -> None:
    """One line on standard error: what was done, what is left, and for whom."""
    edits, files = sum(one.edits for one in fixed), sum(one.edits > 0 for one in fixed)
    left: dict[str, int] = {}
    for one in fixed:
        for remedy, count in remedies(one.left).items():
            left[remedy] = left.get(remedy, 0) + count
    done = "would change" if mode == "diff" else "changed"
    rest = ", ".join(f"{count} to {remedy}" for remedy, count in sorted(left.items())) or "none"
    word = "edit" if edits == 1 else "edits"
    click.echo(f"{edits} {word} {done} {files} of {len(fixed)} files; findings left: {rest}.", err=True)


def mend(paths: Sequence[str], book: Rulebook, settings: Settings, mode: str, stdin_name: str) -> int:
    """Run the command: the exit status. A diff with changes gives 1, so that a hook can ask for it."""
    from kcheck.commands.review import Walk

    if mode == "accept":
        click.echo("kcheck: accepting every suggestion unread; read the change before you publish it.", err=True)
    if mode == "review" and list(paths) == ["-"]:
        raise UsageError("--review asks questions, so it cannot read the page from standard input; name a file")
    done, status = [], 0
    for one in fix(paths, book, settings, mode, stdin_name, Walk() if mode == "review" else None):
        if isinstance(one, Skipped):
            if one.failed:
                click.echo(f"kcheck: {one.reason}", err=True)
                status = 3
            continue
        done.append(one)
        if mode == "diff":
            click.echo(diff(one), nl=False)
        elif list(paths) == ["-"]:
            click.echo(one.after, nl=False)
    show_summary(done, mode)
    return max(status, int(mode == "diff" and any(one.edits for one in done)))
