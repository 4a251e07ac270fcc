"""Run the phrasebook: sentences written by people who had not seen the patterns.

    python tools/phrasebook.py [CATEGORY...] [--rules FILE] [--show]

For each category: how many marked claims are found (by any rule, and by a rule of that category), and how many
innocent look-alikes are flagged (with that category, and at all). `--show` lists each miss and false alarm.
For disclosures: the share of the snippets that are judged present, partial or absent as they should be, and of the
pages that are rightly asked for a disclosure, or rightly not. `disclosures` alone names that table.
"""

import argparse
import re
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

from kcheck import rulebook
from kcheck.finding import DisclosureRow, Finding
from kcheck.readers.text import read_text
from kcheck.rulebook import Rulebook
from kcheck.run import check_source
from kcheck.settings import Settings
from kcheck.source import Source

FOLDER = Path(__file__).parent.parent / "tests" / "phrasebook"
PREAMBLE = "Ketamine Infusion Therapy at Northfield Clinic\n\n"

_SETTINGS = Settings(suggest=False)


@dataclass(frozen=True)
class Tally:
    """Counts for one category, and the sentences behind the misses and false alarms."""

    category: str
    bad: int
    detected: int
    strict: int
    good: int
    alarms: int
    any_alarms: int
    missed: tuple[str, ...]
    flagged: tuple[str, ...]


def findings_of(book: Rulebook, copy: str) -> tuple[Finding, ...]:
    """The findings in a piece of copy standing on a page about ketamine infusions; the preamble's own left out."""
    source = Source("phrase.txt", PREAMBLE + copy.replace("\n", "\n\n"))
    return tuple(f for f in check_source(source, read_text, book, _SETTINGS).findings if f.span.start >= len(PREAMBLE))


def tally(book: Rulebook, path: Path) -> Tally:
    """Run one phrasebook table."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    category = table["category"]
    detected = strict = alarms = any_alarms = 0
    missed, flagged = [], []
    for marked in table["bad"]:
        copy = marked.replace("[[", "").replace("]]", "")
        spread = marked.replace("\n", "\n\n")
        start = len(PREAMBLE) + spread.index("[[")
        end = len(PREAMBLE) + spread.index("]]") - 2
        hits = [f for f in findings_of(book, copy) if f.span.start < end and start < f.span.end]
        detected += bool(hits)
        same = any(f.category == category for f in hits)
        strict += same
        if not same:
            missed.append(f"{marked}   <{', '.join(f.rule for f in hits) or 'nothing'}>")
    for copy in table["good"]:
        found = findings_of(book, copy)
        same = any(f.category == category for f in found)
        alarms += same
        any_alarms += bool(found)
        if same:
            flagged.append(f"{copy}   <{', '.join(f'{f.rule}: {f.text}' for f in found if f.category == category)}>")
    return Tally(
        category, len(table["bad"]), detected, strict, len(table["good"]), alarms, any_alarms,
        tuple(missed), tuple(flagged),
    )  # fmt: skip


@dataclass(frozen=True)
class Statuses:
    """For one disclosure: right and all, of the snippets of each status and of the pages that owe it or do not."""

    disclosure: str
    right: dict[str, int]
    of: dict[str, int]
    wrong: tuple[str, ...]

    def share(self, kind: str) -> float:
        """The share that is judged rightly."""
        return self.right[kind] / self.of[kind] if self.of[kind] else 1.0


KINDS = ("present", "partial", "absent", "owes", "not")


def statuses(book: Rulebook, path: Path) -> list[Statuses]:
    """Run the table of disclosures: snippets under the usual heading, and whole pages for what they owe."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    judged: dict[str, list[tuple[str, str, str]]] = {}  # disclosure -> (expected, found, copy)
    for page in table.pop("triggers")["pages"]:
        rows = _rows(book, page["page"])
        for kind in ("owes", "not"):
            for name in page[kind]:
                found = "owes" if rows[name].triggered else "not"
                judged.setdefault(name, []).append((kind, found, page["page"]))
    for name, snippets in table.items():
        for kind, copies in snippets.items():
            for copy in copies:
                judged.setdefault(name, []).append((kind, _rows(book, PREAMBLE + copy)[name].status, copy))
    return [
        Statuses(
            name,
            {kind: sum(wanted == found == kind for wanted, found, _ in judged[name]) for kind in KINDS},
            {kind: sum(wanted == kind for wanted, _, _ in judged[name]) for kind in KINDS},
            tuple(f"{wanted}, judged {found}: {copy}" for wanted, found, copy in judged[name] if wanted != found),
        )
        for name in table
    ]


def _rows(book: Rulebook, copy: str) -> dict[str, DisclosureRow]:
    source = Source("phrase.txt", re.sub(r"\n+", "\n\n", copy))
    return {row.disclosure: row for row in check_source(source, read_text, book, _SETTINGS).disclosures}


def print_statuses(book: Rulebook, *, show: bool) -> None:
    """Print the table of disclosures, with the sums last."""
    found = statuses(book, FOLDER / "disclosures.toml")
    print(f"\n{'disclosure':18}" + "".join(f"{kind:>9}" for kind in KINDS))
    for one in found:
        print(f"{one.disclosure:18}" + "".join(f"{one.share(kind):9.2f}" for kind in KINDS))
        if show:
            sys.stdout.writelines(f"  {line!r}\n" for line in one.wrong)
    sums = [sum(one.right[kind] for one in found) / (sum(one.of[kind] for one in found) or 1) for kind in KINDS]
    print(f"{'all':18}" + "".join(f"{value:9.2f}" for value in sums))


def main() -> None:
    """Print the tables."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("categories", nargs="*")
    cli.add_argument("--rules", type=Path, default=rulebook.bundled_path())
    cli.add_argument("--show", action="store_true")
    args = cli.parse_args()
    book = rulebook.load(args.rules)
    if args.categories != ["disclosures"]:
        print_tallies(book, args.categories, show=args.show)
    if not args.categories or "disclosures" in args.categories:
        print_statuses(book, show=args.show)
    book.derived.save()


def print_tallies(book: Rulebook, categories: list[str], *, show: bool) -> None:
    """Print the table of claims."""
    print(f"{'category':12} {'bad':>4} {'found':>6} {'strict':>6}   {'good':>4} {'alarms':>6} {'any':>4}")
    for path in sorted(FOLDER.glob("*.toml")):
        if path.stem == "disclosures" or (categories and path.stem not in categories):
            continue
        t = tally(book, path)
        print(
            f"{t.category:12} {t.bad:4} {t.detected / t.bad:6.2f} {t.strict / t.bad:6.2f}   "
            f"{t.good:4} {t.alarms / t.good:6.2f} {t.any_alarms / t.good:4.2f}"
        )
        if show:
            sys.stdout.writelines(f"  missed  {line!r}\n" for line in t.missed)
            sys.stdout.writelines(f"  alarm   {line!r}\n" for line in t.flagged)


if __name__ == "__main__":
    main()
