"""Whole templates as sites write them, beside each the words that a visitor may read, written down by hand.

The two are compared as bags of words: what is missed, and what is read that is no copy.
"""

import re
from collections import Counter
from pathlib import Path

import pytest

from kcheck.read import read_file
from kcheck.readers import reader_for
from tests.test_offsets import check_map

PAGES = sorted(path for path in (Path(__file__).parent.parent / "templates").iterdir() if path.suffix != ".txt")
CAPTURED, FALSE = 0.98, 0.01
STRAIGHT = str.maketrans({"\u2019": "'", "\u2011": "-"})


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w[\w'.,]*\w|\w", text.translate(STRAIGHT)))


def measured(path: Path) -> tuple[float, float, Counter[str], Counter[str]]:
    """The share of words captured, the share of false ones, and both by name."""
    reader = reader_for(path.suffix)
    assert reader is not None
    document = reader(read_file(path, name=path.name))
    check_map(document)
    said = words("\n".join(block.text for block in document.blocks))
    copy = words(path.with_name(path.name + ".txt").read_text(encoding="utf-8"))
    missed, false = copy - said, said - copy
    return 1 - missed.total() / copy.total(), false.total() / said.total(), missed, false


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_nearly_every_word_of_copy_is_read_and_hardly_any_other(path: Path) -> None:
    captured, false, missed, invented = measured(path)
    assert captured >= CAPTURED, missed
    assert false <= FALSE, invented
