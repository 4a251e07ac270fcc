"""What a visitor sees at one address, and what is true of it as a whole.

Today a page is one document. Layouts and shared components will join here, and no check will notice.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from kcheck.document import Block, Document, Sentence
from kcheck.rulebook import Fact, Rulebook

Voice = Literal["promotional", "informational"]
_HEADINGS = ("heading", "title")


@dataclass(frozen=True)
class Page:
    """The blocks of a page with their sections, and the facts that rules ask for."""

    document: Document
    rulebook: Rulebook
    voice_override: str = ""

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
        pattern = self.rulebook.pattern(fact.patterns, f"fact {fact.name!r}")
        unless = self.rulebook.pattern(fact.unless, f"fact {fact.name!r}") if fact.unless else None
        blocks = self.blocks[: fact.first_blocks] if fact.first_blocks else self.blocks
        return sum(
            (not fact.where or block.kind in fact.where)
            and bool(pattern.search(block.plain))
            and not (unless and unless.search(block.plain))
            for block in blocks
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


def compose(document: Document, rulebook: Rulebook, voice: str = "") -> Page:
    """The page of one document. `voice` overrides what the page's facts say of it."""
    return Page(document, rulebook, voice)
