"""Properties of the offset map, on generated pages of every format that is read."""

import html

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kcheck.document import Document
from kcheck.readers import READERS, reader_for
from kcheck.source import Source

WORDS = st.sampled_from([
    "ketamine", "relief", "it's", "\u201cquoted\u201d", "85%", "caf\u00e9", "a&b", "\U0001f600", "guar\u00adanteed", "x\u200by",
    "no\u00a0break", "<5", "*bold*", "[link](http://a.b)", "`code`", "&amp;", "&rsquo;", "<b>in</b>side", "<br>", "\u05e9\u05dc\u05d5\u05dd",
    "SPRAVATO\u00ae", "{{ x }}", "snake_case", "\\*", "| a |", "- item", "# head", "> q", "---", "```", "<div>", "</p>", "<!-- c -->", "\r\n", "\n\n", "\t",
])  # fmt: skip
COPY = st.lists(WORDS, max_size=30).map(" ".join)
ANYTHING = st.text(max_size=200)
SUFFIXES = sorted({reader: suffix for suffix, reader in READERS.items()}.values())  # one for each reader


def check_map(document: Document) -> None:
    """Pieces cover the text without gaps, sources never go backwards, and every stretch maps inside the source."""
    source = document.source.text
    for block in document.blocks:
        assert block.text == block.text.strip(" ")
        assert len(block.plain) == len(block.text)
        at, before = 0, 0
        for piece in block.pieces:
            assert piece.text_start == at < piece.text_end
            assert before <= piece.start <= piece.end <= len(source)
            if piece.verbatim:
                assert source[piece.start : piece.end] == block.text[piece.text_start : piece.text_end]
            at, before = piece.text_end, piece.end
        assert at == len(block.text)
        for sentence in block.sentences:
            assert 0 <= sentence.start < sentence.end <= len(block.text)
        for start in range(0, len(block.text), 3):
            span = block.locate(start, min(start + 4, len(block.text)))
            assert 0 <= span.start <= span.end <= len(source)


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(copy=st.one_of(COPY, ANYTHING))
def test_pieces_cover_the_text_and_map_into_the_source(suffix: str, copy: str) -> None:
    reader = reader_for(suffix)
    assert reader is not None
    check_map(reader(Source(f"page{suffix}", copy)))


@settings(max_examples=200, deadline=None)
@given(
    words=st.lists(
        st.sampled_from(["ketamine", "it\u2019s", "85%", "\U0001f600", "caf\u00e9", "a"]), min_size=1, max_size=12
    )
)
def test_a_word_is_found_where_it_stands(words: list[str]) -> None:
    copy = " ".join(words)
    for suffix, text in ((".txt", copy), (".md", copy), (".html", f"<p>{html.escape(copy, quote=False)}</p>")):
        reader = reader_for(suffix)
        assert reader is not None
        (block,) = reader(Source(f"page{suffix}", text)).blocks
        for word in words:
            start = block.text.index(word)
            span = block.locate(start, start + len(word))
            assert text[span.start : span.end] == word


def test_lines_and_columns_count_characters() -> None:
    source = Source("x.txt", "\U0001f600 one\r\ntwo\rthree\n")
    assert source.position(source.text.index("one")) == (1, 3)
    assert source.position(source.text.index("two")) == (2, 1)
    assert source.position(source.text.index("three")) == (3, 1)
