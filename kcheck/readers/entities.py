"""Text with character references -> a block builder: every reference is one piece, exactly placed."""

import html
import re
from html.entities import html5

from kcheck.readers.build import BlockBuilder

_OLDEST = max(len(name) for name in html5 if not name.endswith(";"))  # the longest that needs no semicolon
_REFERENCE = re.compile(r"&(?:#[xX][0-9a-fA-F]+|#[0-9]+|[A-Za-z][A-Za-z0-9]*);?")
# Placeholders of template languages: they stand for words that are not here, and never fuse their neighbours.
TEMPLATE = re.compile(r"\{\{[^{}]*\}\}|\{%[^%]*%\}|\{#[^#]*#\}")


def keep_text(build: BlockBuilder, start: int, end: int, *, attribute: bool = False) -> None:
    """Take source `[start, end)` as HTML text or an attribute's value: references resolved, placeholders as gaps."""
    text = build.source
    at = start
    if text.find("{{", start, end) >= 0 or text.find("{%", start, end) >= 0 or text.find("{#", start, end) >= 0:
        for found in TEMPLATE.finditer(text, start, end):
            _keep_references(build, at, found.start(), attribute=attribute)
            build.gap(found.start(), found.end())
            at = found.end()
    _keep_references(build, at, end, attribute=attribute)


def _keep_references(build: BlockBuilder, start: int, end: int, *, attribute: bool) -> None:
    text, at = build.source, start
    if text.find("&", start, end) < 0:
        build.keep(start, end)
        return
    for found in _REFERENCE.finditer(text, start, end):
        meaning, length = resolve(found.group(), text[found.end() : found.end() + 1], attribute=attribute)
        if length:
            build.keep(at, found.start())
            at = found.start() + length
            build.put(meaning, found.start(), at)
    build.keep(at, end)


def resolve(reference: str, following: str, *, attribute: bool = False) -> tuple[str, int]:
    """What a character reference means and how many of its characters it takes; ("", 0) where it is plain text.

    As the HTML standard has it: names without a semicolon count only where they are old enough, and not in an
    attribute before a letter, digit or equals sign. Numbers are mended as browsers do (Windows-1252).
    """
    if reference[1] == "#":
        if len(reference.lstrip("&#xX0")) > 8:
            return "\ufffd", len(reference)  # beyond Unicode; int() refuses very long ones
        meaning = html.unescape(reference if reference.endswith(";") else reference + ";")
        return (meaning, len(reference)) if meaning else (" ", len(reference))
    name = reference[1:]
    if name in html5 and name.endswith(";"):
        return html5[name], len(reference)
    for length in range(min(len(name), _OLDEST), 1, -1):
        if name[:length] in html5:
            after = name[length : length + 1] or following
            if attribute and ((after.isascii() and after.isalnum()) or after == "="):
                return "", 0
            return html5[name[:length]], length + 1
    return "", 0
