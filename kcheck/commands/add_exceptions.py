"""--add-exceptions: write an inline exception with one reason for each finding, for adoption.

Every file is read again with its exceptions in place. An exception that did not do what it should, or that changed what
a visitor reads, is taken back, and the finding stays.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from kcheck import run
from kcheck.commands.checking import accept_known, check_paths
from kcheck.commands.session import Session
from kcheck.document import Block
from kcheck.errors import UsageError
from kcheck.finding import DisclosureRow, Finding, PageResult
from kcheck.fingerprint import fingerprint
from kcheck.policy.grammar import parse, write
from kcheck.policy.insert import Insertion, insertions
from kcheck.policy.notices import CATEGORY
from kcheck.readers import reader_for
from kcheck.reporters.escape import visible
from kcheck.source import Source

_ONE_BY_ONE = 40  # places of a page that are tried alone when all of them together did not do


def add_exceptions(session: Session, flags: Mapping[str, Any]) -> None:
    """Write exceptions into the files of the run, and say on standard error what was done and what was not."""
    reason = " ".join(flags["add_exceptions"].split())
    marker = parse(write("rule", reason))
    if marker is None or marker.wrong or any(end in reason for end in ("-->", "*/", "--!>", "]]>")):
        raise UsageError("--add-exceptions: give a reason in words, and no comment signs in it")
    if "-" in session.paths:
        raise UsageError("--add-exceptions writes files; standard input (-) is none")
    report = accept_known(check_paths(session, flags), session, flags)
    written = left = files = 0
    for page in report.pages:
        wanted = [thing for thing in _to_allow(page) if _permitted(thing, session)]
        refused = len(list(_to_allow(page))) - len(wanted)
        source, done = _with_exceptions(page, wanted, reason, session)
        if done:
            _save(source)
            files += 1
        written, left = written + done, left + len(wanted) - done + refused
    click.echo(f"kcheck: {written} allowed in {files} files; {left} could not be, and stand", err=True)


def _to_allow(page: PageResult) -> Iterable[Finding | DisclosureRow]:
    yield from (finding for finding in page.findings if finding.category != CATEGORY)
    yield from (row for row in page.disclosures if row.needs_action)


def _permitted(thing: Finding | DisclosureRow, session: Session) -> bool:
    kind = thing.category if isinstance(thing, Finding) else "disclosure"
    return session.settings.at(thing.path).may_allow(_rule(thing), kind)


def _rule(thing: Finding | DisclosureRow) -> str:
    return thing.rule if isinstance(thing, Finding) else thing.disclosure


def _with_exceptions(
    page: PageResult, wanted: Sequence[Finding | DisclosureRow], reason: str, session: Session
) -> tuple[Source, int]:
    """The source with as many exceptions as do what they should, and how many things they allow."""
    source = page.document.source
    if not wanted or source.encoding != "utf-8" or not page.document.blocks:
        return source, 0
    places = _places(page, wanted, reason)
    together = _inserted(source, [options[0] for _, options in places if options])
    if all(options for _, options in places) and _allows(page, together, wanted, session):
        return together, len(wanted)
    done: list[Finding | DisclosureRow] = []
    chosen: list[Insertion] = []
    for things, options in places[:_ONE_BY_ONE]:
        for option in options:
            tried = _inserted(source, [*chosen, option])
            if _allows(page, tried, [*done, *things], session):
                chosen.append(option)
                done += things
                break
    return _inserted(source, chosen), len(done)


def _places(
    page: PageResult, wanted: Sequence[Finding | DisclosureRow], reason: str
) -> list[tuple[list[Finding | DisclosureRow], list[Insertion]]]:
    """For each block with something to allow, what that is and where a marker for it may stand."""
    blocks, suffix = page.document.blocks, Path(page.path).suffix.lower()
    first = min(range(len(blocks)), key=lambda index: (blocks[index].name != "", blocks[index].pieces[0].start))
    at: dict[int, list[Finding | DisclosureRow]] = {}
    for thing in wanted:
        at.setdefault(thing.stretch.block if isinstance(thing, Finding) else first, []).append(thing)
    found = []
    for index, things in sorted(at.items()):
        block: Block = blocks[index]
        text = write(", ".join(sorted({_rule(thing) for thing in things})), reason)
        found.append((things, list(insertions(page.document, block, text, suffix))))
    return found


def _inserted(source: Source, parts: Iterable[Insertion]) -> Source:
    text = source.text
    for part in sorted(parts, key=lambda part: part.at, reverse=True):
        text = text[: part.at] + part.text + text[part.at :]
    return Source(source.path, text, source.encoding, source.notes)


def _allows(page: PageResult, source: Source, wanted: Sequence[Finding | DisclosureRow], session: Session) -> bool:
    """Whether the page reads as before, has these allowed, and every other finding still."""
    reader = reader_for(Path(source.path).suffix)
    assert reader is not None  # the page was read
    result = run.check_source(source, reader, session.rulebook, session.settings)
    if [b.text for b in result.document.blocks] != [b.text for b in page.document.blocks]:
        return False
    allowed = {id(thing) for thing in wanted}
    stays = Counter(fingerprint(f) for f in page.findings if id(f) not in allowed and session.settings.shows(f))
    stands = Counter(fingerprint(f) for f in result.findings if session.settings.shows(f))
    owed = {row.disclosure for row in page.disclosures if row.needs_action and id(row) not in allowed}
    still = {row.disclosure for row in result.disclosures if row.needs_action}
    known = {a.thing.disclosure for a in page.accepted if isinstance(a.thing, DisclosureRow)}
    known_findings = Counter(fingerprint(a.thing) for a in page.accepted if isinstance(a.thing, Finding))
    return not (stays - stands) and not (stands - stays - known_findings) and owed <= still <= owed | known


def _save(source: Source) -> None:
    try:
        Path(source.path).write_text(source.text, encoding="utf-8", newline="")
    except OSError as error:
        raise UsageError(f"{visible(source.path)}: cannot write the exceptions: {error.strerror}") from error
