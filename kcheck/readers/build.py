"""BlockBuilder: the only maker of pieces.

A reader says which stretches of its source are copy; the builder folds white space, drops invisible
characters and keeps the map back to the source. No reader ever searches the source for text it already had.
"""

import re

from kcheck.document import Block, Mark, Piece

# Runs of white space other than one plain blank, and characters that a visitor cannot see
# (soft hyphen, zero-width, byte-order mark) or reads past (registered and trade marks).
_FOLD = re.compile(
    "[ \t\n\r\f\v\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]{2,}"
    "|[\t\n\r\f\v\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
    "|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ae\u2122]"
)


# Stands for a value that is not in the source. No phrase is found across it, and no words are fused by it.
PLACEHOLDER = "\u2026"


class BlockBuilder:
    """Collects one block at a time from a source's text.

    `keep(start, end)` takes source characters as they are, `put(text, start, end)` takes the meaning of an
    escape or entity, `gap(at)` separates words (a `<br>`, a cell border), `finish(kind)` closes the block.
    Offsets must not go backwards within a block.
    """

    def __init__(self, source_text: str) -> None:
        """Build blocks over this decoded source text."""
        self.source = source_text
        self.blocks: list[Block] = []
        self._reset()

    def _reset(self) -> None:
        self._parts: list[str] = []
        self._pieces: list[Piece] = []
        self._length = 0
        self._blank = True  # the text so far is empty or ends with a blank
        self._marks: list[Mark] = []

    @property
    def length(self) -> int:
        """Block characters collected so far: where the next one will stand."""
        return self._length

    @property
    def empty(self) -> bool:
        """Whether nothing but blanks was collected."""
        return self._length == 0

    @property
    def ends_with_figure(self) -> bool:
        """Whether the text so far ends with a digit, per cent or plus sign."""
        return bool(self._parts) and self._parts[-1][-1] in "0123456789%+"

    def keep(self, start: int, end: int) -> None:
        """Take source `[start, end)` verbatim, folding white space."""
        if start >= end:
            return
        text = self.source[start:end]
        at = 0
        for found in _FOLD.finditer(text):
            if found.start() > at:
                self._add(text[at : found.start()], start + at, start + found.start(), verbatim=True)
            if found.group()[0].isspace():
                self.gap(start + found.start(), start + found.end())
            at = found.end()
        if at < len(text):
            self._add(text[at:], start + at, end, verbatim=True)

    def put(self, text: str, start: int, end: int) -> None:
        """Take `text` as the meaning of source `[start, end)`: an entity, an escape, a placeholder."""
        if text.isspace():
            self.gap(start, end)
        elif text := _FOLD.sub(lambda m: " " if m.group()[0].isspace() else "", text):
            self._add(text, start, end, verbatim=False)

    def placeholder(self, start: int, end: int) -> None:
        """Say that a value which is not known here stands in source `[start, end)`."""
        self._add(PLACEHOLDER, start, end, verbatim=False)

    def gap(self, start: int, end: int | None = None) -> None:
        """Part two words: one blank, unless the text already ends with one."""
        if not self._blank:
            self._add(" ", start, start if end is None else end, verbatim=False)

    def _add(self, text: str, start: int, end: int, *, verbatim: bool) -> None:
        if self._blank and text[0] == " ":
            text, start = text[1:], start + 1 if verbatim else start
            if not text:
                return
        begin, self._length = self._length, self._length + len(text)
        self._parts.append(text)
        self._pieces.append(Piece(begin, self._length, start, end, verbatim))
        self._blank = text[-1] == " "

    def mark(self, kind: str, start: int, end: int, value: str = "") -> None:
        """Note what the markup says of block `[start, end)`: `link` with its address, `cite`, `strong`."""
        if end > start:
            self._marks.append(Mark(kind, start, end, value))

    def finish(self, kind: str, *, level: int = 0, name: str = "") -> Block | None:
        """Close the block; blank ones, and those of placeholders alone, vanish."""
        text, pieces, marks = "".join(self._parts), self._pieces, self._marks
        self._reset()
        if text.endswith(" "):
            text = text[:-1]
            last = pieces.pop()
            if last.text_end - last.text_start > 1:
                end = last.end - 1 if last.verbatim else last.end
                pieces.append(Piece(last.text_start, last.text_end - 1, last.start, end, last.verbatim))
        if not text or (PLACEHOLDER in text and not any(char.isalnum() for char in text)):
            return None
        marks = [Mark(m.kind, m.start, min(m.end, len(text)), m.value) for m in marks if m.start < len(text)]
        block = Block(kind, text, tuple(pieces), level, name, tuple(marks))
        self.blocks.append(block)
        return block
