"""A copy of a file, of the same width, in which another language's syntax is written as what an HTML reader may see.

What stands in the copy stands at its own place, so the readers of HTML and Markdown need not know the other language.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from kcheck.document import Block, Mark, Piece
from kcheck.readers.build import PLACEHOLDER
from kcheck.source import Source

_STOPS = frozenset(".,;:!?)%\u2019\u201d")
FILLER = "\u2060"  # word joiner: the builder drops it, and no white space is made of it


class Mask(NamedTuple):
    """Source `[start, end)` reads as `meaning`, which ends the stretch; `filler` makes up the width.

    `Mask(3, 9, "\u2026")` is a value that is not known, `Mask(3, 9, " ", " ")` a tag that parts words, and a mask with
    markup for a meaning (`<hr>`) is markup for the reader. An escape is the character that it means.
    """

    start: int
    end: int
    meaning: str = ""
    filler: str = FILLER


class Quoted(NamedTuple):
    """Copy that stands inside a string of the host language, and the quote that opens it."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True)
class Masked(Source):
    """The masked copy of a source. Its lines are the source's own, whatever the masks have swallowed."""

    origin: Source = field(default_factory=lambda: Source("", ""))

    @cached_property
    def line_starts(self) -> list[int]:
        """Where the source's lines start."""
        return self.origin.line_starts


def value(start: int, end: int) -> Mask:
    """A value that is not in the source stands here."""
    return Mask(start, end, PLACEHOLDER)


def blank(start: int, end: int) -> Mask:
    """Nothing to read here, and words at its sides are two."""
    return Mask(start, end, "", " ")


def unseen(text: str, start: int, end: int) -> Mask:
    """Nothing to read here. Words at its sides are two, but a stop after it belongs to the word before."""
    return Mask(start, end) if text[end : end + 1] in _STOPS else blank(start, end)


def masked(source: Source, masks: Sequence[Mask]) -> Masked:
    """The copy. Masks are in order and do not overlap."""
    parts, at = [], 0
    for mask in masks:
        meaning = mask.meaning[: mask.end - mask.start]
        width = mask.end - mask.start - len(meaning)
        # markup comes first and blanks follow it; what is seen comes last, for the reader to end on
        filled = meaning + mask.filler * width if mask.filler == " " else mask.filler * width + meaning
        parts += [source.text[at : mask.start], filled]
        at = mask.end
    text = "".join([*parts, source.text[at:]])
    return Masked(source.path, text, source.encoding, source.notes, source)


def in_order(masks: Iterable[Mask]) -> list[Mask]:
    """Masks sorted, without empty ones; of two that overlap the earlier and longer counts."""
    found: list[Mask] = []
    at = 0
    for mask in sorted(masks, key=lambda mask: (mask.start, -mask.end)):
        if mask.end > mask.start >= at:
            found.append(mask)
            at = mask.end
    return found


class Unmasker:
    """Blocks of the masked copy as blocks of the source: a meaning is no verbatim copy of what it stands for."""

    def __init__(self, masks: Sequence[Mask], quoted: Iterable[Quoted] = ()) -> None:
        """Masks in order, as the copy was made with."""
        self._masks = masks
        self._starts = [mask.start for mask in masks]
        self._quoted = sorted(quoted)
        self._quoted_starts = [span.start for span in self._quoted]

    def __call__(self, block: Block) -> Block:
        """The block in the source's terms."""
        pieces: list[Piece] = []
        at = 0
        for piece in block.pieces:
            for part in self._split(piece) if piece.verbatim else (self._widened(piece),):
                start = max(at, part.start)
                at = max(start, part.end)
                pieces.append(part._replace(start=start, end=at))
        return replace(block, pieces=tuple(pieces), marks=(*block.marks, *self._strings(pieces)))

    def _first(self, start: int) -> int:
        """The index of the first mask that ends after an offset."""
        at = bisect_left(self._starts, start)
        return at - 1 if at and self._masks[at - 1].end > start else at

    def _widened(self, piece: Piece) -> Piece:
        at = self._first(piece.start)
        if at < len(self._masks) and self._masks[at].start < piece.end:
            return piece._replace(start=min(piece.start, self._masks[at].start))
        return piece

    def _split(self, piece: Piece) -> Iterator[Piece]:
        done, text, at = piece.start, piece.text_start, self._first(piece.start)
        while at < len(self._masks) and self._masks[at].start < piece.end:
            mask = self._masks[at]
            if mask.start > done:
                yield Piece(text, text + mask.start - done, done, mask.start, verbatim=True)
                text, done = text + mask.start - done, mask.start
            stop = min(mask.end, piece.end)
            yield Piece(text, text + stop - done, mask.start, mask.end, verbatim=False)
            text, done, at = text + stop - done, stop, at + 1
        if done < piece.end:
            yield Piece(text, piece.text_end, done, piece.end, verbatim=True)

    def _strings(self, pieces: Sequence[Piece]) -> Iterator[Mark]:
        """Marks for the stretches of a block that stand in strings of the host language."""
        if not pieces or not self._quoted:
            return
        at = bisect_left(self._quoted_starts, pieces[0].start)
        at -= at > 0 and self._quoted[at - 1].end > pieces[0].start
        piece = 0
        while at < len(self._quoted) and self._quoted[at].start < pieces[-1].end:
            span = self._quoted[at]
            while piece < len(pieces) and pieces[piece].start < span.start:
                piece += 1
            first = piece
            while piece < len(pieces) and pieces[piece].end <= span.end:
                piece += 1
            if piece > first:
                yield Mark("string", pieces[first].text_start, pieces[piece - 1].text_end, span.quote)
            at += 1


def shifted(block: Block, by: int) -> Block:
    """A block of a part of the source, read by itself, in the source's own offsets."""
    if not by:
        return block
    pieces = tuple(piece._replace(start=piece.start + by, end=piece.end + by) for piece in block.pieces)
    return replace(block, pieces=pieces)
