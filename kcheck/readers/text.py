"""Plain text: one block a line, hard-wrapped paragraphs joined, headings told by their look."""

import re

from kcheck.document import Document
from kcheck.readers.build import BlockBuilder
from kcheck.source import Source

_LINE = re.compile(r"[^\r\n]+")
_BULLET = re.compile(r"\s*(?:[-*\u2022\u2013\u00b7\u25cf\u25aa\u2713\u2714]|\d{1,2}[.)])\s+(?=\S)")
_CLOSED = (".", "!", "?", ":", ";", ",", "\u2026", '"', "\u201d", ")")
WRAP_WIDTH = 100  # text editors and mail programs wrap at 72 to 100 columns


def read_text(source: Source) -> Document:
    """Plain text as blocks. A line is a block unless it goes on from a hard-wrapped line above."""
    build = BlockBuilder(source.text)
    lines = [(m.start(), m.end()) for m in _LINE.finditer(source.text) if not m.group().isspace()]
    groups = _joined(source.text, lines)
    for index, group in enumerate(groups):
        first, last = group[0], group[-1]
        bullet = _BULLET.match(source.text, first[0], first[1])
        after = groups[index + 1] if index + 1 < len(groups) else None
        for start, end in group:
            build.gap(start)
            build.keep(bullet.end() if bullet and start == first[0] else start, end)
        text = source.text[first[0] : last[1]].strip()
        following = source.text[after[0][0] : after[-1][1]].strip() if after else ""
        if bullet:
            build.finish("item")
        elif _is_heading(text, following):
            build.finish("heading", level=2)
        else:
            build.finish("text")
    return Document(source, tuple(build.blocks), notes=source.notes)


def _is_heading(text: str, following: str) -> bool:
    """A short line without a full stop above a paragraph, or above a list that it announces."""
    words, below = len(text.split()), len(following.split())
    if words > 12 or text.endswith((".", "!", ";", ",", "\u2026")):
        return False
    return below > 0 and (text.endswith(":") or (below > max(words, 7) and (below > 14 or following.endswith(_CLOSED))))


def _joined(text: str, lines: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Lines grouped into blocks: a line joins the one above if that one was broken only by its width."""
    groups: list[list[tuple[int, int]]] = []
    for line in lines:
        above = groups[-1][-1] if groups else None
        if above and _goes_on(text, above, line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _goes_on(text: str, above: tuple[int, int], line: tuple[int, int]) -> bool:
    between = text[above[1] : line[0]]
    if between.count("\n") + between.count("\r") - between.count("\r\n") != 1 or _BULLET.match(text, *line):
        return False
    upper, lower = text[above[0] : above[1]].rstrip(), text[line[0] : line[1]].lstrip()
    if not 40 <= len(upper) <= WRAP_WIDTH or len(lower) > WRAP_WIDTH:
        return False
    return (
        lower[0].islower()
        or (not upper.endswith(_CLOSED) and len(upper) >= 60)
        or (upper.endswith(_CLOSED) and len(upper) >= 66 and len(lower) >= 30 and not upper.endswith(":"))
    )
