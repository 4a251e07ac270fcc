"""Regions that the parser could not make sense of: their words are read as plain text, and the page says where."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from kcheck.document import Block, Unread
from kcheck.readers.build import BlockBuilder
from kcheck.readers.prose import plain_words, surely_prose
from kcheck.readers.script.tree import Tree
from kcheck.source import Source

MOST_NOTES = 20
# Text between tags, braces and quotes; comments and addresses are passed over whole.
_RUN = re.compile(r"//[^\n]*|/\*.*?\*/|[^<>{}\"`;=()\[\]\n]+(?:\n[^<>{}\"`;=()\[\]\n]+)*", re.DOTALL)
_CODE_WORDS = re.compile(
    r"\b(?:const|let|var|function|return|import|export|class|extends|typeof|await|async|interface|case|switch|default|"
    r"else|null|undefined|className|href|onClick)\b(?=\s*[\w({;:=*]|$)"
)
_CODE_SHAPE = re.compile(r"^\s*[;,)\]}]|[;={(\[]\s*$|;\s*\n|=>|\);|\w\(['\"{]|\w\.\w+\(| = ")


def is_code(run: str) -> bool:
    """Whether text of a broken region is code that the parser took for text."""
    return bool(_CODE_WORDS.search(run) or _CODE_SHAPE.search(run))


class Broken(NamedTuple):
    """What broken regions gave: blocks for words that no block holds yet, a note for each region, words left out."""

    blocks: list[Block]
    notes: list[str]
    unread: list[Unread]


def read_broken_regions(source: Source, tree: Tree, blocks: list[Block]) -> Broken:
    """The words of regions that are not valid syntax."""
    if not tree.root.has_error:
        return Broken([], [], [])
    regions: list[tuple[int, int]] = []
    for node in tree.all_of("ERROR"):
        start, end = tree.span(node)
        if not regions or end > regions[-1][1]:
            regions.append((start, end))
    held = _held(blocks)
    build = BlockBuilder(source.text)
    unread = [part for start, end in regions for part in _read(build, start, end, held)]
    notes = [
        f"line {source.position(start).line}: not valid syntax here; its words are read as plain text"
        for start, _ in regions[:MOST_NOTES]
    ]
    if not regions:
        notes = ["not valid syntax: something is missing that the parser had to guess"]
    return Broken(build.blocks, notes, unread)


def _held(blocks: list[Block]) -> tuple[list[int], list[int]]:
    """The stretches that blocks came from, as sorted starts and ends."""
    spans = sorted((piece.start, piece.end) for block in blocks for piece in block.pieces)
    return [start for start, _ in spans], [end for _, end in spans]


def _read(build: BlockBuilder, start: int, end: int, held: tuple[list[int], list[int]]) -> Iterator[Unread]:
    text = build.source
    for found in _RUN.finditer(text, start, end):
        run = found.group()
        if run.startswith(("//", "/*")) or not surely_prose(run.strip(" \n,'")):
            continue
        index = bisect_right(held[0], found.end() - 1) - 1
        if index >= 0 and held[1][index] > found.start():
            continue
        if is_code(run):
            yield Unread("looks like code where the syntax is broken", *found.span(), plain_words(run))
            continue
        build.keep(*found.span())
        build.finish("text", name="unparsed")
