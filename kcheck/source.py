"""A decoded file and the arithmetic of places in it.

One unit inside: half-open `[start, end)` in characters of the decoded source. Lines and columns exist only
for people; they are made here and nowhere else.
"""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class Span(NamedTuple):
    """`[start, end)` in characters of the decoded source."""

    start: int
    end: int


class Position(NamedTuple):
    """A 1-based line and a 1-based column counted in characters."""

    line: int
    column: int


@dataclass(frozen=True)
class Source:
    """One file: the path as the user gave it, its decoded text, and what was noticed while decoding."""

    path: str
    text: str
    encoding: str = "utf-8"
    notes: tuple[str, ...] = ()

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset of each line's first character. Lines end with LF, CRLF or CR."""
        text, starts, at = self.text, [0], 0
        if "\r" not in text:
            while (at := text.find("\n", at) + 1) > 0:
                starts.append(at)
            return starts
        for line in text.splitlines(keepends=True):
            # str.splitlines also breaks at form feeds and others, which editors do not count as lines
            at += len(line)
            if line.endswith(("\n", "\r")):
                starts.append(at)
        return starts

    def position(self, offset: int) -> Position:
        """The line and column of a character offset."""
        line = bisect_right(self.line_starts, offset)
        return Position(line, offset - self.line_starts[line - 1] + 1)
