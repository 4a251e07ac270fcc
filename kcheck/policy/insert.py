"""Where in a source an inline exception can be written, in the comments of its format. Only proposes.

Whoever writes one reads the page again afterwards and takes it back if it did not do what it should.
"""

from collections.abc import Iterator
from typing import NamedTuple

from kcheck.document import Block, Document

_HTML = (".html", ".htm", ".xhtml")
_MARKDOWN = (".md", ".markdown", ".mdown")


class Insertion(NamedTuple):
    """Text to put into the source at an offset."""

    at: int
    text: str


def insertions(document: Document, block: Block, marker: str, suffix: str) -> Iterator[Insertion]:
    """Places for a marker that covers a block, the likeliest first."""
    text, start = document.source.text, block.pieces[0].start
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    end_of_line = "\r\n" if "\r\n" in text else "\n"
    indent = text[line : line + len(text[line:start]) - len(text[line:start].lstrip(" \t"))]
    if block.name.startswith("front-matter"):
        yield Insertion(line, f"{indent}# {marker}{end_of_line}")
    elif suffix in _HTML:
        tag = text.rfind("<", 0, start)
        if tag >= 0:
            yield Insertion(tag, f"<!-- {marker} -->{_line_break(text, tag, end_of_line)}")
        yield Insertion(start, f"<!-- {marker} -->")
    elif suffix in _MARKDOWN:
        yield Insertion(line, f"{indent}<!-- {marker} -->{end_of_line}")
        yield Insertion(start, f"<!-- {marker} -->")
    elif suffix in (".mdx", ".tsx", ".jsx"):
        yield Insertion(line, f"{indent}{{/* {marker} */}}{end_of_line}{end_of_line if suffix == '.mdx' else ''}")
        yield Insertion(start, f"{{/* {marker} */}}")
    elif suffix in (".astro", ".vue", ".svelte"):
        yield Insertion(start, f"<!-- {marker} -->")


def _line_break(text: str, at: int, end_of_line: str) -> str:
    """A new line with the same indentation, where the tag stands first on its own."""
    line = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    before = text[line:at]
    return end_of_line + before if not before.strip(" \t") else ""
