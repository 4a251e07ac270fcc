"""HTML, Markdown and JSON that stand inside another language's strings, read by their own readers.

The readers see a copy of the file of the same width, in which each escape is its meaning and what joins two strings,
or interpolates, is filler that nobody sees. So every place they tell is a place in the file.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from kcheck.document import Block, Comment, Mark
from kcheck.readers.build import BlockBuilder
from kcheck.readers.entities import keep_text
from kcheck.readers.html import html_blocks
from kcheck.readers.json_strings import read_json_ld
from kcheck.readers.markdown import markdown_blocks
from kcheck.readers.mask import Mask, Unmasker, in_order, masked, value
from kcheck.source import Source

_HTML = re.compile(
    r"</(?:p|div|h[1-6]|li|ul|ol|section|article|main|header|footer|nav|table|td|tr|span|strong|em|b|i|a|u|small|sup|sub|"
    r"button|blockquote|figure|details|summary|label|form|html|body|title|script|style|svg)\s*>|<(?:br|hr|img|meta|input)\b[^<>]*>",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(
    r"(?:^|\n)[ \t]*(?:\#{1,6}|[-*+]|\d{1,2}[.)])[ \t]+\S(?=[^\n]*\n)|\*\*[^*\s][^*\n]*\*\*|\n[ \t]*\n"
    r"|\[[^\]\n]+\]\((?:https?:|/|\#|mailto:|tel:)[^)\s]*\)"
)
_JSON_LD = re.compile(r"\s*[\[{].*?\"@(?:context|type)\"", re.DOTALL)


class Part(NamedTuple):
    """A stretch of a literal: `text` as it is (verbatim), an `escape`, a `hole` for a value, or a `joint`."""

    kind: str
    start: int
    end: int
    meaning: str = ""


class Literal(NamedTuple):
    """One string of a host language, or several joined: its parts in order, and the quote that opens it."""

    parts: tuple[Part, ...]
    quote: str

    def decoded(self, text: str) -> str:
        """What the string says; a placeholder where a value will stand."""
        return "".join(text[p.start : p.end] if p.kind == "text" else p.meaning for p in self.parts)


def language_of(decoded: str) -> str:
    """The language inside a string: `html`, `markdown`, `json-ld`, or "" for plain text."""
    if _JSON_LD.match(decoded):
        return "json-ld"
    if "<" in decoded and _HTML.search(decoded):
        return "html"
    return "markdown" if _MARKDOWN.search(decoded) else ""


def keep_literal(build: BlockBuilder, literal: Literal) -> None:
    """Take a literal's words into a builder as plain text."""
    for part in literal.parts:
        if part.kind == "text":
            # `you&apos;ll` in a plain string is a slip that ships: it means what it means in text
            keep_text(build, part.start, part.end)
        elif part.kind == "hole":
            build.placeholder(part.start, part.end)
        elif part.meaning:
            build.put(part.meaning, part.start, part.end)


class _Fragment(NamedTuple):
    literal: Literal
    language: str
    kind: str
    name: str


@dataclass
class Embedded:
    """The strings of one file that hold another language, gathered and then read together."""

    source: Source
    fragments: list[_Fragment] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)

    def add(self, literal: Literal, language: str, kind: str, name: str) -> None:
        """A literal to be read; blocks without a kind or name of their own take these."""
        self.fragments.append(_Fragment(literal, language, kind, name))

    def read(self) -> Iterator[Block]:
        """The blocks of all fragments."""
        if not self.fragments:
            return
        parts = [part for fragment in self.fragments for part in fragment.literal.parts if part.kind != "text"]
        masks = in_order(_mask(self.source.text, part) for part in parts)
        copy, unmask = masked(self.source, masks), Unmasker(masks)
        for fragment in self.fragments:
            for block in self._blocks(copy, fragment):
                yield _in_host(unmask(block), fragment)

    def _blocks(self, copy: Source, fragment: _Fragment) -> Iterable[Block]:
        start, end = fragment.literal.parts[0].start, fragment.literal.parts[-1].end
        if fragment.language == "json-ld":
            build = BlockBuilder(copy.text)
            read_json_ld(build, start, end)
            return build.blocks
        blocks, comments = (html_blocks if fragment.language == "html" else markdown_blocks)(copy, start, end)
        self.comments.extend(comments)
        return blocks


def _mask(text: str, part: Part) -> Mask:
    """What a part of a literal reads as, at its own width."""
    if part.kind == "hole":
        return value(part.start, part.end)
    meaning = part.meaning[:1]
    # a quote after an equals sign opens an attribute's value, and only blanks may stand between
    if meaning and (meaning.isspace() or (meaning in "\"'" and text[part.start - 1 : part.start] == "=")):
        return Mask(part.start, part.end, meaning.rjust(part.end - part.start), " ")
    return Mask(part.start, part.end, meaning)


def _in_host(block: Block, fragment: _Fragment) -> Block:
    """The block with the host's role where it has none of its own, and the quote that a rewriter must mind."""
    mark = Mark("string", 0, len(block.text), fragment.literal.quote)
    return replace(
        block,
        kind=fragment.kind if block.kind == "text" and fragment.kind else block.kind,
        name=f"{fragment.name}:{block.name}".strip(":") if fragment.name else block.name,
        marks=(*block.marks, mark),
    )
