"""Every rule's own examples as pages: shared by the suite and by the tools."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from kcheck.finding import Confidence, Finding
from kcheck.readers import reader_for
from kcheck.rulebook import Rule, Rulebook
from kcheck.run import check_source
from kcheck.settings import Settings
from kcheck.source import Source

TITLE = "Ketamine Infusion Therapy at Northfield Clinic"
FORMATS = (".txt", ".md", ".html")


class Example(NamedTuple):
    """One example sentence in one format, with the source span that its marks enclose (None for a good one)."""

    source: Source
    span: tuple[int, int] | None


def page(copy: str, suffix: str) -> Example:
    """An example sentence (blocks parted by line breaks, `[[...]]` marks) on a page about ketamine infusions."""
    blocks = copy.split("\n")
    if suffix == ".html":
        body = "".join(f"<p>{html.escape(block, quote=False)}</p>\n" for block in blocks)
        text = f"<!doctype html><html><body><h1>{TITLE}</h1>\n{body}</body></html>\n"
    elif suffix == ".md":
        text = f"# {TITLE}\n\n" + "\n\n".join(re.sub(r"([*_`<>#+])", r"\\\1", block) for block in blocks) + "\n"
    else:
        text = f"{TITLE}\n\n" + "\n\n".join(blocks) + "\n"
    if "[[" not in text:
        return Example(Source(f"page{suffix}", text), None)
    start, end = text.index("[["), text.index("]]") - 2
    return Example(Source(f"page{suffix}", text.replace("[[", "").replace("]]", "")), (start, end))


def only(book: Rulebook, rule: Rule) -> Rulebook:
    """The rulebook with one rule on."""
    return replace(book, rules=(rule,), disclosures=())


def findings(book: Rulebook, source: Source, profile: str = "us", *, suggest: bool = False) -> tuple[Finding, ...]:
    """What kcheck finds on a source, whatever its certainty."""
    reader = reader_for(source.path[source.path.index(".") :])
    assert reader is not None
    return check_source(
        source, reader, book, Settings(min_confidence=Confidence.POSSIBLE, profile=profile, suggest=suggest)
    ).findings


def cases(book: Rulebook, kind: str) -> Iterator[tuple[Rule, str]]:
    """(rule, example) for every example of a kind: bad, good, todo_bad, todo_good."""
    for rule in book.rules:
        for copy in getattr(rule, kind):
            yield rule, copy
