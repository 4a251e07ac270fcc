"""PHP regions and Blade directives in a page: which strings are printed in place, and what the rest reads as."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from kcheck.readers.build import BlockBuilder
from kcheck.readers.embedded import Embedded, Literal
from kcheck.readers.mask import Mask, Quoted, blank, unseen, value
from kcheck.readers.php.code import Php
from kcheck.readers.php.tokens import Region, region, tokens_in
from kcheck.readers.script.tree import parse
from kcheck.readers.script.walk import Walk
from kcheck.readers.templates.gather import Gather
from kcheck.readers.templates.hosts import plain_mask
from kcheck.readers.templates.scan import Found

# Directives of Blade; one that is not listed counts only with parentheses, for `@clinic` may be copy.
_PLAIN = frozenset(
    """
    if elseif else endif unless endunless isset endisset empty endempty auth endauth guest endguest production
    endproduction env endenv hassection section endsection show stop yield sectionmissing switch case break default
    endswitch for endfor foreach endforeach forelse endforelse while endwhile continue class style checked selected
    disabled required include includeif includewhen extends push endpush pushonce endpushonce prepend endprepend
    stack once endonce php endphp csrf method error enderror props aware slot endslot component endcomponent
    livewire livewirestyles livewirescripts vite verbatim endverbatim lang json js inject parent can endcan cannot
    endcannot fragment endfragment session endsession use dd dump append overwrite each choice
""".split()
)
_NAME = re.compile(r"@([A-Za-z]+)(?=[^\w]|$)")
_SECTION = re.compile(r"section\s*\(\s*['\"](\w*)['\"]\s*(,)?")
_PRINTS = frozenset({"lang", "choice", "yield"})
_PARTS = frozenset({"section", "endsection", "show", "stop", "push", "endpush", "slot", "endslot"})
_ARGUMENT = re.compile(r"'(?:[^'\\]|\\.)*+'|\"(?:[^\"\\]|\\.)*+\"|[()]", re.DOTALL)
_MOST_UNCLOSED = 50  # directives, after which none has arguments any more
_LONGEST = 8_000  # characters of a directive's arguments


class Regions:
    """The PHP of one file. The reader of PHP is loaded when there is some."""

    def __init__(self, gather: Gather) -> None:
        """Regions of the file that is gathered."""
        self._gather = gather
        self._regions: dict[int, Region] = {}
        self._titles: list[bool] = []
        self._unclosed = 0

    def whole(self, start: int, kind: str) -> tuple[int, str] | None:
        """The end of a region or directive that opens at an offset."""
        text = self._gather.source.text
        if kind == "php":
            self._regions[start] = found = region(text, start)
            return found.end, kind
        name = _NAME.match(text, start)
        if name is None:
            return None
        lower = name[1].lower()
        if lower == "php" and not text[name.end() :][:8].lstrip().startswith("("):
            close = text.find("@endphp", name.end())
            stop = close if close >= 0 else len(text)
            inside = region(text, name.end(), stop)
            self._regions[start] = inside._replace(start=start, end=min(len(text), stop + 7))
            return self._regions[start].end, "php"
        end = _arguments_end(text, name.end()) if self._unclosed < _MOST_UNCLOSED else name.end()
        self._unclosed += end == name.end() and text[end : end + 1] == "("
        if lower not in _PLAIN and end == name.end():
            return None
        return end, kind

    @cached_property
    def _php(self) -> Php:
        source = self._gather.source
        return Php(Walk(source, parse("", ".ts"), Embedded(source), BlockBuilder(source.text)))

    def mask(self, found: Found) -> None:
        """Mask a region or directive and take its strings."""
        if found.kind == "blade":
            self._directive(found)
            return
        self._region(found, self._regions[found.start])

    def _region(self, found: Found, inside: Region, *, prints: bool = False) -> None:
        php = self._php
        before = len(php.shown)
        prints = php.read(inside) or prints
        if found.context in {"name", "bare"} or (found.context == "tag" and prints):
            self._gather.masks.append(plain_mask(self._gather.source.text, found))
            return
        shown = sorted(php.shown[before:], key=lambda literal: literal.parts[0].start)
        if not shown:
            shows = prints and found.context in {"text", "value", "raw"}
            text = self._gather.source.text
            self._gather.masks.append(value(*found[:2]) if shows else unseen(text, *found[:2]))
            return
        self._gather.masks += _around(shown, found.start, found.end)
        self._gather.quoted += [
            Quoted(part.start, part.end, literal.quote)
            for literal in shown
            for part in literal.parts
            if part.kind == "text"
        ]

    def _directive(self, found: Found) -> None:
        text, start, end = self._gather.source.text, found.start, found.end
        name = _NAME.match(text, start)
        assert name is not None
        lower = name[1].lower()
        arguments = Region(name.end(), end, tuple(tokens_in(text, name.end(), end)[0]), lower in _PRINTS)
        if lower == "section" and (section := _SECTION.match(text, start + 1, end)) and found.context == "text":
            title = "title" in section[1].lower()
            if section[2]:  # @section('title', 'About us') is a block by itself
                self._section(found, arguments, title=title)
                return
            self._titles.append(title)
            self._part("<title>" if title else "<hr>", start, end)
            return
        if lower in {"endsection", "show", "stop"} and found.context == "text":
            title = self._titles.pop() if self._titles else False
            self._part("</title>" if title else "<hr>", start, end)
            return
        if lower in _PRINTS:
            self._region(found, arguments)
            return
        self._php.read(arguments)
        if lower in _PARTS and found.context == "text":
            self._part("<hr>", start, end)
        else:
            self._gather.masks.append(unseen(text, start, end))

    def _part(self, tag: str, start: int, end: int) -> None:
        whole = end - start >= len(tag)
        self._gather.masks.append(Mask(start, end, tag, " ") if whole else blank(start, end))

    def _section(self, found: Found, arguments: Region, *, title: bool) -> None:
        php = self._php
        blocks = len(php.walk.side.blocks)
        php.read(arguments)
        if title:
            php.walk.side.blocks[blocks:] = [replace(block, kind="title") for block in php.walk.side.blocks[blocks:]]
        self._part("<hr>", found.start, found.end)

    def finish(self) -> None:
        """Hand over what the regions held."""
        if self._regions or "_php" in self.__dict__:
            walk = self._php.walk
            self._gather.blocks += [*walk.side.blocks, *walk.embedded.read()]
            self._gather.comments += [*self._php.comments, *walk.embedded.comments]
            self._gather.unread += walk.unread


def _arguments_end(text: str, at: int) -> int:
    """The offset after the parentheses of a directive; `at` where there are none."""
    opening = re.compile(r"[ \t]*\(").match(text, at)
    if opening is None:
        return at
    depth = 0
    for found in _ARGUMENT.finditer(text, opening.start(), opening.start() + _LONGEST):
        depth += (found.group() == "(") - (found.group() == ")")
        if depth == 0 and found.group() == ")":
            return found.end()
    return at


def _around(shown: list[Literal], start: int, end: int) -> Iterator[Mask]:
    """Masks for a region that shows literals: everything else, and what is no plain text in them."""
    at = start
    for literal in shown:
        first = literal.parts[0].start
        if first < at:
            continue
        yield Mask(at, first) if at == start else blank(at, first)
        for part in literal.parts:
            if part.kind != "text":
                yield value(part.start, part.end) if part.kind == "hole" else Mask(part.start, part.end, part.meaning)
        at = literal.parts[-1].end
    yield Mask(at, end)
