"""One walk over a script's tree: what is gathered on the way, and the driver that keeps deep nesting off the stack."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Union

from tree_sitter import Node

from kcheck.document import Block, Unread
from kcheck.readers.build import BlockBuilder
from kcheck.readers.embedded import Embedded, Literal, keep_literal, language_of
from kcheck.readers.json_strings import COPY_KEYS
from kcheck.readers.prose import could_be_copy, looks_like_label, looks_like_prose, plain_words, surely_prose
from kcheck.readers.script.roles import Accept, Where
from kcheck.readers.script.tree import Tree
from kcheck.source import Source

_PHRASE = re.compile(r"\W*[A-Z][\w'\u2019-]*,? [^\WA-Z\d_]")
_IN_LIST = re.compile(r"\[\d+\]$")
# What a step may ask for: a node to be visited in a place, or other steps to be taken first.
Steps = Iterator[Union[tuple[Node, Where], "Steps"]]
Visit = Callable[["Walk", Node, Where], Steps]


@dataclass
class Walk:
    """What was found so far. `side` makes the blocks of literals, which never nest."""

    source: Source
    tree: Tree
    embedded: Embedded
    side: BlockBuilder
    blocks: list[Block] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    def take(self, literal: Literal, where: Where) -> None:
        """Make a block of a literal if it is copy in its place; say so if it only looks like some."""
        if not literal.parts:
            return
        decoded = literal.decoded(self.source.text)
        if where.world == "json-ld":
            self._json_ld(literal, decoded, where)
            return
        language = language_of(decoded)
        if language == "json-ld":
            self.embedded.add(literal, language, "", "")
        elif not (accepts(decoded, where.accept) or (language == "html" and where.accept > Accept.SURE)):
            self.pass_by(decoded, literal.parts[0].start, literal.parts[-1].end, where)
        elif language:
            self.embedded.add(literal, language, kind_of(where), where.path)
        else:
            self._plain(literal, kind_of(where), where.path, where.level)

    def pass_by(self, said: str, start: int, end: int, where: Where) -> None:
        """Count a string that is not read, if it may be copy all the same: not style or a message to developers."""
        if where.world != "code" and surely_prose(said):
            self.unread.append(Unread(where.reason or "not taken for copy in its place", start, end, plain_words(said)))

    def _json_ld(self, literal: Literal, decoded: str, where: Where) -> None:
        if where.key.lower() not in COPY_KEYS or " " not in decoded:
            return
        if language_of(decoded) == "html":
            self.embedded.add(literal, "html", "data", f"json-ld:{where.path}")
        else:
            self._plain(literal, "data", f"json-ld:{where.path}", 0)

    def _plain(self, literal: Literal, kind: str, name: str, level: int) -> None:
        keep_literal(self.side, literal)
        self.side.mark("string", 0, self.side.length, literal.quote)
        self.side.finish(kind, level=level, name=name)


def accepts(text: str, accept: Accept) -> bool:
    """Whether a string is copy in a place that accepts so much."""
    if accept is Accept.NONE:
        return False
    if accept is Accept.ALL:
        return True
    if accept is Accept.SURE:
        # kind: "Nerve damage" is shown, side: "left of the text" is not
        return (surely_prose(text) and text.rstrip()[-1] in ".!?") or bool(
            _PHRASE.match(text) and looks_like_prose(text)
        )
    if accept is Accept.COPY:
        return could_be_copy(text)
    return looks_like_prose(text) or (accept is Accept.LABEL and looks_like_label(text))


def kind_of(where: Where) -> str:
    """What the block in a place is: by its key, or an item of a list."""
    return where.kind or ("item" if _IN_LIST.search(where.path) else "text")


def drive(walk: Walk, visit: Visit, node: Node) -> None:
    """Visit a node and all that its steps ask for, in order, with a stack of our own: pages may nest deeply."""
    stack = [visit(walk, node, Where())]
    while stack:
        step = next(stack[-1], None)
        if step is None:
            stack.pop()
        elif isinstance(step, tuple):
            stack.append(visit(walk, *step))
        else:
            stack.append(step)
