"""String nodes as literals: fragments, escapes, interpolations, and strings that are added up."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from kcheck.readers.build import PLACEHOLDER
from kcheck.readers.embedded import Literal, Part
from kcheck.readers.script.tree import Tree

_MEANING = {
    "n": "\n",
    "t": "\t",
    "r": "\n",
    "b": " ",
    "f": " ",
    "v": " ",
    "0": " ",
    "\n": "",
    "\r": "",
    "\u2028": "",
    "\u2029": "",
}
_SURROGATES = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
WRAPPERS = frozenset(
    """parenthesized_expression as_expression satisfies_expression non_null_expression await_expression
    type_assertion""".split()
)


def unwrapped(node: Node) -> Node:
    """The expression inside parentheses, `as const` and the like."""
    while node.type in WRAPPERS and node.named_children:
        inside = [child for child in node.named_children if child.type not in {"comment", "type_arguments"}]
        if not inside:
            break
        node = inside[-1] if node.type == "type_assertion" else inside[0]
    return node


def literal_of(tree: Tree, node: Node) -> Literal | None:
    """A string, template or sum of them as one literal; None where there is no string in it."""
    node = unwrapped(node)
    if node.type in {"string", "template_string"}:
        return Literal(tuple(_parts(tree, node)), tree.source(node)[:1])
    if node.type != "binary_expression":
        return None
    operands = _operands(node)
    strings = [operand for operand in operands if operand.type in {"string", "template_string"}]
    if not strings:
        return None
    parts: list[Part] = []
    for operand in operands:
        own = list(_parts(tree, operand)) if operand in strings else [Part("hole", *tree.span(operand), PLACEHOLDER)]
        if parts and own and own[0].start > parts[-1].end:
            parts.append(Part("joint", parts[-1].end, own[0].start))
        parts.extend(own)
    return Literal(tuple(parts), tree.source(strings[0])[:1])


def holes(node: Node) -> Iterator[Node]:
    """The expressions inside a literal whose values are not known, and which may hold strings of their own."""
    node = unwrapped(node)
    if node.type == "template_string":
        yield from (child for child in node.named_children if child.type == "template_substitution")
    elif node.type == "binary_expression":
        for operand in _operands(node):
            if operand.type == "template_string":
                yield from holes(operand)
            elif operand.type != "string":
                yield operand


def _operands(node: Node) -> list[Node]:
    """What a sum adds up, left to right: a long text may be a thousand strings deep."""
    found, left_to_do = [], [node]
    while left_to_do:
        node = unwrapped(left_to_do.pop())
        right, left = node.child_by_field_name("right"), node.child_by_field_name("left")
        if is_sum(node) and right is not None and left is not None:
            left_to_do += [right, left]
        else:
            found.append(node)
    return found


def is_sum(node: Node) -> bool:
    """Whether a node adds up."""
    operator = node.child_by_field_name("operator") if node.type == "binary_expression" else None
    return operator is not None and operator.type == "+"


def _parts(tree: Tree, node: Node) -> Iterator[Part]:
    """The inside of one string or template, quotes left out. An unclosed one ends where the parser saw it end."""
    start, end = tree.span(node)
    quote = tree.text[start : start + 1]
    closed = end - start > 1 and tree.text[end - 1] == quote and node.children and not node.children[-1].is_missing
    at, stop = start + 1, end - 1 if closed else end
    for child in node.children:
        begin, finish = tree.span(child)
        if child.type not in {"escape_sequence", "template_substitution"} or begin < at:
            continue
        if begin > at:
            yield Part("text", at, begin)
        if child.type == "template_substitution":
            yield Part("hole", begin, finish, PLACEHOLDER)
        elif pair := _SURROGATES.match(tree.text, begin):
            finish = pair.end()
            yield Part("escape", begin, finish, _astral(pair))
        else:
            yield Part("escape", begin, finish, meaning(tree.text[begin:finish]))
        at = finish
    if stop > at:
        yield Part("text", at, stop)


def _astral(pair: re.Match[str]) -> str:
    return chr(0x10000 + ((int(pair[1], 16) - 0xD800) << 10) + int(pair[2], 16) - 0xDC00)


def meaning(escape: str) -> str:
    r"""What an escape says: `\u2019`, `\u{1F600}`, `\x41`, `\n`, an escaped quote."""
    if escape[1:2] in {"u", "x"} and len(escape) > 2:
        code = int(re.sub(r"[^0-9a-fA-F]", "", escape[2:]) or "20", 16)
        return " " if 0xD800 <= code < 0xE000 or code > 0x10FFFF or code == 0 else chr(code)
    return _MEANING.get(escape[1:2], escape[1:2])
