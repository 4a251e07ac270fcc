"""Which suggestions a machine may put into the source as they stand.

A suggestion is wording for a reader. As an edit it must neither cut markup in two nor need an escape of the
format that it lands in; where it might, tools for people still show it and tools for machines leave it out.
"""

from dataclasses import dataclass
from html import unescape

from kcheck.finding import Finding, PageResult
from kcheck.source import Position

_PROSE = (".txt", ".md", ".markdown", ".mdx", ".html", ".htm")
_IN_VALUES = ("title", "meta", "alt", "label", "data")  # blocks that stand in an attribute or a front matter value
_MARKUP = frozenset('<>&"\\{}|*_[]`\n')
_IN_A_VALUE = frozenset("':#,=")


@dataclass(frozen=True, slots=True)
class Edit:
    """One replacement of the source from `begin` to before `finish`."""

    begin: Position
    finish: Position
    start: int
    end: int
    text: str
    kind: str


def edits(page: PageResult, finding: Finding) -> tuple[Edit, ...]:
    """The finding's suggestions that can be applied as plain text."""
    source = page.document.source
    found = []
    for s in finding.suggestions:
        if _same_words(source.text[s.start : s.end], finding.text) and _fits(finding, s.replacement):
            begin, finish = source.position(s.start), source.position(s.end)
            found.append(Edit(begin, finish, s.start, s.end, s.replacement, s.kind))
    return tuple(found)


def _same_words(written: str, words: str) -> bool:
    """Whether the source holds the marked words and nothing else but an article before them."""
    squeezed, own = "".join(unescape(written).split()), "".join(words.split())
    return squeezed.endswith(own) and squeezed.removesuffix(own).lower() in ("", "a", "an")


def _fits(finding: Finding, wording: str) -> bool:
    forbidden = _MARKUP
    if finding.block in _IN_VALUES or not finding.path.lower().endswith(_PROSE):
        forbidden = forbidden | _IN_A_VALUE
    return forbidden.isdisjoint(wording)
