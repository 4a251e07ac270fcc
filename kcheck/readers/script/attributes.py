"""Attributes of JSX elements: labels that a visitor reads or hears, props of components, HTML given as a string."""

from typing import NamedTuple

from tree_sitter import Node

from kcheck.readers.entities import keep_text
from kcheck.readers.script.roles import LABELS, SELDOM, SEO, Accept, Where, named
from kcheck.readers.script.tree import Tree
from kcheck.readers.script.walk import Steps, Walk, accepts, kind_of
from kcheck.readers.tags import HIDDEN, META


class Tag(NamedTuple):
    """An opening tag: the element's name (empty for a fragment) and what its attributes say of it."""

    name: str
    attributes: dict[str, Node | None]  # name -> value
    href: str = ""
    role: str = ""
    classes: str = ""
    hidden: bool = False
    raw_html: bool = False  # its contents are HTML in an attribute


def tag_of(tree: Tree, opening: Node) -> Tag:
    """The tag of an opening, closing or self-closing element."""
    name = opening.child_by_field_name("name")
    found: dict[str, Node | None] = {}
    for child in opening.named_children:
        if child.type == "jsx_attribute":
            parts = child.named_children
            found[tree.source(parts[0])] = parts[1] if len(parts) > 1 else None

    def said(key: str) -> str:
        node = found.get(key)
        return tree.source(node).strip("\"'{}`") if node is not None else ""

    style = said("style").replace('"', "").replace("'", "")
    return Tag(
        tree.source(name) if name else "",
        found,
        said("href") or said("to"),
        said("role"),
        said("className") or said("class"),
        ("hidden" in found and said("hidden") in {"", "true"}) or bool(HIDDEN.search(style)),
        "dangerouslySetInnerHTML" in found,
    )


def read_attributes(walk: Walk, opening: Node, tag: Tag) -> Steps:
    """Blocks for the attributes that are copy, and steps into the expressions of all."""
    component = tag.name[:1].isupper()
    for child in opening.named_children:
        if child.type == "jsx_expression":
            yield child, Where()  # {...{ title: "x" }}
    if tag.hidden:
        return
    for name, node in tag.attributes.items():
        if node is None:
            continue
        where = _where(walk, tag, name, component=component)
        if node.type == "string":
            _string(walk, node, where)
        else:
            yield node, where


def _where(walk: Walk, tag: Tag, name: str, *, component: bool) -> Where:
    """The place of an attribute's value."""
    path = f"{tag.name}.{name}" if component else name
    if name == "dangerouslySetInnerHTML":
        return Where("", name, Accept.NONE if tag.name in {"script", "style", "Script"} else Accept.COPY)
    if tag.name == "meta":
        label = _said(walk, tag, "name") or _said(walk, tag, "property")
        copy = name == "content" and label.lower() in META
        world = "code" if label.lower() == "keywords" else ""
        return Where(label.lower(), name, Accept.ALL if copy else Accept.NONE, "meta", world=world)
    if SEO.match(tag.name):
        return named(Where(tag.name, world="metadata"), name, attribute=True)
    if name in LABELS and (not component or name != "title"):
        return Where(path, name, Accept.ALL, LABELS[name])
    if name.startswith("on") and name[2:3].isupper():
        return Where(tag.name, name, Accept.PROSE, "label")
    if component:
        return named(Where(tag.name), name, attribute=True)
    if tag.name == "input" and name == "value" and _said(walk, tag, "type") in {"submit", "button", "reset"}:
        return Where(path, name, Accept.ALL, "button")
    world = "code" if name in {"className", "style", "class", "css", "sx", "tw"} or name.startswith("data-") else ""
    return Where(path, name, Accept.NONE, world=world, reason=SELDOM)


def _said(walk: Walk, tag: Tag, key: str) -> str:
    node = tag.attributes.get(key)
    return walk.tree.source(node).strip("\"'{}`") if node is not None else ""


def _string(walk: Walk, node: Node, where: Where) -> None:
    """A quoted value: as in HTML, references are resolved and a backslash is a backslash."""
    start, end = walk.tree.span(node)
    start, end = start + 1, max(start + 1, end - 1)
    text = walk.source.text[start:end]
    if accepts(text, where.accept):
        keep_text(walk.side, start, end, attribute=True)
        walk.side.mark("attribute", 0, walk.side.length, walk.source.text[start - 1])
        walk.side.finish(kind_of(where), level=where.level, name=where.path)
    else:
        walk.pass_by(text, start, end, where)
