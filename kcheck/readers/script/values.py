"""Strings in a program: variables, objects, arrays, calls, defaults. Where one stands tells whether it may be copy."""

import re
from collections.abc import Callable

from tree_sitter import Node

from kcheck.readers.embedded import Literal, Part
from kcheck.readers.prose import looks_like_label, looks_like_prose
from kcheck.readers.script.elements import read_broken, read_root
from kcheck.readers.script.roles import CODE_TAGS, Accept, Where, last_word, named, of_call, of_variable
from kcheck.readers.script.strings import holes, is_sum, literal_of, unwrapped
from kcheck.readers.script.walk import Steps, Walk

_SKIPPED = frozenset(
    """import_statement comment type_annotation type_arguments type_parameters interface_declaration
    type_alias_declaration literal_type union_type implements_clause ambient_declaration regex export_clause
    namespace_import formal_parameters_type predefined_type import_require_clause html_comment
    hash_bang_line""".split()
)
# What stands in these stands where they stand themselves.
_TRANSPARENT = frozenset(
    """program statement_block return_statement export_statement parenthesized_expression as_expression
    satisfies_expression non_null_expression await_expression type_assertion spread_element
    sequence_expression lexical_declaration variable_declaration yield_expression else_clause if_statement
    switch_statement switch_body switch_default try_statement catch_clause class_body template_substitution
    jsx_expression arguments internal_module""".split()
)
_COMPARES = frozenset({"===", "!==", "==", "!=", "<", ">", "<=", ">=", "in", "instanceof"})
_ADDRESSES = frozenset("href to url path link".split())
# Under these a list of strings is running text.
_RUNNING = frozenset("paragraphs paragraph body content text copy intro story answer description".split())
_FIGURE_KEYS = frozenset("value number stat figure percent percentage count amount end to".split())
_TILE_REST = frozenset("suffix unit label text title description desc name caption".split())


def value(walk: Walk, node: Node, where: Where) -> Steps:
    """Visit an expression or statement."""
    kind = node.type
    if kind in _SKIPPED or not walk.tree.holds_text(node):
        return
    handler = _HANDLERS.get(kind)
    if handler is not None:
        yield from handler(walk, node, where)
        return
    inner = where if kind in _TRANSPARENT else Where(where.path, accept=Accept.PROSE, world=where.world)
    for index, child in enumerate(node.children):
        if child.is_named and node.field_name_for_child(index) not in {"source", "type", "return_type"}:
            yield child, inner


def _string(walk: Walk, node: Node, where: Where) -> Steps:
    if literal := literal_of(walk.tree, node):
        walk.take(literal, where)
    for hole in holes(node):
        yield hole, Where(where.path, accept=Accept.PROSE)


def _binary(walk: Walk, node: Node, where: Where) -> Steps:
    if is_sum(node) and literal_of(walk.tree, node):
        yield from _string(walk, node, where)
        return
    operator = node.child_by_field_name("operator")
    compares = operator is not None and operator.type in _COMPARES
    for side in ("left", "right"):
        operand = node.child_by_field_name(side)
        if operand is not None and not (compares and unwrapped(operand).type in {"string", "template_string"}):
            yield operand, where


def _ternary(_: Walk, node: Node, where: Where) -> Steps:
    for part in ("condition", "consequence", "alternative"):
        if child := node.child_by_field_name(part):
            yield child, where if part != "condition" else Where(where.path)


def _object(walk: Walk, node: Node, where: Where) -> Steps:
    pairs = [(_key(walk, child), child) for child in node.named_children if child.type == "pair"]
    if any(key in {"@type", "@context"} for key, _ in pairs):
        where = where._replace(world="json-ld")
    leads_on = where.kind != "button" and any(key.lower() in _ADDRESSES for key, _ in pairs)
    tile, fused = _tile(walk, pairs, where)
    if tile:
        walk.take(tile, where._replace(accept=Accept.ALL))
    for child in node.named_children:
        if child.type != "pair":
            yield child, where
        elif child not in fused:
            yield from _pair(walk, child, where, leads_on=leads_on)


