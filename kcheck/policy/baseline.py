"""Findings that were accepted earlier, as a multiset of fingerprints; missing disclosures by page and disclosure.

The file is JSON that reads well in a diff, one entry a line. Words and paths are there for people; a finding is matched
by its fingerprint alone, so that it may move, and a page by its path or, renamed, by its copy.
"""

import json
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from kcheck.errors import UsageError
from kcheck.finding import BY_BASELINE, Accepted, DisclosureRow, Finding, PageResult, Report
from kcheck.fingerprint import fingerprint, page_print
from kcheck.globs import absolute
from kcheck.policy.notices import CATEGORY

VERSION = 1
_COVERS = {"absent": ("absent", "partial"), "partial": ("partial",)}  # what lacks less is no new debt


class Entry(NamedTuple):
    """One finding that was accepted."""

    fingerprint: str
    rule: str
    path: str
    words: str


class Owed(NamedTuple):
    """One disclosure that a page was known to lack. `page` is the print of the page's copy."""

    disclosure: str
    path: str
    page: str
    status: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """What was accepted earlier."""

    findings: tuple[Entry, ...] = ()
    disclosures: tuple[Owed, ...] = ()

    def __add__(self, other: "Baseline") -> "Baseline":
        """Both together, each entry counting."""
        return Baseline(self.findings + other.findings, self.disclosures + other.disclosures)

    def __len__(self) -> int:
        """How many entries there are."""
        return len(self.findings) + len(self.disclosures)


class Compared(NamedTuple):
    """A report after a baseline: what matched is accepted. `stale` entries match nothing, `rest` was not looked at."""

    report: Report
    used: Baseline
    stale: Baseline
    rest: Baseline


def of_pages(pages: Iterable[PageResult], folder: Path) -> Baseline:
    """All that is to act on, as a baseline. What is wrong with exceptions is not taken up: it is to be mended."""
    findings, owed = [], []
    for page in pages:
        path = relative(page.path, folder)
        kept = [f for f in page.findings if f.category != CATEGORY]
        findings += [Entry(fingerprint(f), f.rule, path, " ".join(f.text.split())) for f in kept]
        lacking = [row for row in page.disclosures if row.needs_action]
        mark = page_print(page.document) if lacking else ""
        owed += [Owed(row.disclosure, path, mark, row.status) for row in lacking]
    return Baseline(tuple(findings), tuple(owed))


def relative(path: str, folder: Path) -> str:
    """A path as the baseline keeps it: seen from the folder of the baseline, with forward slashes."""
    try:
        return os.path.relpath(absolute(path), folder.resolve()).replace(os.sep, "/")
    except ValueError:  # on another drive
        return absolute(path)


def compare(
    report: Report, baseline: Baseline, folder: Path, by: str = BY_BASELINE, reason: str = "",
    still_there: Callable[[Path], bool] = Path.exists,
) -> Compared:  # fmt: skip
    """The report with everything that the baseline knows labelled as accepted.

    Each entry counts for one finding. Entries of a page that is still there and was not part of this run are kept
    for that page: a copy of its sentence elsewhere is new.
    """
    checked = {relative(page.path, folder) for page in report.pages}
    away = {path: not still_there(folder / path) for path in _paths(baseline) - checked}
    in_reach = [e for e in baseline.findings if e.path in checked or away[e.path]]
    owed = [o for o in baseline.disclosures if o.path in checked or away[o.path]]
    rest = Baseline(
        tuple(e for e in baseline.findings if e.path not in checked and not away[e.path]),
        tuple(o for o in baseline.disclosures if o.path not in checked and not away[o.path]),
    )
    matched, left = _match_findings(report, in_reach, folder)
    rows, owed_left = _match_rows(report, owed, folder, checked)
    pages = [_accept(page, matched, rows, by, reason) for page in report.pages]
    stale = Baseline(tuple(left), tuple(owed_left))
    used = Baseline(_less(in_reach, left), _less(owed, owed_left))
    return Compared(replace(report, pages=tuple(pages)), used, stale, rest)


def _paths(baseline: Baseline) -> set[str]:
    return {entry.path for entry in baseline.findings} | {owed.path for owed in baseline.disclosures}


def _less(entries: Sequence[Any], left: Sequence[Any]) -> tuple[Any, ...]:
    """The entries without those that are left over, each counting."""
    remaining = Counter(left)
    kept = []
    for entry in entries:
        if remaining[entry]:
            remaining[entry] -= 1
        else:
            kept.append(entry)
    return tuple(kept)


