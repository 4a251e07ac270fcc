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
FORMATS = (".txt", ".md", ".html", ".tsx", ".ts")
# What stands before and after the body of a template, and between its paragraphs.
TEMPLATES = {
    ".vue": (
        "<script setup>\nconst x = 1\n</script>\n<template>\n<main>",
        "</main>\n</template>\n",
        "\n<Gap v-if='x > 1' />",
    ),
    ".svelte": ("<script>let x</script>\n", "", "\n{#if x > 1}{x}{/if}\n"),
    ".astro": ("---\nconst x = 1;\n---\n<Layout>", "</Layout>\n", "\n{x && <hr />}\n"),
    ".mdx": ("import X from './x'\n\n", "", "\n\n<X n={1} />\n\n"),
    ".php": ("", "", ""),
    ".blade.php": ("@extends('x')\n", "", "\n@if ($x > 1) {{ $x }} @endif\n"),
    ".liquid": ("{% assign x = 1 %}\n", "", "\n{% if x %}<b {% if x > 1 %}id='x'{% endif %}></b>{% endif %}\n"),
    ".hbs": ("{{!-- x --}}", "", "\n{{#if x}}{{x}}{{/if}}\n"),
    ".erb": ("<% x = 1 %>", "", "\n<% if x > 1 %><%= x %><% end %>\n"),
}
_JSX = str.maketrans({char: html.escape(char) for char in "<>&"} | {"{": "&#123;", "}": "&#125;"})


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
    elif suffix == ".tsx":
        body = "".join(f"      <p>{block.translate(_JSX)}</p>\n" for block in blocks)
        text = f"export default function Page() {{\n  return (\n    <main>\n      <h1>{TITLE}</h1>\n{body}    </main>\n  );\n}}\n"
    elif suffix == ".ts":
        strings = "".join(f"  '{_escaped(block)}',\n" for block in blocks)
        text = f"export const title = '{TITLE}';\nexport const paragraphs = [\n{strings}];\n"
    elif suffix in TEMPLATES:
        text = _template(blocks, suffix)
    else:
        text = f"{TITLE}\n\n" + "\n\n".join(blocks) + "\n"
    if "[[" not in text:
        return Example(Source(f"page{suffix}", text), None)
    start, end = text.index("[["), text.index("]]") - 2
    return Example(Source(f"page{suffix}", text.replace("[[", "").replace("]]", "")), (start, end))


def _template(blocks: list[str], suffix: str) -> str:
    """Blocks as paragraphs of a template, or as strings of a PHP array."""
    if suffix == ".php":
        strings = "".join(f"    ['text' => '{_escaped(block)}'],\n" for block in blocks)
        return f"<h1><?= '{TITLE}' ?></h1>\n<?php $blocks = [\n{strings}]; ?>\n"
    braces = suffix in {".svelte", ".astro", ".mdx"}
    body = [f"<p>{block.translate(_JSX) if braces else html.escape(block, quote=False)}</p>" for block in blocks]
    before, after, joint = TEMPLATES[suffix]
    return f"{before}<h1>{TITLE}</h1>{joint}{joint.join(body)}\n{after}"


def _escaped(block: str) -> str:
    return block.replace("\\", "\\\\").replace("'", "\\'")


def only(book: Rulebook, rule: Rule) -> Rulebook:
    """The rulebook with one rule on."""
    return replace(book, rules=(rule,), disclosures=())


def findings(book: Rulebook, source: Source, profile: str = "us", *, suggest: bool = False) -> tuple[Finding, ...]:
    """What kcheck finds on a source, whatever its certainty."""
    reader = reader_for(source.path[source.path.rindex(".") :])
    assert reader is not None
    return check_source(
        source, reader, book, Settings(min_confidence=Confidence.POSSIBLE, profile=profile, suggest=suggest)
    ).findings


def cases(book: Rulebook, kind: str) -> Iterator[tuple[Rule, str]]:
    """(rule, example) for every example of a kind: bad, good, todo_bad, todo_good."""
    for rule in book.rules:
        for copy in getattr(rule, kind):
            yield rule, copy
