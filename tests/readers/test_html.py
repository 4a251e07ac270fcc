"""HTML as blocks, held against lexbor: no word lost, no word invented."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from kcheck.readers.html import read_html
from kcheck.source import Source

Blocks = list[tuple[str, str]]


def blocks(text: str) -> Blocks:
    return [(block.kind, block.text) for block in read_html(Source("page.html", text)).blocks]


TABLE: list[tuple[str, str, Blocks]] = [
    ("inline markup never splits a word", "<p>guar<b>antee</b>d <i>relief</i></p>", [("text", "guaranteed relief")]),
    ("blocks part", "<h2>Relief</h2><p>One<div>Two</div>", [("heading", "Relief"), ("text", "One"), ("text", "Two")]),
    ("br parts words", "<p>rapid<br>relief<br/>now</p>", [("text", "rapid relief now")]),
    ("entities", "<p>A&amp;B &ldquo;x&rdquo; it&#8217;s 5 &lt; 6 &copy 9</p>", [("text", "A&B \u201cx\u201d it\u2019s 5 < 6 \u00a9 9")]),
    ("windows-1252 number", "<p>it&#146;s</p>", [("text", "it\u2019s")]),
    ("soft hyphen and zero width", "<p>guar\u00adan\u200bteed&nbsp;now</p>", [("text", "guaranteed now")]),
    ("wrapped lines", "<p>rapid\n   relief</p>", [("text", "rapid relief")]),
    ("a stray less-than", "<p>5 < 6 and 7 > 3</p>", [("text", "5 < 6 and 7 > 3")]),
    ("list items", "<ul><li>One<li>Two</ul>", [("item", "One"), ("item", "Two")]),
    ("cells", "<table><tr><td>85%</td><td>better</td></tr></table>", [("cell", "85%"), ("cell", "better")]),
    ("menu links", '<nav><a href="/">Home</a><a href="/b">About us</a></nav>', [("link", "Home"), ("link", "About us")]),
    ("a link in a sentence", '<p>See <a href="x">the study</a> now</p>', [("text", "See the study now")]),
    ("button", '<button>Book</button><a class="btn" href="#">Call</a>', [("button", "Book"), ("button", "Call")]),
    ("submit", '<input type="submit" value="Send it">', [("button", "Send it")]),
    ("alt, aria and title", '<img alt="Calm room"><a aria-label="Call us" title="Ring"></a>', [("alt", "Calm room"), ("label", "Call us"), ("label", "Ring")]),
    ("metadata", '<title>T &amp; U</title><meta name="description" content="Fast &quot;relief&quot;"><meta property="og:title" content="OG">', [("title", "T & U"), ("meta", 'Fast "relief"'), ("meta", "OG")]),
    ("no copy", "<script>var a='x'</script><style>p{}</style><!-- c --><template>t</template><pre>code</pre><div hidden>h</div><p style='display: none'>n</p><svg><text>s</text></svg>", []),
    ("code in a sentence", "<p>run<code>x</code>now</p>", [("text", "run now")]),
    ("template tags", "<p>Hello {{ name }}and {% if x %}you{% endif %}</p>", [("text", "Hello and you")]),
    ("figure and label", "<div><b>85%</b><span>success rate</span></div>", [("text", "85% success rate")]),
    ("json-ld", '<script type="application/ld+json">{"@type":"FAQPage","mainEntity":[{"name":"Is it safe?","acceptedAnswer":{"text":"Yes \\u2013 <b>very</b>."}}],"url":"http://a b"}</script>', [("data", "Is it safe?"), ("data", "Yes \u2013 very .")]),
    ("an unclosed quote does not swallow the page", '<p><a href="x>one</a></p><p>two</p>', [("link", "one"), ("text", "two")]),
    ("summary is a heading", "<details><summary>Is it safe?</summary>No.</details>", [("heading", "Is it safe?"), ("text", "No.")]),
    ("words beside a picture are two", "<p>one<img src=x>two<input>three<select><option>a</select>four</p>", [("text", "one two three four")]),
    ("the title of a drawing", "<svg><title>Calm room</title><path/></svg>", [("alt", "Calm room")]),
    ("a named place is no link", "<a name=top><p>A paragraph of copy.</p>", [("text", "A paragraph of copy.")]),
    ("a number beyond Unicode", "<p>x &#" + "9" * 5000 + "; y</p>", [("text", "x \ufffd y")]),
    ("attribute references", "<img alt='a&copyb &copy=2 &copy'>", [("alt", "a&copyb &copy=2 \u00a9")]),
    ("json-ld with a bad escape", '<script type="application/ld+json">{"name":"a \\u12 b", "text": "p <0.05 and n>3"}</script>', [("data", "a u12 b"), ("data", "p <0.05 and n>3")]),
    ("empty", "", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_blocks(text: str, expected: Blocks) -> None:
    assert blocks(text) == expected


AFTER = "<p>guaranteed cure</p>"


@pytest.mark.parametrize(
    "before",
    [
        "<div><p style='display:none'>x</div>",
        "<p hidden>x",
        "<p hidden>x<b>y",
        "<ul><li hidden>x<li>y</ul>",
        "<table><tr><td hidden>x<td>y</table>",
        "<dl><dt hidden>x<dd>y</dl>",
        "<p>use <code>x</p>",
        "<p>use <code>x",
        "<div><pre>x</div>",
        "<svg><style/></svg>",
        "<svg><path>",
        "<svg><b>x</b>",
        "<!-->",
        "<!--->",
        "<!-- x --!>",
        "<p>5 <% of patients</p>",
        "<textarea><!-- </textarea>",
        "<iframe><div></iframe>",
        "</3>",
    ],
)
def test_what_is_hidden_or_odd_does_not_swallow_the_page(before: str) -> None:
    assert blocks(before + AFTER)[-1] == ("text", "guaranteed cure")


@pytest.mark.parametrize("inside", ["<template>x", "<p><template>x</p>", "<select><option>x", "<object>"])
def test_a_page_that_is_swallowed_says_so(inside: str) -> None:
    assert any("is never closed; the rest is not read" in note for note in read_html(Source("x.html", inside)).notes)


@pytest.mark.parametrize(
    ("text", "note"),
    [("<p>one</p>\n<div>two", "line 2: <div> is never closed"), ("<!-- x", "<!-- is never closed"), ("<script>x", "<script> is never closed"), ("<p>a</p><p class=x b", "the tag <p is never finished")],
)  # fmt: skip
def test_broken_markup_is_read_as_far_as_it_goes_and_said_so(text: str, note: str) -> None:
    assert any(note in line for line in read_html(Source("x.html", text)).notes)


def test_a_link_keeps_its_address() -> None:
    (block,) = read_html(Source("x.html", '<p>See <a href="https://doi.org/1">the study</a></p>')).blocks
    assert [(m.kind, block.text[m.start : m.end], m.value) for m in block.marks] == [
        ("link", "the study", "https://doi.org/1")
    ]


# --- lexbor as an oracle
SKIPPED = "script,style,template,noscript,svg,select,datalist,pre,code,kbd,samp,textarea,iframe,title,head"


def lexbor_words(text: str) -> list[str]:
    tree = LexborHTMLParser(text)
    for node in tree.css(SKIPPED):
        node.decompose()
    body = tree.body
    return re.findall(r"\w+", body.text(separator="\x00").replace("\x00", "") if body else "")


def letters(words: list[str]) -> str:
    return "".join(words)


PIECES = st.sampled_from([
    "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<li>", "<ul>", "</ul>", "<br>", "<a href='x'>", "</a>", "<h2>", "</h2>", "one ", "two ",
    "three", "&amp; ", "&eacute;", "five&nbsp;", "<em>six</em> ", "<!-- seven -->", "<img alt='eight'>", "<span class=nine>", "</span>", "ten\n",
    "<td>", "</td>", "<table>", "</table>", "<section>", "</section>", " < ", "<button>", "</button>", "<!-->", "</3>",
])  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(parts=st.lists(PIECES, max_size=25))
def test_no_word_is_lost_or_invented(parts: list[str]) -> None:
    text = "<!doctype html><body>" + "".join(parts) + "</body>"
    ours = [w for kind, copy in blocks(text) if kind not in {"alt", "label"} for w in re.findall(r"\w+", copy)]
    # tables move stray text out in browsers, so letters are compared as a bag
    assert sorted(letters(ours)) == sorted(letters(lexbor_words(text)))


@pytest.mark.parametrize(
    "unit",
    [
        "<",
        "<a ",
        "<!--",
        "<a b='",
        '<a b="',
        "&",
        "&#",
        "{{",
        "<div>",
        "</p>",
        "<script>",
        "a<b ",
        '<p title="x',
        "<a><",
    ],
)
def test_time_is_linear_on_hostile_input(unit: str) -> None:
    _assert_linear("", unit)


@pytest.mark.parametrize(
    ("before", "unit"),
    [
        ("&", "a"),
        ("<div hidden>" + "<b>" * 4_000, "</i>"),
        ("<svg>", "<g></i>"),
        ("", "</"),
        ("", "<% x"),
        ('<script type="application/ld+json">{"name":"', '\\"'),
        ('<script type="application/ld+json">', '["a b",'),
        ('<script type="application/ld+json">', '{"text":"a b","name":'),
    ],
)  # fmt: skip
def test_time_is_linear_once_inside(before: str, unit: str) -> None:
    _assert_linear(before, unit)


def _assert_linear(before: str, unit: str) -> None:
    def seconds(copies: int) -> float:
        source = Source("x.html", before + unit * copies)
        best = 9.9
        for _ in range(3):
            began = time.perf_counter()
            read_html(source)
            best = min(best, time.perf_counter() - began)
        return best

    small, large = seconds(4_000), seconds(32_000)
    assert large < 0.05 or large < 24 * small, f"{small:.4f} s, then {large:.4f} s for eight times as much"
