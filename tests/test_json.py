"""JSON, version 1: the fields are a promise."""

import html
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from kcheck.cli import main

SITE = Path(__file__).parent.parent / "examples" / "site"
SCHEMA = json.loads((Path(__file__).parent.parent / "kcheck" / "schemas" / "report.json").read_text(encoding="utf-8"))


def test_the_report_keeps_its_promise(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", str(SITE), "--format", "json"])
    report = json.loads(capsys.readouterr().out)
    Draft202012Validator(SCHEMA).validate(report)
    for finding in report["findings"]:
        text = Path(finding["path"]).read_text(encoding="utf-8")
        assert html.unescape(text[finding["start"] : finding["end"]]) == finding["text"]
        line = text.splitlines()[finding["line"] - 1]
        assert html.unescape(line[finding["column"] - 1 : finding["end_column"] - 1]) == finding["text"]


def test_there_is_one_row_for_each_page_and_disclosure(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", str(SITE), "--format", "json"])
    report = json.loads(capsys.readouterr().out)
    rows = [(row["path"], row["disclosure"]) for row in report["disclosures"]]
    assert len(rows) == len(set(rows)) == len(report["pages"]) * len({name for _, name in rows})


def test_order_never_depends_on_luck(capsys: pytest.CaptureFixture[str]) -> None:
    outputs = []
    for _ in range(2):
        main(["check", str(SITE), "--format", "json"])
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1]
    places = [(f["path"], f["start"], f["end"]) for f in json.loads(outputs[0])["findings"]]
    assert places == sorted(places)
