"""Elements of JSX: text across inline elements, expressions and `{" "}` joints, as the visitor reads it.

Components have no meaning of their own here. One that stands in a sentence is part of it; one that stands by itself
is a block, and its name may tell of which kind (`CardTitle`, `Button`, `Link`).
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from tree_sitter import Node

from kcheck.readers.build import BlockBuilder
from kcheck.readers.embedded import keep_literal
from kcheck.readers.entities import keep_text
from kcheck.readers.script.attributes import Tag, read_attributes, tag_of
from kcheck.readers.script.broken import is_code
from kcheck.readers.script.roles import Accept, Where, last_word
from kcheck.readers.script.strings import holes, is_sum, literal_of, unwrapped
from kcheck.readers.script.walk import Steps, Walk
from kcheck.readers.tags import BLOCK, BUTTON_CLASS, KINDS, LEVELS

_INLINE = frozenset("b i em strong span small sup sub u s mark abbr cite q time bdi data var wbr font del ins".split())
_NO_COPY = frozenset(
    "svg style script pre code kbd samp math canvas object datalist template iframe Script Style path".split()
)
_APART = frozenset("br hr img input Image".split())
# What a component is, by the last word of its name.
_COMPONENTS = {
    "title": "heading", "heading": "heading", "headline": "heading", "question": "heading", "trigger": "heading",
    "summary": "heading", "button": "button", "cta": "button", "link": "link", "quote": "quote", "blockquote": "quote",
    "testimonial": "quote", "label": "label", "caption": "caption", "item": "item", "li": "item",
    "cell": "cell", "td": "cell", "h": "heading", "option": "item",
}  # fmt: skip
_MARKUP = re.compile(r"^[A-Z]\w*(?:Markdown|MDX|RichText|Html|HTML)|^(?:Markdown|MDX|RichText|Html)")
_TOUCHES = re.compile(r"[,.;:!?)](?!\.\.)|['\u2019](?=$|(?:s|t|re|ve|ll)\b)")
_SAYS = re.compile(r"\w")
_ELEMENTS = ("jsx_element", "jsx_self_closing_element")
_NOTHING = frozenset({"null", "undefined", "false", "comment"})


class Frame(NamedTuple):
    """What text directly in an element is, and whether the element is part of a sentence."""

    kind: str = "text"
    level: int = 0
    sentence: bool = False
    markup: bool = False  # strings here are shown as Markdown or HTML


@dataclass
class Flow:
    """One run of text that is being collected: an element with all that flows in it."""

    build: BlockBuilder
    name: str = ""
    passed: bool = False  # an element's edge was just passed
    broken: tuple[int, int] | None = None  # a line break that was just passed

    def finish(self, frame: Frame) -> None:
        """Close the open block."""
        self.broken = None
        self.build.finish(frame.kind, level=frame.level, name=self.name)

    def text(self, start: int, end: int) -> None:
        """Take text of an element."""
        source = self.build.source[start:end]
        begin = start + len(source) - len(source.lstrip())
        stop = max(begin, end - len(source) + len(source.rstrip()))
        self.blank(start, begin)
        if begin < stop:
            self.join(self.build.source[begin:stop])
            if self.passed and self.build.source[begin].isalpha() and self.build.ends_with_figure:
                self.build.gap(begin)  # <b>85%</b><span>success</span>: a figure and its label are two words
            keep_text(self.build, begin, stop)
            self.passed = False
            self.blank(stop, end)

    def blank(self, start: int, end: int) -> None:
        """Pass white space. What a line break means is seen by what follows it."""
        if "\n" in self.build.source[start:end]:
            self.broken = self.broken or (start, end)
        elif start < end:
            self.join("")
            self.build.gap(start, end)

    def join(self, following: str) -> None:
        """Settle a line break. JSX drops it: `, and` below `</a>` touches the link. Elsewhere words are parted."""
        if self.broken is not None and not _TOUCHES.match(following):
            self.build.gap(*self.broken)
        self.broken = None


def read_root(walk: Walk, node: Node, where: Where) -> Steps:
    """An element, or stray text, that stands as a value: in a return, a property, an array."""
    nested = "." in where.path or "[" in where.path
    flow = Flow(BlockBuilder(walk.source.text), where.path if nested else "")
    frame = Frame(where.kind or "text", where.level)
    if node.type == "jsx_text":
        keep_text(flow.build, *walk.tree.span(node))
    else:
        yield _element(walk, node, flow, frame)
    flow.finish(frame)
    walk.blocks.extend(flow.build.blocks)


def read_broken(walk: Walk, node: Node, _: Where) -> Steps:
    """What the parser could not put together: text and tags lie side by side."""
    flow = Flow(BlockBuilder(walk.source.text))
    for child in node.named_children:
        if child.type in {"jsx_text", "html_character_reference"}:
            if not is_code(walk.tree.source(child)):
                keep_text(flow.build, *walk.tree.span(child))
        elif child.type in {"jsx_opening_element", "jsx_closing_element"}:
            tag = tag_of(walk.tree, child)
            if tag.name not in _INLINE:
                flow.finish(Frame(KINDS.get(tag.name, "text"), LEVELS.get(tag.name, 0)))
            yield read_attributes(walk, child, tag)
        elif child.type in _ELEMENTS:
            yield _element(walk, child, flow, Frame(sentence=not flow.build.empty))
        else:
            flow.finish(Frame())
            yield child, Where()
    flow.finish(Frame())
    walk.blocks.extend(flow.build.blocks)


def _element(walk: Walk, node: Node, flow: Flow, frame: Frame) -> Steps:
    opening = node.child_by_field_name("open_tag") or node
    tag = tag_of(walk.tree, opening)
    start, end = walk.tree.span(node)
    if tag.name in _NO_COPY:
        flow.build.gap(start, end)
        yield read_attributes(walk, opening, tag)
        yield _not_copy(walk, node, tag, flow)
        return
    yield read_attributes(walk, opening, tag)
    if tag.hidden or tag.raw_html:
        return
    if tag.name == "wbr":
        return
    if tag.name in _APART or node is opening:
        flow.build.gap(start, end)
        if tag.name in {"hr"} or (not frame.sentence and tag.name != "br"):
            flow.finish(frame)
        return
    own = _has_text(walk, node)
    if not tag.name:  # a fragment
        yield _children(walk, node, flow, frame._replace(sentence=own or frame.sentence))
    elif tag.name in _INLINE or (frame.sentence and tag.name not in BLOCK - {"button", "label"}):
        flow.join("")
        begin = flow.build.length
        yield _children(walk, node, flow, frame._replace(sentence=own or frame.sentence))
        if tag.href:
            flow.build.mark("link", begin, flow.build.length, tag.href)
    else:
        flow.finish(frame)
        inner = Frame(*_kind(tag, frame), sentence=own, markup=bool(_MARKUP.search(tag.name)))
        yield _children(walk, node, flow, inner)
        if tag.href and inner.kind in {"link", "button"}:
            flow.build.mark("link", 0, flow.build.length, tag.href)
        flow.finish(inner)
    flow.passed = True


def _not_copy(walk: Walk, node: Node, tag: Tag, flow: Flow) -> Steps:
    """A drawing has a title; a script may hold JSON-LD. The rest of these is nothing a visitor reads."""
    for child in node.named_children:
        if tag.name == "svg" and child.type == "jsx_element":
            opening = child.child_by_field_name("open_tag") or child
            if tag_of(walk.tree, opening).name == "title":
                drawing = Flow(BlockBuilder(walk.source.text), "svg:title")
                yield _children(walk, child, drawing, Frame("alt"))
                drawing.finish(Frame("alt"))
                walk.blocks.extend(drawing.build.blocks)
        elif child.type == "jsx_expression" and tag.name in {"script", "Script"}:
            yield child, Where(accept=Accept.NONE)
    flow.passed = True


def _kind(tag: Tag, frame: Frame) -> tuple[str, int]:
    """The kind and heading level of a block element or component."""
    if tag.name in KINDS:
        return KINDS[tag.name], LEVELS.get(tag.name, 0)
    if tag.name == "a" or (tag.name[:1].isupper() and tag.href and last_word(tag.name) not in {"button", "cta"}):
        kind = "button" if tag.role == "button" or BUTTON_CLASS.search(tag.classes) else "link"
        return (kind, 0) if frame.kind in {"text", "item", "cell"} else frame[:2]
    if tag.name[:1].isupper() or tag.name == "option":
        kind = _COMPONENTS.get(last_word(tag.name.rpartition(".")[2]), "")
        if kind:
            return kind, 3 if kind == "heading" else 0
    return ("text", 0) if frame.kind in {"link", "button"} and tag.name in BLOCK else frame[:2]


def _children(walk: Walk, node: Node, flow: Flow, frame: Frame) -> Steps:
    tree, text = walk.tree, walk.source.text
    at = -1
    for index, child in enumerate(node.children):
        if node.field_name_for_child(index) in {"open_tag", "close_tag"}:
            at = tree.char(child.end_byte) if at < 0 else at
            continue
        start, end = tree.span(child)
        if 0 <= at < start and text[at:start].isspace():
            flow.blank(at, start)
        at = end
        if child.type in {"jsx_text", "html_character_reference"}:
            flow.text(start, end)
        elif child.type == "jsx_expression":
            for inner in child.named_children:
                if inner.type != "comment":
                    yield _expression(walk, inner, flow, frame)
        elif child.type in _ELEMENTS:
            yield _element(walk, child, flow, frame)
        elif child.type == "ERROR":
            yield child, Where()


def _expression(walk: Walk, node: Node, flow: Flow, frame: Frame) -> Steps:
    """What braces hold among text."""
    node = unwrapped(node)
    kind, tree = node.type, walk.tree
    if frame.markup and literal_of(tree, node):
        yield node, Where(flow.name, accept=Accept.ALL, kind=frame.kind)
    elif literal := literal_of(tree, node):
        flow.join(literal.decoded(walk.source.text))
        begin = flow.build.length
        keep_literal(flow.build, literal)
        flow.build.mark("string", begin, flow.build.length, literal.quote)
        for hole in holes(node):
            yield hole, Where()
    elif kind == "number":
        flow.join("")
        flow.build.keep(*tree.span(node))
    elif kind in _ELEMENTS:
        yield _element(walk, node, flow, frame)
    elif kind == "ternary_expression":
        yield _either(walk, node, flow, frame)
    elif kind == "binary_expression" and _operator(node) in {"&&", "||", "??"}:
        # `{open && "We are open"}`, `{title || "A title"}`: what is written here is what is read
        if right := node.child_by_field_name("right"):
            yield _expression(walk, right, flow, frame)
        if (left := node.child_by_field_name("left")) and _operator(node) == "&&":
            yield left, Where()
    elif kind not in _NOTHING:
        flow.join("")
        flow.build.placeholder(*tree.span(node))
        yield node, Where(kind=frame.kind if frame.kind not in {"link", "button", "text"} else "", level=frame.level)


def _either(walk: Walk, node: Node, flow: Flow, frame: Frame) -> Steps:
    """Of two wordings the first stands in the sentence; the other is a block of its own."""
    first, second = node.child_by_field_name("consequence"), node.child_by_field_name("alternative")
    if first is None or second is None:
        return
    if unwrapped(first).type in _NOTHING:
        first, second = second, first
    yield _expression(walk, first, flow, frame)
    if unwrapped(second).type not in _NOTHING:
        other = Flow(BlockBuilder(walk.source.text), flow.name)
        yield _expression(walk, second, other, frame._replace(sentence=False))
        other.finish(frame)
        walk.blocks.extend(other.build.blocks)


def _operator(node: Node) -> str:
    operator = node.child_by_field_name("operator")
    return operator.type if operator else ""


def _has_text(walk: Walk, node: Node) -> bool:
    """Whether an element holds words of its own, so that what stands beside them is part of a sentence."""
    for child in node.named_children:
        if child.type == "jsx_text" and _SAYS.search(walk.tree.source(child)):
            return True
        if child.type == "jsx_expression" and child.named_children:
            inner = unwrapped(child.named_children[0])
            if (inner.type in {"string", "template_string"} or is_sum(inner)) and _SAYS.search(walk.tree.source(inner)):
                return True
    return False
