"""Run the phrasebook of disclosures: sentences written by people who had not seen the patterns.

    python tools/phrasebook_disclosures.py [DISCLOSURE...] [--rules FILE] [--file FILE] [--show]

One table a disclosure. The sentences of `present`, `partial` and `absent` stand, one at a time, on a page that offers
ketamine; the status must come out as the list says. Each entry of `triggers` and `no_trigger` is a page of its own,
its blocks split by line ends; it must owe the disclosure, or not.
"""

import argparse
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kcheck import rulebook
from kcheck.finding import DisclosureRow
from kcheck.readers.text import read_text
from kcheck.rulebook import Rulebook
from kcheck.run import check_source
from kcheck.source import Source

BOOK = Path(__file__).parent.parent / "tests" / "phrasebook" / "disclosures.toml"
TITLE = "Northfield Clinic\n\n"
OFFER = "Ketamine Infusion Therapy\n\nOur clinic offers ketamine infusions for depression.\n\n"
STATUSES = ("present", "partial", "absent")
DUTIES = {"triggers": True, "no_trigger": False}


@dataclass(frozen=True)
class Tally:
    """For one disclosure: each list's right answers and size, and the sentences that went wrong."""

    right: Mapping[str, tuple[int, int]]
    wrong: tuple[str, ...]


def row_of(book: Rulebook, disclosure: str, copy: str) -> DisclosureRow:
    """What kcheck says of one disclosure on a page with this copy."""
    source = Source("phrase.txt", copy.replace("\n", "\n\n"))
    return next(row for row in check_source(source, read_text, book).disclosures if row.disclosure == disclosure)


def tally(book: Rulebook, disclosure: str, lists: Mapping[str, Sequence[str]]) -> Tally:
    """Run the lists of one disclosure."""
    right: dict[str, tuple[int, int]] = {}
    wrong: list[str] = []
    for name in (*STATUSES, *DUTIES):
        good = 0
        for copy in lists.get(name, ()):
            page = (OFFER if name in STATUSES else TITLE) + copy
            row = row_of(book, disclosure, page)
            fits = row.status == name if name in STATUSES else row.triggered is DUTIES[name]
            good += fits
            if not fits:
                shown = (
                    f"{row.status} ({row.evidence.text if row.evidence else ''})" if name in STATUSES else row.reason
                )
                wrong.append(f"{name:10} {copy!r}   <{shown}>")
        right[name] = good, len(lists.get(name, ()))
    return Tally(right, tuple(wrong))


def main() -> None:
    """Print the table."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("disclosures", nargs="*")
    cli.add_argument("--rules", type=Path, default=rulebook.bundled_path())
    cli.add_argument("--file", type=Path, default=BOOK)
    cli.add_argument("--show", action="store_true")
    args = cli.parse_args()
    book = rulebook.load(args.rules)
    columns = (*STATUSES, *DUTIES)
    totals = dict.fromkeys(columns, (0, 0))
    print(f"{'':20}" + "".join(f"{name:>12}" for name in columns))
    for disclosure, lists in tomllib.loads(args.file.read_text(encoding="utf-8")).items():
        if args.disclosures and disclosure not in args.disclosures:
            continue
        found = tally(book, disclosure, lists)
        print(f"{disclosure:20}" + "".join(f"{found.right[n][0]:>6} of {found.right[n][1]:>2}" for n in columns))
        totals = {n: (totals[n][0] + found.right[n][0], totals[n][1] + found.right[n][1]) for n in columns}
        if args.show:
            print("".join(f"  {line}\n" for line in found.wrong), end="")
    print(f"{'all':20}" + "".join(f"{good / max(size, 1):>12.2f}" for good, size in totals.values()))


if __name__ == "__main__":
    main()
