"""What may be said instead: drop-in, clean, in the source's own syntax, and written back without loss."""

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kcheck.cli import main
from kcheck.document import Block, Mark, Piece
from kcheck.errors import UnreadableError
from kcheck.finding import Suggestion
from kcheck.readers import reader_for
from kcheck.rewrite.apply import applied, without_overlap, write_back
from kcheck.rewrite.fit import article, as_title, lowered
from kcheck.rewrite.phrase import Change
from kcheck.rewrite.syntax import edit
from kcheck.rulebook import Rulebook
from kcheck.run import check_source
from kcheck.settings import Settings
from kcheck.source import Source

PAGE = "# Ketamine at Northfield Clinic\n\n{}\n"


def offered(book: Rulebook, copy: str, name: str = "page.md", frame: str = PAGE) -> list[list[Suggestion]]:
    source = Source(name, frame.format(copy))
    reader = reader_for(name[name.index(".") :])
    assert reader is not None
    page = check_source(source, reader, book)
    return [list(f.suggestions) for f in page.findings]


@pytest.mark.parametrize(
    ("copy", "wording"),
    [
        ("Ketamine rewires your brain.", "how this relates to mood is still being studied"),
        ("Most of our patients feel relief within hours of ketamine.", "others do not"),
        ("Ketamine is completely safe.", "nausea"),
        ("Ketamine cures depression.", "not a cure"),
        ("Ketamine infusions are the answer when nothing else works.", "ketamine infusions"),
    ],
)
def test_a_sentence_that_may_be_published(book: Rulebook, copy: str, wording: str) -> None:
    said = [s.words for suggestions in offered(book, copy) for s in suggestions]
    assert any(wording in words for words in said), said


def test_a_patients_words_are_never_reworded(book: Rulebook) -> None:
    for suggestions in offered(book, '> "Ketamine saved my life. I am myself again." - Rena T.'):
        assert [s for s in suggestions if s.kind != "delete"] == []


def test_one_wording_answers_all_that_is_found_in_a_sentence(book: Rulebook) -> None:
    copy = "Our safe and effective ketamine rewires your brain."
    found = offered(book, copy)
    assert len(found) > 1
    assert len({suggestions[0] for suggestions in found}) == 1


@pytest.mark.parametrize(
    ("name", "copy", "quoted"),
    [
        ("page.html", '<p>Ketamine <b>rewires</b> your brain.</p><img src="a.png" alt="Breakthrough ketamine">', "<b>"),
        ("page.html", "<p>Ketamine &amp; you: ketamine is completely safe.</p>", "&amp;"),
        ("page.md", "Ketamine **rewires** your brain.", "**"),
    ],
)
def test_edits_keep_the_syntax(book: Rulebook, name: str, copy: str, quoted: str) -> None:
    source = Source(name, PAGE.format(copy))
    assert quoted in source.text
    reader = reader_for(name[name.index(".") :])
    assert reader is not None
    for finding in check_source(source, reader, book).findings:
        for suggestion in finding.suggestions:
            if suggestion.applies:
                text = applied(source.text, [suggestion])
                assert text.count("<b>") == text.count("</b>")
                assert text.count("**") % 2 == 0
                assert check_source(Source(name, text), reader, book).words > 0


@pytest.mark.parametrize(
    ("kind", "quote", "words", "written"),
    [
        ("string", '"', 'a "b"', 'a \\"b\\"'),
        ("string", "'", "night's sleep", "night\\'s sleep"),
        ("string", "`", "a ${b}", "a \\${b}"),
        ("attribute", '"', 'a "b" & c', "a &quot;b&quot; &amp; c"),
        ("attribute", "'", "night's sleep", "night&#39;s sleep"),
    ],
)
def test_strings_and_attributes_stay_whole(kind: str, quote: str, words: str, written: str) -> None:
    text = "Ketamine cures."
    block = Block("text", text, (Piece(0, 15, 1, 16, True),), marks=(Mark(kind, 0, 15, quote),))
    made = edit(Source("page.tsx", f"{quote}{text}{quote}"), block, Change(0, 15, words, "review"))
    assert (made.text, made.applies) == (written, True)


@pytest.mark.parametrize(
    ("before", "wording", "expected"),
    [
        ("It is a ", "option", (2, "an option")),
        ("It is an ", "newer way", (3, "a newer way")),
        ("It is ", "a way", (0, "a way")),
        ("A ", "IV course", (2, "An IV course")),
    ],
)
def test_articles_fit(before: str, wording: str, expected: tuple[int, str]) -> None:
    assert article(before, wording) == expected


def test_capitals_fit() -> None:
    assert as_title("Rapid Relief From Pain", "relief for some people") == "Relief for Some People"
    assert as_title("RAPID RELIEF", "relief") == "RELIEF"
    assert as_title("Rapid relief from pain", "relief for some people") == "Relief for some people"
    assert lowered("IV Ketamine Therapy") == "IV ketamine therapy"


@settings(max_examples=60)
@given(
    st.text(min_size=5, max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.text(max_size=5)))
)
def test_what_is_not_edited_stays(text: str, spans: list[tuple[int, int, str]]) -> None:
    edits = [Suggestion(new, min(a, b, len(text)), min(max(a, b), len(text))) for a, b, new in spans]
    chosen = without_overlap(edits)
    out, at = applied(text, chosen), 0
    for one in chosen:
        kept = text[at : one.start]
        assert out.startswith(kept)
        out = out[len(kept) + len(one.replacement) :]
        at = one.end
    assert out == text[at:]


FIXABLE = "\ufeff# Ketamine at Northfield\r\n\r\nKetamine rewires your brain.\r\n"


def test_a_file_is_written_back_but_for_the_edits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "page.md"
    path.write_bytes(FIXABLE.encode())
    path.chmod(0o640)
    assert main(["fix", str(path)]) == 1
    assert "-Ketamine rewires your brain." in capsys.readouterr().out
    assert path.read_bytes() == FIXABLE.encode()
    assert main(["fix", "--accept-all", str(path)]) == 0
    text = path.read_bytes().decode()
    assert text.startswith("\ufeff# Ketamine at Northfield\r\n\r\n")
    assert text.endswith("studied.\r\n")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["page.md"]  # noqa: PTH208  nothing is left beside it
    assert main(["fix", str(path)]) == 0


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_bytes(b"newer")
    with pytest.raises(UnreadableError, match="changed while"):
        write_back(path, b"older", "older", "mended", "utf-8")
    assert path.read_bytes() == b"newer"


def test_characters_that_the_encoding_lacks_are_an_error(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(b"caf\xe9")
    with pytest.raises(UnreadableError, match="save the file as UTF-8"):
        write_back(path, b"caf\xe9", "caf\xe9", "\u4e2d", "cp1252")
    assert path.read_bytes() == b"caf\xe9"


def test_the_walk_keeps_what_was_accepted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "page.md"
    path.write_text("# Ketamine\n\nKetamine rewires your brain.\n\nKetamine is completely safe.\n", encoding="utf-8")
    answers = iter(["?", "a", "q"])
    monkeypatch.setattr("click.prompt", lambda *_a, **_k: next(answers))
    assert main(["fix", "--review", str(path)]) == 0
    text = path.read_text(encoding="utf-8")
    assert "rewires" not in text
    assert "completely safe" in text


def test_settings_may_leave_wordings_out(book: Rulebook) -> None:
    reader = reader_for(".txt")
    assert reader is not None
    page = check_source(Source("p.txt", "Ketamine rewires your brain.\n"), reader, book, Settings(suggest=False))
    assert [f.suggestions for f in page.findings] == [()]
