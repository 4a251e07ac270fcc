"""Quality does not slip: floors on our own labelled pages, and the evaluator itself."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kcheck.cli import main
from kcheck.evaluate import as_table, evaluate
from kcheck.explain import explain
from kcheck.finding import Confidence
from kcheck.rulebook import Rulebook
from tools.phrasebook import FOLDER, KINDS, statuses, tally

CORPUS = Path(__file__).parent / "corpus"
FLOORS = {"precision": 0.90, "recall": 0.58, "recall_must": 0.68, "strict_f1": 0.60}


def test_our_own_pages_stay_above_their_floors(book: Rulebook) -> None:
    figures = as_table(evaluate(CORPUS / "gold", CORPUS / "docs", book))["claims"]
    assert {name: figures[name] for name in FLOORS if figures[name] < FLOORS[name]} == {}


FAMILIES = sorted(path for path in FOLDER.glob("*.toml") if path.stem != "disclosures")


@pytest.mark.parametrize("path", FAMILIES, ids=lambda p: p.stem)
def test_the_phrasebook_stays_above_its_floors(book: Rulebook, path: Path) -> None:
    table = tally(book, path)
    assert table.detected >= 0.85 * table.bad
    assert table.alarms <= 0.1 * table.good


def test_the_phrasebook_of_disclosures_stays_above_its_floors(book: Rulebook) -> None:
    rows = statuses(book, FOLDER / "disclosures.toml")
    for kind in KINDS:
        assert sum(row.right[kind] for row in rows) >= 0.82 * sum(row.of[kind] for row in rows), kind


def test_the_evaluator_counts_hits_misses_and_alarms(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "gold").mkdir()
    text = "Ketamine Clinic\nOur miracle ketamine helps.\nWe sell calm.\nKetamine cures depression.\n"
    (tmp_path / "docs" / "p.txt").write_text(text, encoding="utf-8")
    labels = [
        {"doc": "p", "block": 2, "quote": "miracle", "category": "hype", "strength": "must"},
        {"doc": "p", "block": 3, "quote": "sell calm", "category": "efficacy", "strength": "should"},
    ]
    rows = [{"doc": "p", "disclosure": "off-label", "triggered": True, "status": "absent"}]
    (tmp_path / "gold" / "claims.jsonl").write_text("\n".join(map(json.dumps, labels)), encoding="utf-8")
    (tmp_path / "gold" / "disclosures.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert main(["evaluate", str(tmp_path / "gold"), "--format", "json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["claims"]["wanted"] == 2
    assert figures["claims"]["recall"] == 0.5
    assert figures["claims"]["recall_must"] == 1.0
    assert len(figures["missed"]) == 1
    assert any("cure-claim" in line for line in figures["false_alarms"])
    assert figures["disclosures"]["needs_action_f1"] == 1.0


def test_labels_that_do_not_fit_are_an_error(tmp_path: Path) -> None:
    assert main(["evaluate", str(tmp_path)]) == 2


@pytest.mark.parametrize(
    ("counts", "expected"),
    [((40, 40), "certain"), ((40, 32), "likely"), ((40, 20), "possible"), ((2, 0), "likely"), (None, "likely")],
)
def test_a_rule_is_as_sure_as_it_was_measured(book: Rulebook, counts: tuple[int, int] | None, expected: str) -> None:
    rule = replace(book.rules[0], confidence=None)
    measured = replace(book, measured={rule.id: counts} if counts else {})
    assert measured.confidence(rule) == expected
    assert measured.confidence(replace(rule, confidence=Confidence.POSSIBLE)) == "possible"


def test_explain_tells_what_was_measured(book: Rulebook) -> None:
    measured = replace(book, measured={"miracle": (40, 38)})
    assert "38 of 40 findings on labelled pages were right (95%)" in explain(measured, "miracle")
