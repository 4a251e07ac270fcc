"""What is gathered from one template before its HTML is read: masks, blocks of its own strings, comments, notes."""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

from kcheck.document import Block, Comment, Document, Unread
from kcheck.errors import GeneratedError
from kcheck.readers.build import BlockBuilder
from kcheck.readers.html import read_html
from kcheck.readers.mask import Mask, Masked, Quoted, Unmasker, in_order, masked, shifted
from kcheck.source import Source

_MOST_NOTES = 20
_MOST_ALONE = 100
_SEPARATOR = ";\n"
_STRING = re.compile(r"[\"'`]")


@dataclass
class Gather:
    """One file on the way to its document."""

    source: Source
    masks: list[Mask] = field(default_factory=list)
    quoted: list[Quoted] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    expressions: list[tuple[str, int]] = field(default_factory=list)  # code, and where it stands

    def note(self, at: int, what: str) -> None:
        """Say what could not be made sense of, and on which line."""
        if len(self.notes) < _MOST_NOTES:
            self.notes.append(f"line {self.source.position(at).line}: {what}")

    def document(
        self, extra: "Callable[[Masked], list[Block]] | None" = None, read: Callable[[Source], Document] = read_html
    ) -> Document:
        """The document: the masked copy read as HTML (or by another reader), with what else was gathered.

        `extra` makes blocks of the masked copy that its reader does not know of.
        """
        self._read_expressions()
        masks = in_order(self.masks)
        copy = masked(self.source, masks)
        unmask = Unmasker(masks, self.quoted)
        page = read(copy)
        own = [unmask(block) for block in [*page.blocks, *(extra(copy) if extra else ())]]
        blocks = sorted([*own, *self.blocks], key=lambda block: block.pieces[0].start)
        comments = sorted({*page.comments, *self.comments}, key=lambda comment: comment.start)
        unread = tuple(sorted([*page.unread, *self.unread], key=lambda unread: unread.start))
        return Document(self.source, tuple(blocks), tuple(comments), (*page.notes, *self.notes), unread)

    @cached_property
    def _before(self) -> str:
        """The whole file as blanks and line ends: what stands before a script is blank, but has its lines."""
        return re.sub(r"[^\r\n]", " ", self.source.text)

    def script(self, start: int, end: int, suffix: str = ".tsx") -> None:
        """Read `[start, end)` as a script."""
        text = self.source.text
        if _STRING.search(text, start, end) or text.find("<", start, end) >= 0:
            self._script(self._before[:start] + text[start:end], 0, suffix)

    def expression(self, text: str, at: int) -> None:
        """Read code that stands at an offset, a little changed but of the same width, as a script of its own."""
        if _STRING.search(text):
            self.expressions.append((text, at))

    def _read_expressions(self) -> None:
        """Read all expressions as one script, for the parser is slow to begin; each by itself if one is broken."""
        if not self.expressions:
            return
        joined = _SEPARATOR.join(text for text, _ in self.expressions)
        found = self._parsed(joined, ".tsx", self.expressions[0][1])
        if found is None:
            return
        if found.notes and 1 < len(self.expressions) <= _MOST_ALONE:
            for text, at in self.expressions:
                if alone := self._parsed(text, ".tsx", at):
                    self._take(alone, [0], [at])
                    if alone.notes:
                        self.note(at, "not valid syntax here; its words are read as plain text")
            return
        starts, at = [], 0
        for text, _ in self.expressions:
            starts.append(at)
            at += len(text) + len(_SEPARATOR)
        self._take(found, starts, [place for _, place in self.expressions])
        if found.notes:
            self.note(self.expressions[0][1], "expressions from here are not valid syntax; what can be told is read")

    def _take(self, found: Document, starts: list[int], places: list[int]) -> None:
        """Blocks of scripts that stand at these places of the source, and began at these starts."""

        def by(offset: int) -> int:
            index = bisect_right(starts, offset) - 1
            return places[index] - starts[index]

        self.blocks += [self._checked(shifted(block, by(block.pieces[0].start))) for block in found.blocks]
        self.comments += [Comment(c.text, c.start + by(c.start), c.end + by(c.start)) for c in found.comments]
        self.unread += [u._replace(start=u.start + by(u.start), end=u.end + by(u.start)) for u in found.unread]

    def _script(self, text: str, at: int, suffix: str) -> None:
        if found := self._parsed(text, suffix, at):
            self._take(found, [0], [0])
            self.notes += found.notes

    def _parsed(self, text: str, suffix: str, at: int) -> Document | None:
        from kcheck.readers.script import read_script  # a template without strings never pays for the parser

        try:
            return read_script(Source(f"{self.source.path}{suffix}", text))
        except GeneratedError as error:
            self.note(at, f"a script in this file is not read: {str(error).partition(': ')[2]}")
            return None

    def _checked(self, block: Block) -> Block:
        """The block; where the code was changed for the parser, a piece is no verbatim copy."""
        text = self.source.text
        same = [not p.verbatim or text[p.start : p.end] == block.text[p.text_start : p.text_end] for p in block.pieces]
        if all(same):
            return block
        pieces = tuple(p if same_ else p._replace(verbatim=False) for p, same_ in zip(block.pieces, same, strict=True))
        return replace(block, pieces=pieces)

    def broken(self, at: int) -> None:
        """Say that a brace is never closed."""
        if at >= 0:
            self.note(at, "{ is never closed; what follows is read as HTML")

    def front_matter(self) -> int:
        """Read YAML, TOML or JSON before the page; the offset after it."""
        from kcheck.readers.front_matter import front_matter_end, read_front_matter

        end = front_matter_end(self.source.text) if self.source.text.lstrip("\ufeff")[:1] in {"-", "+"} else 0
        if end:
            build = BlockBuilder(self.source.text)
            self.notes += read_front_matter(build, end)
            self.blocks += build.blocks
            self.masks.append(Mask(0, end, "", " "))
        return end
