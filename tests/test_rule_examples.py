"""The examples contract: what a rule says of itself is true, in every format, through the same entry as the command."""

import re

import pytest

from kcheck.rulebook import Rule, Rulebook, bundled
from kcheck.settings import Settings
from tests.examples import FORMATS, cases, findings, only, page

BOOK = bundled()
PLACES = ("patterns", "unless", "unless_clause", "unless_sentence", "unless_block", "needs")


def _id(value: object) -> str:
    return value.id if isinstance(value, Rule) else str(value)[:40]


def _spans(book: Rulebook, rule: Rule, copy: str, suffix: str) -> tuple[list[tuple[int, int]], tuple[int, int] | None]:
    """Where the rule alone strikes below the page's title, and where the example is marked."""
    example = page(copy, suffix)
    below = example.source.text.index("Northfield Clinic")
    profile = rule.profiles[0] if rule.profiles else "us"
    found = findings(only(book, rule), example.source, profile)
    return [(f.span.start, f.span.end) for f in found if f.span.start > below], example.span


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(("rule", "copy"), list(cases(BOOK, "bad")), ids=_id)
def test_a_bad_example_gives_one_finding_exactly_at_its_marks(
    book: Rulebook, rule: Rule, copy: str, suffix: str
) -> None:
    found, marked = _spans(book, rule, copy, suffix)
    assert found == [marked]


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(("rule", "copy"), list(cases(BOOK, "good")), ids=_id)
def test_a_good_example_is_silent(book: Rulebook, rule: Rule, copy: str, suffix: str) -> None:
    assert _spans(book, rule, copy, suffix)[0] == []


@pytest.mark.parametrize("rule", BOOK.rules, ids=_id)
def test_every_pattern_is_hit_by_some_bad_example(rule: Rule) -> None:
    lines = [line for copy in rule.bad for line in copy.replace("[[", "").replace("]]", "").split("\n")]
    for pattern in rule.patterns:
        compiled = BOOK.pattern((pattern,), rule.id)
        assert any(compiled.search(line) for line in lines), f"no bad example for {pattern}"


@pytest.mark.parametrize("rule", BOOK.rules, ids=_id)
def test_every_rule_can_be_explained_and_acted_on(rule: Rule) -> None:
    assert rule.bad
    assert rule.good
    assert rule.authorities
    assert rule.suggest or rule.rewrites or rule.advice
    for place in PLACES:
        if patterns := getattr(rule, place):
            BOOK.pattern(patterns, f"rule {rule.id!r}, {place}")


@pytest.mark.parametrize(("rule", "copy"), list(cases(BOOK, "bad")), ids=_id)
def test_each_suggestion_put_in_place_is_clean(book: Rulebook, rule: Rule, copy: str) -> None:
    example = page(copy, ".txt")
    for finding in findings(book, example.source, suggest=True):
        if finding.rule != rule.id:
            continue
        for suggestion in finding.suggestions:
            text = example.source.text
            mended = text[: suggestion.start] + suggestion.replacement + text[suggestion.end :]
            again = [f for f in findings(book, example.source.__class__("page.txt", mended)) if Settings().shows(f)]
            end = suggestion.start + len(suggestion.replacement)
            touched = [f.text for f in again if f.span.start < end and suggestion.start < f.span.end]
            assert touched == [], f"{mended!r}"


def test_every_claim_rule_of_the_requirements_has_a_rule() -> None:
    covered = {code for rule in BOOK.rules for code in re.findall(r"A\d\d", rule.requirement)}
    assert {f"A{number:02}" for number in range(1, 34)} <= covered
