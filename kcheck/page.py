"""What a visitor sees at one address, and what is true of it as a whole.

Today a page is one document. Layouts and shared components will join here, and no check will notice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import itemgetter
from typing import Any, Literal

from kcheck.derived import Pattern
from kcheck.document import Block, Document, Piece, Sentence
from kcheck.rulebook import Fact, Rulebook

Voice = Literal["promotional", "informational"]
_HEADINGS = ("heading", "title")
_LIST = 16  # blocks; a longer list has lost its heading
_TITLE = 12  # words; a longer line is no heading
_ITEM = 25  # words; a longer block is no item of a list


@dataclass(frozen=True)
class Page:
    """The blocks of a page with their sections, and the facts that rules ask for."""

    document: Document
    rulebook: Rulebook
    voice_override: str = ""

    def look(self, patterns: Sequence[str], where: str) -> Iterator[tuple[int, Any]]:
        """Every match of any of these patterns on the page, as (block index, match), in reading order.

        Matches of one call do not overlap: the leftmost stands, and at one place the pattern that is listed first.
        """
        wanted: dict[int, list[int]] = {}
        for order, pattern in enumerate(patterns):
            for index in self._open.get(pattern, ()):
                wanted.setdefault(index, []).append(order)
        for index in sorted(wanted):
            text = self.blocks[index].plain
            patterns_here = [(order, self.rulebook.pattern((patterns[order],), where)) for order in wanted[index]]
            for match in _leftmost(patterns_here, text):
                yield index, match

    @cached_property
    def _open(self) -> dict[str, list[int]]:
        """For each pattern that may match somewhere, the blocks where it may."""
        found: dict[str, list[int]] = {}
        for index, block in enumerate(self.blocks):
            for pattern in self.rulebook.gate.open(block.plain):
                found.setdefault(pattern, []).append(index)
        return found

    def with_block(self, index: int, text: str) -> "Page":
        """The same page with other words in one block, where alone it is looked at; what is true of the page stays."""
        block = replace(self.blocks[index], text=text, pieces=(Piece(0, len(text), 0, len(text), True),), marks=())
        blocks = (*self.blocks[:index], block, *self.blocks[index + 1 :])
        page = replace(self, document=replace(self.document, blocks=blocks))
        vars(page)["facts"] = self.facts
        vars(page)["heading_index"] = self.heading_index
        vars(page)["_open"] = {pattern: [index] for pattern in self.rulebook.gate.open(block.plain)}
        return page

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks, in reading order."""
        return self.document.blocks

    @cached_property
    def heading_index(self) -> tuple[int, ...]:
        """For each block, the index of the heading it stands under (itself for a heading), or -1."""
        found, current = [], -1
        for index, block in enumerate(self.blocks):
            if block.kind == "heading":
                current = index
            found.append(current)
        return tuple(found)

    def heading_text(self, index: int) -> str:
        """The headings above a block, outermost first, the block itself left out."""
        lines: list[str] = []
        level, at = 99, self.heading_index[index]
        if at == index:
            level, at = self.blocks[index].level or 2, index - 1
            at = self.heading_index[at] if at >= 0 else -1
        while at >= 0:
            block = self.blocks[at]
            if (block.level or 2) < level:
                lines.append(block.plain)
                level = block.level or 2
            at = self.heading_index[at - 1] if at > 0 else -1
        return "\n".join(reversed(lines))

    def section_text(self, index: int) -> str:
        """The text of the section that holds a block, its heading included."""
        at = self.heading_index[index]
        end = at + 1
        while end < len(self.blocks) and self.heading_index[end] == at:
            end += 1
        return "\n".join(block.plain for block in self.blocks[max(at, 0) : end])

    def leads(self, index: int) -> Iterator[str]:
        """What announces a block: the headings above it, and the line that opens the list or answer it belongs to.

        Text without markup hides its headings: above short lines, a line that ends in a colon or question mark, or is
        no sentence, may be one.
        """
        yield self.heading_text(index)
        for above in range(index - 1, max(index - _LIST, 0) - 1, -1):
            block = self.blocks[above]
            text = block.plain
            if block.kind == "heading" or text.endswith((":", "?")):
                yield text
                return
            words = text.split()
            if not text.endswith((".", "!", ";", ",")):
                yield " ".join(words[-_TITLE:])  # lines that were joined by their width end in a heading, too
            if len(words) > _ITEM:
                return

    def neighbour(self, index: int, step: int) -> str:
        """The text of the block before (-1) or after (1), or nothing at the edge."""
        at = index + step
        return self.blocks[at].plain if 0 <= at < len(self.blocks) else ""

    def question(self, index: int, offset: int) -> str:
        """The question that the words at a block offset answer: just before them, or the block above; or nothing.

        An answer is the first two sentences after the question.
        """
        block = self.blocks[index]
        before = [sentence for sentence in block.sentences if sentence.end <= offset]
        for sentence in reversed(before[-2:]):
            if block.plain[sentence.start : sentence.end].endswith("?"):
                return block.plain[sentence.start : sentence.end]
        above = self.neighbour(index, -1)
        return above if len(before) < 2 and above.endswith("?") else ""

    def sentence(self, index: int, offset: int) -> Sentence:
        """The sentence of block `index` that holds a block offset."""
        return self.blocks[index].sentence_at(offset)

    @cached_property
    def text(self) -> str:
        """The whole page, a line a block."""
        return "\n".join(block.plain for block in self.blocks)

    @cached_property
    def facts(self) -> frozenset[str]:
        """The names of all facts that hold, in the order of the rulebook, later ones building on earlier."""
        held: set[str] = set()
        for fact in self.rulebook.facts:
            if fact.name not in held and self._holds(fact, held):
                held.add(fact.name)
        if self.voice_override:
            held.discard("informational")
            if self.voice_override == "informational":
                held.add("informational")
        return frozenset(held)

    def _holds(self, fact: Fact, held: set[str]) -> bool:
        if not held.issuperset(fact.all) or not held.isdisjoint(fact.none):
            return False
        if fact.any and held.isdisjoint(fact.any):
            return False
        if not fact.patterns:
            return True
        count = self._count(fact)
        rival = next((other for other in self.rulebook.facts if other.name == fact.outnumbers), None)
        if rival and count <= self._count(rival):
            return False
        return count >= fact.at_least and count * 100 >= fact.share * self._paragraphs

    @cached_property
    def _paragraphs(self) -> int:
        """How many blocks say something: menus and labels would drown a page's prose."""
        return sum(len(block.text.split()) >= 5 for block in self.blocks)

    def _count(self, fact: Fact) -> int:
        """How many blocks match a fact's patterns."""
        where = f"fact {fact.name!r}"
        unless = self.rulebook.pattern(fact.unless, where) if fact.unless else None
        blocks = {index: self.blocks[index] for index, _ in self.look(fact.patterns, where)}
        return sum(
            (not fact.first_blocks or index < fact.first_blocks)
            and (not fact.where or block.kind in fact.where)
            and not (unless and unless.search(block.plain))
            for index, block in blocks.items()
        )

    @property
    def page_type(self) -> str:
        """What kind of page it is, as far as its facts tell."""
        kinds = sorted(name for name in self.facts if name.startswith("page-type-"))
        return kinds[0].removeprefix("page-type-") if kinds else "copy"

    @property
    def voice_reason(self) -> str:
        """Why the voice was decided so."""
        if self.voice_override:
            return "as asked"
        about = {fact.name: fact.about for fact in self.rulebook.facts}
        return about["informational"] if self.voice == "informational" else "no sign that it only informs or warns"

    @property
    def voice(self) -> Voice:
        """Who speaks: a page that sells, or one that informs, warns or criticises."""
        return "informational" if "informational" in self.facts else "promotional"


def _leftmost(patterns: Sequence[tuple[int, Pattern]], text: str) -> Iterator[Any]:
    """What one alternation of the patterns would match: leftmost first, then the pattern of the lowest number."""
    ahead = [(match.start(), order, match, pattern) for order, pattern in patterns if (match := pattern.search(text))]
    while ahead:
        _, _, first, _ = min(ahead, key=itemgetter(0, 1))
        yield first
        end = max(first.end(), first.start() + 1)
        moved = [(item, item[3].search(text, end) if item[0] < end else item[2]) for item in ahead]
        ahead = [(match.start(), order, match, pattern) for (_, order, _, pattern), match in moved if match]


def compose(document: Document, rulebook: Rulebook, voice: str = "") -> Page:
    """The page of one document. `voice` overrides what the page's facts say of it."""
    return Page(document, rulebook, voice)