def _pair(walk: Walk, node: Node, where: Where, *, leads_on: bool) -> Steps:
    key, inside = node.child_by_field_name("key"), node.child_by_field_name("value")
    if key is None or inside is None:
        return
    name = _key(walk, node)
    if key.type == "string" and where.world not in {"code", "json-ld"} and " " in name and looks_like_prose(name):
        # { "Is it safe?": "For many people." }
        yield key, where._replace(accept=Accept.PROSE, kind="heading", level=3)
        yield inside, where._replace(path=f'{where.path}["{name[:30]}"]', key="", accept=Accept.COPY)
        return
    place = named(where, name)
    if leads_on and name.lower() == "label":
        place = place._replace(kind="link")  # { label: "Safety", href: "/safety" }
    yield inside, place


def _key(walk: Walk, pair: Node) -> str:
    key = pair.child_by_field_name("key")
    if key is None or key.type == "computed_property_name":
        return ""
    text = walk.tree.source(key)
    return text[1:-1] if key.type == "string" else text


def _tile(walk: Walk, pairs: list[tuple[str, Node]], where: Where) -> tuple[Literal | None, list[Node]]:
    """A figure and its label as one literal, `{ value: "75%", label: "felt better" }`: apart, neither says anything."""
    for at, (key, pair) in enumerate(pairs):
        if key.lower() not in _FIGURE_KEYS or where.accept is Accept.NONE or where.world in {"code", "json-ld"}:
            continue
        fused = [pair]
        for name, other in pairs[at + 1 :]:
            if name.lower() not in _TILE_REST or _inside(other).type not in {"string", "template_string"}:
                break
            fused.append(other)
            if name.lower() not in {"suffix", "unit"}:
                break
        parts = _figure(walk, _inside(pair))
        if len(fused) < 2 or not parts:
            continue
        for other in fused[1:]:
            literal = literal_of(walk.tree, _inside(other))
            if literal and literal.parts:
                glued = _key(walk, other).lower() == "suffix"
                parts += [Part("joint", parts[-1].end, literal.parts[0].start, "" if glued else " "), *literal.parts]
        return Literal(tuple(parts), '"'), fused
    return None, []


def _figure(walk: Walk, node: Node) -> list[Part]:
    if node.type == "number":
        return [Part("text", *walk.tree.span(node))]
    literal = literal_of(walk.tree, node) if node.type in {"string", "template_string"} else None
    said = literal.decoded(walk.source.text) if literal else ""
    short = any(char.isdigit() for char in said) and len(said.split()) < 4
    return list(literal.parts) if literal and short else []


def _inside(pair: Node) -> Node:
    return unwrapped(pair.child_by_field_name("value") or pair)


def _array(walk: Walk, node: Node, where: Where) -> Steps:
    items = [child for child in node.named_children if child.type != "comment"]
    if where.accept is Accept.PROSE and where.world != "code":
        said = [lit.decoded(walk.source.text) for item in items if (lit := literal_of(walk.tree, item))]
        if _all_shown(said):
            where = where._replace(accept=Accept.LABEL)
    kind = "item" if where.kind in {"", "button", "heading"} else where.kind
    if last_word(where.key or where.path) in _RUNNING:
        kind = "text"
    for index, item in enumerate(items):
        yield item, where._replace(path=f"{where.path}[{index}]", kind=kind if unwrapped(item).type != "object" else "")


def _all_shown(said: list[str]) -> bool:
    """Whether the strings of a list are labels: `["Depression", "PTSD"]`, `["/a.png", "01", "Ada, MD", "Nurse"]`."""
    shown = [text for text in said if " " in text or not re.search(r"[/\\_.\u2026]|^\d+$", text)]
    if not all(looks_like_prose(text) or looks_like_label(text) for text in shown):
        return False
    return len(shown) > 1 and (len(shown) == len(said) or any(map(looks_like_prose, shown)))


def _variable(walk: Walk, node: Node, where: Where) -> Steps:
    name, inside = node.child_by_field_name("name"), node.child_by_field_name("value")
    if name is None or inside is None:
        return
    if name.type != "identifier":
        yield name, Where()  # const { title = "A default" } = props
        yield inside, Where()
        return
    yield inside, of_variable(walk.tree.source(name))


