"""A script as a syntax tree whose places are characters. Bytes exist only here."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache, cached_property

import tree_sitter_typescript
from tree_sitter import Language, Node, Parser, Query, QueryCursor

# Legal and common in the text of an element, and the grammar would drop the words after it. Written as `|` it is text
# there, and code stays code everywhere else: `&&` becomes `||`, of the same width.
_AMPERSAND = re.compile(rb"&(?!(?:[A-Za-z][A-Za-z0-9]*|#[0-9]+|#[xX][0-9a-fA-F]+);)")
# Placeholders of translated sentences, `<0>here</0>`: no names that the grammar knows.
_NUMBERED = re.compile(rb"(</?)([0-9]{1,3})(?=\s*/?>)")
_LONELY = re.compile("[\ud800-\udfff]")  # half a surrogate pair: no byte sequence, three bytes wide like U+FFFD
_OPENERS = re.compile(rb"[\"'`<]")
_TYPESCRIPT_ONLY = (".ts", ".mts", ".cts")  # `<Type>value` is a cast there, and no element


@dataclass(frozen=True)
class Tree:
    """The tree of a source's text. Nodes count bytes: ask here for characters."""

    text: str
    data: bytes
    root: Node
    typescript: bool  # the grammar without elements

    @cached_property
    def _wide(self) -> tuple[list[int], list[int]]:
        """Where each character of more than one byte ends, in bytes, and how many bytes were too many up to there."""
        ends, excess, at, total = [], [], 0, 0
        for found in re.finditer(r"[^\x00-\x7f]", self.text):
            char = ord(found.group())
            more = 1 if char < 0x800 else 2 if char < 0x10000 else 3
            at, total = found.start() + total + 1 + more, total + more
            ends.append(at)
            excess.append(total)
        return ends, excess

    def char(self, byte: int) -> int:
        """A byte's place in characters."""
        if len(self.data) == len(self.text):
            return byte
        ends, excess = self._wide
        index = bisect_right(ends, byte)
        return byte - (excess[index - 1] if index else 0)

    def span(self, node: Node) -> tuple[int, int]:
        """A node's place in characters."""
        return self.char(node.start_byte), self.char(node.end_byte)

    def source(self, node: Node) -> str:
        """A node's source text."""
        return self.text[slice(*self.span(node))]

    @cached_property
    def _openers(self) -> list[int]:
        return [found.start() for found in _OPENERS.finditer(self.data)]

    def holds_text(self, node: Node) -> bool:
        """Whether a node can hold a string or an element at all: most of a program does not."""
        return bisect_left(self._openers, node.start_byte) < bisect_left(self._openers, node.end_byte)

    def all_of(self, kind: str) -> list[Node]:
        """Every node of a kind, in order."""
        nodes = QueryCursor(_query(self.typescript, kind)).captures(self.root).get("it", [])
        return sorted(nodes, key=lambda node: (node.start_byte, -node.end_byte))


@cache
def _language(typescript: bool) -> Language:
    return Language(
        tree_sitter_typescript.language_typescript() if typescript else tree_sitter_typescript.language_tsx()
    )


@cache
def _query(typescript: bool, kind: str) -> Query:
    return Query(_language(typescript), f"({kind}) @it")  # some milliseconds to make


def parse(text: str, suffix: str) -> Tree:
    """A script's tree. Every suffix but TypeScript's own may hold elements."""
    typescript = suffix.lower() in _TYPESCRIPT_ONLY
    data = _LONELY.sub("\ufffd", text).replace("\x00", " ").encode()
    masked = _NUMBERED.sub(lambda tag: tag[1] + b"i" * len(tag[2]), _AMPERSAND.sub(b"|", data))
    return Tree(text, data, Parser(_language(typescript)).parse(masked).root_node, typescript)
