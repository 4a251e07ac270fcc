"""Measure how far the rules carry to clinics they were not written for.

    python tools/crossval.py GOLD_DIR [--docs DIR] [--seen DOC,DOC,...]

Scores each clinic (the part of a page's name before the first hyphen) by itself, then every split of the clinics into
two halves, and prints the spread of the gap between the halves. With `--seen`, the pages whose misses somebody has
looked at while writing rules, it prints their score beside that of the others: the gap that matters.
"""

import argparse
import random
import statistics
from pathlib import Path

from kcheck.evaluate import as_table, evaluate
from kcheck.rulebook import Rulebook, bundled

SPLITS = 40


def clinics(docs: Path) -> dict[str, list[str]]:
    """Page names by clinic."""
    found: dict[str, list[str]] = {}
    for path in sorted(docs.glob("*.txt")):
        found.setdefault(path.stem.split("-")[0], []).append(path.stem)
    return found


def figures(gold: Path, docs: Path, book: Rulebook, names: list[str]) -> tuple[float, float, float, float]:
    """Precision, recall, F1 and needs-action F1 on some pages."""
    table = as_table(evaluate(gold, docs, book, names))
    claims = table["claims"]
    return claims["precision"], claims["recall"], claims["f1"], table["disclosures"]["needs_action_f1"]


def main() -> None:
    """Print the table."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("gold", type=Path)
    cli.add_argument("--docs", type=Path)
    cli.add_argument("--seen", default="")
    args = cli.parse_args()
    docs = args.docs or args.gold.parent / "docs"
    book, groups = bundled(), clinics(docs)
    print(f"{'clinic':24} {'P':>5} {'R':>5} {'F1':>5} {'action':>6}")
    for clinic, names in groups.items():
        print(f"{clinic:24} " + " ".join(f"{value:5.2f}" for value in figures(args.gold, docs, book, names)))
    if args.seen:
        seen = args.seen.split(",")
        rest = [name for names in groups.values() for name in names if name not in seen]
        for label, names in (("seen", seen), ("unseen", rest)):
            print(f"{label:24} " + " ".join(f"{value:5.2f}" for value in figures(args.gold, docs, book, names)))
        return
    gaps, chance = [], random.Random(7)
    for _ in range(SPLITS):
        order = sorted(groups)
        chance.shuffle(order)
        half = [name for clinic in order[: len(order) // 2] for name in groups[clinic]]
        rest = [name for clinic in order[len(order) // 2 :] for name in groups[clinic]]
        gaps.append(abs(figures(args.gold, docs, book, half)[2] - figures(args.gold, docs, book, rest)[2]))
    print(f"gap of F1 between halves of the clinics: median {statistics.median(gaps):.3f}, worst {max(gaps):.3f}")


if __name__ == "__main__":
    main()
