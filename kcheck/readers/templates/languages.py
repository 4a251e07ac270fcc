"""The template languages: how their syntax opens and closes, and what each kind of it is."""

import re
from collections.abc import Callable
from typing import NamedTuple

from kcheck.readers.templates.scan import Host, Language

# opener -> (closer, kind). Longer openers first; kinds are `value`, `statement`, `comment`, `php`, `blade`.
_CURLY = {
    "{{!--": ("--}}", "comment"), "{{!": ("}}", "comment"), "{{{": ("}}}", "value"), "{{#": ("}}", "statement"),
    "{{/": ("}}", "statement"), "{{^": ("}}", "statement"), "{{>": ("}}", "call"), "{{~#": ("}}", "statement"),
    "{{~/": ("}}", "statement"), "{{else": ("}}", "statement"), "{{": ("}}", "value"),
}  # fmt: skip
_JINJA = {"{{{": ("}}}", "value"), "{{": ("}}", "value"), "{%": ("%}", "statement"), "{#": ("#}", "comment")}
_ERB = {
    "<%#": ("%>", "comment"),
    "<%%": ("", "plain"),
    "<%=": ("%>", "value"),
    "<%-": ("%>", "statement"),
    "<%": ("%>", "statement"),
}
_EJS = {**_ERB, "<%-": ("%>", "value")}
_PHP = {"<?php": ("", "php"), "<?=": ("", "php"), "<?xml": ("?>", "comment"), "<?": ("", "php")}
_BLADE = {
    "{{--": ("--}}", "comment"), "@{{": ("}}", "value"), "{{": ("}}", "value"), "{!!": ("!!}", "value"), **_PHP,
    "@": ("", "blade"),
}  # fmt: skip
_VUE = {"{{": ("}}", "value")}

BY_SUFFIX: dict[str, dict[str, tuple[str, str]]] = {
    ".vue": _VUE,
    ".blade.php": _BLADE,
    ".php": _PHP,
    ".phtml": _PHP,
    ".erb": _ERB,
    ".ejs": _EJS,
    **dict.fromkeys((".hbs", ".handlebars", ".mustache"), _CURLY),
    **dict.fromkeys((".liquid", ".njk", ".nunjucks", ".jinja", ".jinja2", ".j2", ".twig"), _JINJA),
}
PAGE = {**_JINJA, **_ERB, **_PHP}  # in plain .html, any of them

Special = Callable[[int, str], tuple[int, str] | None]  # offset of an opener, kind -> the whole


class _Closers(NamedTuple):
    text: str
    table: dict[str, tuple[str, str]]
    special: Special
    lost: set[str]


def language(table: dict[str, tuple[str, str]], text: str, special: Special) -> Language:
    """A language for the scan. `special` finds the end of syntax that no fixed closer ends."""
    opener = "|".join(re.escape(mark) if mark != "@" else r"(?<![\w@.])@(?=[A-Za-z])" for mark in table)
    closers = _Closers(text, table, special, set())
    host: Host = lambda found: _whole(closers, found)  # noqa: E731
    return Language(re.compile(opener), host)


def _whole(closers: _Closers, found: re.Match[str]) -> tuple[int, str] | None:
    closer, kind = closers.table[found.group("host") if "host" in found.re.groupindex else found.group()]
    if kind == "plain":
        return None
    if not closer:
        return closers.special(found.start(), kind)
    if closer in closers.lost:
        return None
    close = closers.text.find(closer, found.end())
    if close < 0:
        closers.lost.add(closer)
        return None
    while closers.text.startswith("}", close + len(closer)) and closer.endswith("}}"):
        close += 1  # {{ {a: {b: 1}} }} and {{{x}}}
    return close + len(closer), kind