def _assignment(walk: Walk, node: Node, where: Where) -> Steps:
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    if left is not None and right is not None:
        name = walk.tree.source(left).rpartition(".")[2]
        yield left, Where()
        yield right, of_variable(name) if name not in {"exports", "innerHTML"} else Where(accept=Accept.PROSE)


def _default(walk: Walk, node: Node, where: Where) -> Steps:
    """`title = "A default"` among parameters."""
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    if left is not None and right is not None:
        yield right, named(Where(where.path), walk.tree.source(left)[:80])


def _parameter(_: Walk, node: Node, where: Where) -> Steps:
    for part in ("pattern", "value"):
        if child := node.child_by_field_name(part):
            yield child, Where(where.path)


def _function(walk: Walk, node: Node, where: Where) -> Steps:
    name = node.child_by_field_name("name")
    inner = of_variable(walk.tree.source(name)) if name else where
    if inner.world == "code" or inner.accept is not Accept.PROSE:
        inner = Where(inner.path, accept=Accept.PROSE, world="" if inner.world == "code" else inner.world)
    for part in ("parameters", "parameter", "body"):
        if child := node.child_by_field_name(part):
            yield child, inner


def _member(_: Walk, node: Node, where: Where) -> Steps:
    """Only what a property is taken of: `[{ title: "Safety" }].map`."""
    if inside := node.child_by_field_name("object"):
        yield inside, where


def _call(walk: Walk, node: Node, where: Where) -> Steps:
    function = node.child_by_field_name("function") or node.child_by_field_name("constructor")
    arguments = node.child_by_field_name("arguments")
    callee = _callee(walk, function) if function else ""
    place = of_call(where, callee)
    if place is None:
        return
    if function is not None:
        yield function, where
    if arguments is None:
        return
    if arguments.type == "template_string":
        yield arguments, where if not CODE_TAGS.match(callee) else Where(where.path, accept=Accept.NONE, world="code")
        return
    for argument in arguments.named_children:
        kind = unwrapped(argument).type
        yield argument, place if kind != "object" or place.world == "code" else where


def _callee(walk: Walk, function: Node) -> str:
    """The name of what is called, short: of `a.b(...).c` it is `.c`."""
    start, end = walk.tree.span(function)
    if end - start < 80:
        return walk.tree.text[start:end]
    last = function.child_by_field_name("property")
    return f".{walk.tree.source(last)}" if last else ""


def _statement(walk: Walk, node: Node, where: Where) -> Steps:
    """A statement that is but a string is a directive: "use client"."""
    for child in node.named_children:
        if child.type != "string":
            yield child, Where(where.path)


def _case(_: Walk, node: Node, where: Where) -> Steps:
    asked = node.child_by_field_name("value")
    for child in node.named_children:
        if child != asked:
            yield child, where


def _member_value(walk: Walk, node: Node, where: Where) -> Steps:
    """A class's field, or a member of an enumeration."""
    name, inside = node.child_by_field_name("name"), node.child_by_field_name("value")
    if name is not None and inside is not None:
        yield inside, named(Where(), walk.tree.source(name))


_HANDLERS: dict[str, Callable[[Walk, Node, Where], Steps]] = {
    "string": _string,
    "template_string": _string,
    "binary_expression": _binary,
    "augmented_assignment_expression": _assignment,
    "assignment_expression": _assignment,
    "ternary_expression": _ternary,
    "object": _object,
    "array": _array,
    "variable_declarator": _variable,
    "object_assignment_pattern": _default,
    "assignment_pattern": _default,
    "required_parameter": _parameter,
    "optional_parameter": _parameter,
    "function_declaration": _function,
    "function_expression": _function,
    "generator_function_declaration": _function,
    "arrow_function": _function,
    "method_definition": _function,
    "member_expression": _member,
    "subscript_expression": _member,
    "call_expression": _call,
    "new_expression": _call,
    "expression_statement": _statement,
    "switch_case": _case,
    "public_field_definition": _member_value,
    "enum_assignment": _member_value,
    "jsx_element": read_root,
    "jsx_self_closing_element": read_root,
    "jsx_text": read_root,
    "ERROR": read_broken,
}
