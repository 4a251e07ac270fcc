"""The gate lets every match through, and what is kept between runs is made anew when it is not ours."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kcheck import gate as gate_module
from kcheck.derived import Derived
from kcheck.gate import Gate
from kcheck.literals import required
from kcheck.patterns import whole
from kcheck.rulebook import Rulebook, bundled
from tests.examples import cases, findings, page

LITERALS = [
    ("rapid (?:relief|results)", {"rapid relief", "rapid results"}),
    ("reliev(?:e|es|ed|ing) pain", {"relieve pain", "relieves pain", "relieved pain", "relieving pain"}),
    ("(?:a|b|c) cure", {"a cure", "b cure", "c cure"}),
    (r"(?:\w+ )?miracle", {"miracle"}),
    (r"\w+", None),
    ("(?:one )?", None),
    ("(?:alpha|x)+ omega", {" omega"}),
    ("unclosed (", None),
]


@pytest.mark.parametrize(("pattern", "literals"), LITERALS)
def test_what_a_match_must_contain(pattern: str, literals: set[str] | None) -> None:
    assert required(pattern) == literals


@pytest.mark.parametrize("fallback", [False, True])
def test_the_gate_opens_for_every_example_of_every_rule(
    book: Rulebook, fallback: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if fallback:
        monkeypatch.setattr(gate_module, "automaton", None)
    patterns = {pattern for rule in book.rules for pattern in rule.patterns}
    literals = {pattern: required(whole([pattern], book.lexicons, "test")) for pattern in patterns}
    gate = Gate(literals)
    for rule, copy in cases(book, "bad"):
        line = next(line for line in copy.split("\n") if "[[" in line).replace("[[", "").replace("]]", "")
        matching = {pattern for pattern in rule.patterns if book.pattern((pattern,)).search(line)}
        assert matching <= gate.open(line)


@given(
    st.lists(st.sampled_from(["rapid", "relief", "no", "ketamine", "cures", "—", "9", "in", "10", "hope"]), max_size=8)
)
def test_a_text_that_matches_is_let_through(words: list[str]) -> None:
    book, text = BOOK, " ".join(words)
    opened = book.gate.open(text)
    for rule in book.rules[:12]:
        for pattern in rule.patterns:
            if book.pattern((pattern,)).search(text):
                assert pattern in opened


BOOK = bundled()


def test_what_is_kept_gives_the_same_findings(book: Rulebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KCHECK_CACHE_DIR", str(tmp_path))
    source = page("Ketamine is a miracle drug with rapid relief.", ".txt").source
    first = bundled()
    expected = findings(first, source)
    first.derived.save()
    (kept,) = tmp_path.iterdir()
    assert findings(bundled(), source) == expected
    for damage in (b"", b"not ours", kept.read_bytes()[:-9], kept.read_bytes()[:200] + b"x" + kept.read_bytes()[201:]):
        kept.write_bytes(damage)
        assert findings(bundled(), source) == expected


def test_a_folder_that_cannot_be_written_costs_nothing_but_speed(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("in the way")
    derived = Derived(blocker / "rules.bin")
    assert derived.compile("cures?", lambda: "cures?").search("it cures")
    derived.save()


def test_no_cache_is_kept_where_the_user_wants_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KCHECK_CACHE_DIR", "")
    monkeypatch.chdir(tmp_path)
    bundled().derived.save()
    assert list(tmp_path.iterdir()) == []
