"""TSX, JSX, TypeScript and JavaScript: copy in elements, strings, props, metadata and embedded HTML.

Half of the words on React sites are strings in arrays and objects, so a string is judged by where it stands and by
what it looks like. What the parser cannot make sense of is read as plain text, and the page says so.
"""

from pathlib import PurePath

from kcheck.document import Block, Comment, Document
from kcheck.errors import GeneratedError
from kcheck.readers.build import BlockBuilder
from kcheck.readers.embedded import Embedded
from kcheck.readers.generated import why_generated
from kcheck.readers.script.broken import read_broken_regions
from kcheck.readers.script.tree import Tree, parse
from kcheck.readers.script.values import value
from kcheck.readers.script.walk import Walk, drive
from kcheck.source import Source


def read_script(source: Source) -> Document:
    """A script as blocks, in source order. Raises GeneratedError for a bundle."""
    if reason := why_generated(source.path, source.text):
        raise GeneratedError(f"{source.path}: generated, not read: {reason}; check the page that it builds")
    tree = parse(source.text, PurePath(source.path).suffix)
    walk = Walk(source, tree, Embedded(source), BlockBuilder(source.text))
    drive(walk, value, tree.root)
    blocks = sorted([*walk.blocks, *walk.side.blocks, *walk.embedded.read()], key=_first_offset)
    broken = read_broken_regions(source, tree, blocks)
    if broken.blocks:
        blocks = sorted([*blocks, *broken.blocks], key=_first_offset)
    comments = [*_comments(tree), *walk.embedded.comments]
    unread = sorted([*walk.unread, *broken.unread], key=lambda part: part.start)
    return Document(source, tuple(blocks), tuple(comments), (*source.notes, *broken.notes), tuple(unread))


def _first_offset(block: Block) -> int:
    return block.pieces[0].start


def _comments(tree: Tree) -> list[Comment]:
    found = []
    for node in tree.all_of("comment"):
        start, end = tree.span(node)
        text = tree.text[start:end]
        inside = text[2:] if text.startswith("//") else text.removeprefix("/*").removesuffix("*/")
        found.append(Comment(inside, start, end))
    return found