def _match_findings(report: Report, entries: Sequence[Entry], folder: Path) -> tuple[set[int], list[Entry]]:
    """The ids of the findings that entries stand for, and the entries left over. The own page comes first."""
    open_entries: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        open_entries[entry.fingerprint].append(entry)
    found = [(finding, relative(page.path, folder)) for page in report.pages for finding in page.findings]
    found = [(finding, path) for finding, path in found if finding.category != CATEGORY]
    prints = {id(finding): fingerprint(finding) for finding, _ in found} if open_entries else {}
    matched: set[int] = set()
    for same_page in (True, False):
        for finding, path in found if open_entries else ():
            candidates = open_entries.get(prints[id(finding)], [])
            if id(finding) in matched:
                continue
            fitting = next((e for e in candidates if e.path == path or not same_page), None)
            if fitting is not None:
                candidates.remove(fitting)
                matched.add(id(finding))
    return matched, [entry for left in open_entries.values() for entry in left]


def _match_rows(
    report: Report, entries: Sequence[Owed], folder: Path, checked: set[str]
) -> tuple[set[int], list[Owed]]:
    """The same for disclosures: by page and disclosure, the page known by its path or by its copy."""
    left = list(entries)
    matched: set[int] = set()
    for page in report.pages if entries else ():
        path, mark = relative(page.path, folder), ""
        for row in page.disclosures:
            if not row.needs_action:
                continue
            fitting = next((o for o in left if o.path == path and _fits(o, row)), None)
            if fitting is None:
                mark = mark or page_print(page.document)
                elsewhere = (o for o in left if o.page == mark and o.path not in checked and _fits(o, row))
                fitting = next(elsewhere, None)
            if fitting is not None:
                left.remove(fitting)
                matched.add(id(row))
    return matched, left


def _fits(owed: Owed, row: DisclosureRow) -> bool:
    return owed.disclosure == row.disclosure and row.status in _COVERS.get(owed.status, ())


def _accept(page: PageResult, findings: set[int], rows: set[int], by: str, reason: str) -> PageResult:
    known: list[Finding | DisclosureRow] = [f for f in page.findings if id(f) in findings]
    known += [row for row in page.disclosures if id(row) in rows]
    if not known:
        return page
    return replace(
        page,
        findings=tuple(f for f in page.findings if id(f) not in findings),
        disclosures=tuple(replace(row, accepted=by) if id(row) in rows else row for row in page.disclosures),
        accepted=(*page.accepted, *(Accepted(thing, by, reason) for thing in known)),
    )


def read(file: Path) -> Baseline:
    """A baseline file. Raises UsageError naming the file, the entry and the remedy: a bad baseline is no baseline."""
    try:
        table = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise UsageError(f"{file}: no such baseline; `kcheck baseline write` makes one") from error
    except OSError as error:
        raise UsageError(f"{file}: cannot read the baseline: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{file}: not valid JSON: {error}; restore it from version control") from error
    if not isinstance(table, dict) or table.get("version") != VERSION:
        raise UsageError(f"{file}: not a baseline of version {VERSION}; `kcheck baseline write` makes one")
    return Baseline(
        tuple(_entries(Entry, table.get("findings"), f"{file}: findings")),
        tuple(_entries(Owed, table.get("disclosures"), f"{file}: disclosures")),
    )


def _entries(kind: Any, values: Any, where: str) -> Iterable[Any]:
    if not isinstance(values, list):
        raise UsageError(f"{where}: expected a list; restore the file from version control")
    for number, value in enumerate(values, 1):
        fits = isinstance(value, dict) and set(value) == set(kind._fields)
        if not fits or not all(isinstance(part, str) for part in value.values()):
            fields = ", ".join(kind._fields)
            raise UsageError(f"{where}: entry {number}: expected {fields}, each a text; restore the file")
        yield kind(**value)


def as_text(baseline: Baseline) -> str:
    """The baseline as its file: sorted, one entry a line."""
    parts = [
        f'{{\n"version": {VERSION},\n"findings": [',
        _lines(sorted(baseline.findings, key=lambda e: (e.path, e.rule, e.words, e.fingerprint))),
        '],\n"disclosures": [',
        _lines(sorted(baseline.disclosures, key=lambda o: (o.path, o.disclosure, o.page))),
        "]\n}\n",
    ]
    return "".join(parts)


def _lines(entries: Iterable[Any]) -> str:
    lines = ",\n".join(json.dumps(entry._asdict()) for entry in entries)
    return f"\n{lines}\n" if lines else ""
