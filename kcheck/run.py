"""The straight line: source -> document -> page -> matches -> findings -> report."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kcheck.checks.phrase import find_phrases
from kcheck.checks.presence import judge
from kcheck.discover import Found, LeftOut, Wanted, discover
from kcheck.errors import GeneratedError, UnreadableError
from kcheck.finding import PageResult, Report, Skipped
from kcheck.locate import locate, locate_disclosure
from kcheck.own_names import in_own_name
from kcheck.page import Page, compose
from kcheck.read import read_file, read_stdin
from kcheck.readers import READERS, Reader, reader_for
from kcheck.rewrite.offer import offers
from kcheck.rule_info import rule_infos
from kcheck.rulebook import Rulebook
from kcheck.settings import Settings
from kcheck.settle import settle
from kcheck.source import Source

if TYPE_CHECKING:
    from datetime import date

Result = PageResult | Skipped | LeftOut


def check_source(source: Source, reader: Reader, rulebook: Rulebook, settings: Settings = Settings()) -> PageResult:  # noqa: B008  frozen
    """Everything kcheck finds on one source, shown or not."""
    settings = settings.at(source.path)
    result = check_page(compose(reader(source), rulebook, settings.voice), settings)
    return with_exceptions(result, rulebook, settings)


def check_page(page: Page, settings: Settings) -> PageResult:
    """Claims first, then the disclosures that the claims and the page's facts trigger."""
    book = page.rulebook
    active = [rule for rule in book.rules if not rule.profiles or settings.profile in rule.profiles]
    names = settings.brands
    struck = [(rule, in_own_name(page, match, names)) for rule in active for match in find_phrases(page, rule)]
    settled = settle(struck, book, settings.severity)
    wanted = [row for row in settled if settings.wants(row[0].id, row[0].category)]
    offered = offers(page, wanted) if settings.suggest else [()] * len(wanted)
    claims = [(rule.category, match) for rule, match, _, _ in settled]
    return PageResult(
        path=page.document.source.path,
        document=page.document,
        words=page.document.words,
        blocks=len(page.blocks),
        voice=page.voice,
        voice_reason=page.voice_reason,
        page_type=page.page_type,
        notes=page.document.notes,
        unread=page.document.unread,
        findings=tuple(locate(page, *row, suggestions) for row, suggestions in zip(wanted, offered, strict=True)),
        disclosures=tuple(
            locate_disclosure(page, settings.levelled(disclosure), judge(page, disclosure, claims))
            for disclosure in book.disclosures
            if not disclosure.profiles or settings.profile in disclosure.profiles
            if settings.wants(disclosure.id, "disclosure")
        ),
    )


def with_exceptions(result: PageResult, rulebook: Rulebook, settings: Settings) -> PageResult:
    """The page's inline exceptions applied; most pages have none, and cost nothing."""
    if not any("kcheck" in comment.text.lower() for comment in result.document.comments):
        return result
    from kcheck.policy.exceptions import Governance, rule_on

    kinds = {name: getattr(thing, "category", "disclosure") for name, thing in rulebook.by_id.items()}
    governance = Governance(
        categories=kinds,
        active=lambda rule: settings.wants(rule, kinds[rule]),
        may_allow=lambda rule: settings.may_allow(rule, kinds[rule]),
        severity=settings.severity,
        ignored=settings.ignore,
        today=today,
    )
    ruled = rule_on(result.document, result.findings, result.disclosures, governance)
    return replace(result, **ruled._asdict())


def today() -> "date":
    """The day on which exceptions are judged."""
    from datetime import date

    return date.today()  # noqa: DTZ011  an exception ends where its reader lives


def run(paths: Sequence[str], rulebook: Rulebook, settings: Settings, stdin_name: str = "stdin.txt") -> Report:
    """Check files and folders (`-` is standard input) into one report."""
    inputs: Iterable[Found] = [] if list(paths) == ["-"] else find(paths, settings)
    results: list[Result] = [check_stdin(stdin_name, rulebook, settings)] if list(paths) == ["-"] else []
    return report([*results, *check_all(inputs, rulebook, settings)], rulebook, settings)


def find(paths: Sequence[str], settings: Settings) -> Iterator[Found]:
    """What there is to check, less what the settings leave out."""
    return discover(paths, lambda path, named: settings.leaves_out(path, named=named))


def check_all(inputs: Iterable[Found], rulebook: Rulebook, settings: Settings) -> Iterator[Result]:
    """One result an input: a page, or why there is none."""
    for item in inputs:
        yield check_file(item, rulebook, settings) if isinstance(item, Wanted) else item


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


def report(results: Iterable[Result], rulebook: Rulebook, settings: Settings) -> Report:
    """Results as one report; what the settings do not show is counted."""
    pages, skipped, left_out, hidden = [], [], [], 0
    for result in results:
        if isinstance(result, LeftOut):
            left_out.append(result.path)
            continue
        if isinstance(result, Skipped):
            skipped.append(result)
            continue
        shown = tuple(finding for finding in result.findings if settings.shows(finding))
        hidden += len(result.findings) - len(shown)
        pages.append(replace(result, findings=shown))
    pages.sort(key=lambda page: page.path)
    pack = f"{rulebook.version}+{rulebook.digest}"
    infos = rule_infos(rulebook)
    return Report(tuple(pages), tuple(skipped), hidden, pack, settings.profile, infos, tuple(left_out))
