"""Whole pages and content modules as sites write them: every word that a visitor reads, and nothing else.

Beside each file of `tests/sites` stands what kcheck reads of it, a line a block: `kind | name | text`. A line that begins
with `-` is copy which is missed, one with `+` is read and no copy; both are counted against the promise.
`python -m tests.test_sites` writes the lines anew, known misses kept: look at the difference before you commit it.
"""

from pathlib import Path

import pytest

from kcheck.document import Document
from kcheck.read import read_file
from kcheck.readers import reader_for
from tests.test_offsets import check_map

SITES = sorted(path for path in (Path(__file__).parent / "sites").iterdir() if path.suffix != ".lines")
CAPTURED, FALSE = 0.98, 0.01


def read(path: Path) -> Document:
    reader = reader_for(path.suffix)
    assert reader is not None
    return reader(read_file(path, name=path.name))


def lines(document: Document) -> list[str]:
    return [f"{block.kind}{block.level or ''} | {block.name} | {block.text}" for block in document.blocks]


def expected(path: Path) -> list[str]:
    return path.with_name(path.name + ".lines").read_text(encoding="utf-8").splitlines()


def words(found: list[str]) -> int:
    return sum(len(line.split(" | ", 2)[-1].split()) for line in found)


@pytest.mark.parametrize("path", SITES, ids=lambda path: path.name)
def test_what_is_read_of_a_page(path: Path) -> None:
    document = read(path)
    check_map(document)
    assert lines(document) == [line.removeprefix("+ ") for line in expected(path) if not line.startswith("- ")]


@pytest.mark.parametrize("path", SITES, ids=lambda path: path.name)
def test_nearly_every_word_of_copy_is_read_and_hardly_any_other(path: Path) -> None:
    found = expected(path)
    missed = words([line for line in found if line.startswith("- ")])
    false = words([line for line in found if line.startswith("+ ")])
    copy = words(found) - false
    assert copy > 100
    assert missed <= copy * (1 - CAPTURED)
    assert false <= copy * FALSE


def write() -> None:
    """Write the lines of every site anew."""
    for path in SITES:
        target = path.with_name(path.name + ".lines")
        kept = [line for line in expected(path) if line.startswith("- ")] if target.exists() else []
        false = {line for line in expected(path) if line.startswith("+ ")} if target.exists() else set()
        shown = [f"+ {line}" if f"+ {line}" in false else line for line in lines(read(path))]
        target.write_text("\n".join([*shown, *kept]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
