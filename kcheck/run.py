"""The straight line: source -> document -> page -> matches -> findings -> report."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kcheck.checks.phrase import find_phrases
from kcheck.checks.presence import judge
from kcheck.discover import Wanted, discover
from kcheck.errors import GeneratedError, UnreadableError
from kcheck.finding import PageResult, Report, Skipped
from kcheck.locate import locate, locate_disclosure
from kcheck.page import Page, compose
from kcheck.read import read_file, read_stdin
from kcheck.readers import READERS, Reader, reader_for
from kcheck.rewrite.offer import offers
from kcheck.rulebook import Rulebook
from kcheck.settings import Settings
from kcheck.settle import settle
from kcheck.source import Source


def check_source(source: Source, reader: Reader, rulebook: Rulebook, settings: Settings = Settings()) -> PageResult:  # noqa: B008  frozen
    """Everything kcheck finds on one source, shown or not."""
    return check_page(compose(reader(source), rulebook, settings.voice), settings)


def check_page(page: Page, settings: Settings) -> PageResult:
    """Claims first, then the disclosures that the claims and the page's facts trigger."""
    book = page.rulebook
    active = [rule for rule in book.rules if not rule.profiles or settings.profile in rule.profiles]
    struck = [(rule, match) for rule in active for match in find_phrases(page, rule)]
    settled = settle(struck, book)
    wanted = [row for row in settled if settings.wants(row[0].id, row[0].category)]
    offered = offers(page, wanted) if settings.suggest else [()] * len(wanted)
    claims = [(rule.category, match) for rule, match, _, _ in settled]
    return PageResult(
        path=page.document.source.path,
        words=page.document.words,
        blocks=len(page.blocks),
        voice=page.voice,
        voice_reason=page.voice_reason,
        page_type=page.page_type,
        notes=page.document.notes,
        unread=page.document.unread,
        findings=tuple(locate(page, *row, suggestions) for row, suggestions in zip(wanted, offered, strict=True)),
        disclosures=tuple(
            locate_disclosure(page, disclosure, judge(page, disclosure, claims))
            for disclosure in book.disclosures
            if not disclosure.profiles or settings.profile in disclosure.profiles
            if settings.wants(disclosure.id, "disclosure")
        ),
    )


def run(paths: Sequence[str], rulebook: Rulebook, settings: Settings, stdin_name: str = "stdin.txt") -> Report:
    """Check files and folders (`-` is standard input) into one report."""
    inputs: Iterable[Wanted | Skipped] = [] if list(paths) == ["-"] else discover(paths)
    results = [check_stdin(stdin_name, rulebook, settings)] if list(paths) == ["-"] else []
    return report([*results, *check_all(inputs, rulebook, settings)], rulebook, settings)


def check_all(
    inputs: Iterable[Wanted | Skipped], rulebook: Rulebook, settings: Settings
) -> Iterator[PageResult | Skipped]:
    """One result an input: a page, or why there is none."""
    for item in inputs:
        yield item if isinstance(item, Skipped) else check_file(item, rulebook, settings)


def check_file(wanted: Wanted, rulebook: Rulebook, settings: Settings) -> PageResult | Skipped:
    """One file. A file that cannot be read never stops the others."""
    shown = wanted.path.as_posix()
    reader = reader_for(wanted.path.suffix)
    try:
        if reader is None and wanted.path.exists():
            kind = wanted.path.suffix or "no suffix"
            reason = f"{shown}: this format ({kind}) is not read; read are {' '.join(sorted(READERS))}"
            return Skipped(shown, reason, failed=wanted.named)
        source = read_file(wanted.path, max_bytes=settings.max_bytes)
    except UnreadableError as error:
        return Skipped(shown, str(error), failed=True)
    assert reader is not None  # a missing file has raised
    try:
        return check_source(source, reader, rulebook, settings)
    except GeneratedError as error:
        return Skipped(shown, str(error), failed=wanted.named)


def check_stdin(name: str, rulebook: Rulebook, settings: Settings) -> PageResult | Skipped:
    """Standard input, read in the format that its given name tells."""
    reader = reader_for(Path(name).suffix)
    if reader is None:
        return Skipped(name, f"{name}: this format is not read; give --stdin-filename another suffix", failed=True)
    try:
        return check_source(read_stdin(name), reader, rulebook, settings)
    except UnreadableError as error:
        return Skipped(name, str(error), failed=True)


def report(results: Iterable[PageResult | Skipped], rulebook: Rulebook, settings: Settings) -> Report:
    """Results as one report; what the settings do not show is counted."""
    pages, skipped, hidden = [], [], 0
    for result in results:
        if isinstance(result, Skipped):
            skipped.append(result)
            continue
        shown = tuple(finding for finding in result.findings if settings.shows(finding))
        hidden += len(result.findings) - len(shown)
        pages.append(replace(result, findings=shown))
    pages.sort(key=lambda page: page.path)
    return Report(tuple(pages), tuple(skipped), hidden, f"{rulebook.version}+{rulebook.digest}")
