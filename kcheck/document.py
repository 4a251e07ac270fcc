"""What a reader makes of a source: blocks of prose that know where every character came from."""

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from kcheck.sentences import sentence_bounds
from kcheck.source import Source, Span

# What a block is to the visitor. A reader maps its own syntax to these.
KINDS = (
    "heading", "text", "item", "cell", "quote", "button", "link", "caption",
    "title", "meta", "alt", "label", "data",
)  # fmt: skip

_STRAIGHT = str.maketrans({
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u2032": "'", "\u02bc": "'", "\u00b4": "'", "`": "'",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u2033": '"', "\u00ab": '"', "\u00bb": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2212": "-", "\u2013": "\u2013", "\u2014": "\u2014",
    "\u00a0": " ", "\u202f": " ",
})  # fmt: skip


class Piece(NamedTuple):
    """`text[text_start:text_end]` came from source `[start, end)`; character by character when `verbatim`."""

    text_start: int
    text_end: int
    start: int
    end: int
    verbatim: bool


class Mark(NamedTuple):
    """Something the markup says of a stretch of a block's text: a link and its address, emphasis, a citation."""

    kind: str
    start: int
    end: int
    value: str = ""


class Sentence(NamedTuple):
    """A window on a block: `[start, end)` in block characters."""

    start: int
    end: int


@dataclass(frozen=True)
class Block:
    """One run of copy that a visitor reads as a unit.

    `text` is what the visitor reads, white space folded. `plain` is the same text, character for character,
    with typographic quotes and hyphens made straight; checks look at `plain`.
    `name` says where it stands when the syntax tells (`og:description`, `faq[2].answer`); `level` is a heading's.
    """

    kind: str
    text: str
    pieces: tuple[Piece, ...]
    level: int = 0
    name: str = ""
    marks: tuple[Mark, ...] = ()

    @cached_property
    def plain(self) -> str:
        """The text as checks see it: same length, straight quotes, plain hyphens."""
        return self.text if self.text.isascii() and "`" not in self.text else self.text.translate(_STRAIGHT)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences, in order, without the blanks between them."""
        return tuple(Sentence(start, end) for start, end in sentence_bounds(self.plain))

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds a block offset."""
        found = self.sentences[0] if self.sentences else Sentence(0, len(self.text))
        for sentence in self.sentences:
            if sentence.start > offset:
                break
            found = sentence
        return found

    @cached_property
    def _piece_starts(self) -> list[int]:
        return [piece.text_start for piece in self.pieces]

    def locate(self, start: int, end: int) -> Span:
        """Block `[start, end)` as a source span. An escape or entity is taken whole."""
        first = self.pieces[bisect_right(self._piece_starts, start) - 1]
        last = self.pieces[bisect_right(self._piece_starts, max(start, end - 1)) - 1]
        begin = first.start + (start - first.text_start) if first.verbatim else first.start
        finish = last.start + (end - last.text_start) if last.verbatim else last.end
        return Span(begin, max(begin, finish))


@dataclass(frozen=True)
class Comment:
    """A comment of the host syntax, kept because it may carry a suppression."""

    text: str
    start: int
    end: int


class Unread(NamedTuple):
    """Source `[start, end)` looked like prose and was not read, and why: so many words may hold what nobody checked."""

    reason: str
    start: int
    end: int
    words: int


@dataclass(frozen=True)
class Document:
    """One source as blocks in reading order, with what the reader could not make sense of."""

    source: Source
    blocks: tuple[Block, ...]
    comments: tuple[Comment, ...] = ()
    notes: tuple[str, ...] = field(default=())
    unread: tuple[Unread, ...] = ()

    @cached_property
    def words(self) -> int:
        """How many words of copy were read."""
        return sum(len(block.text.split()) for block in self.blocks)
