"""Where reports go: the screen, several files in one run, GitHub's job summary; and what each caps, counts and edits."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import ValidationError

from kcheck.cli import main
from kcheck.finding import Report
from kcheck.reporters import REPORTERS, reporter, sarif
from kcheck.reporters.markdown import SUMMARY_BYTES, job_summary
from kcheck.rulebook import Rulebook
from kcheck.run import run
from kcheck.settings import Settings
from kcheck.source import Source

BAD = "# Ketamine infusions\n\nOur miracle ketamine cures depression.\n\nCafé 😀: guaranteed results.\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    (tmp_path / ".git").mkdir()
    (tmp_path / "bad.md").write_text(BAD, encoding="utf-8")
    (tmp_path / "clean.md").write_text("# Parking\n\nBehind the building.\n", encoding="utf-8")
    return tmp_path


def test_several_reports_in_one_run(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    formats = [f for name in REPORTERS if name != "text" for f in ("--format", f"{name}=out.{name}")]
    assert main(["check", "bad.md", "--format", "text", *formats]) == 1
    out, err = capsys.readouterr()
    assert "bad.md:3:5" in out
    assert err == ""
    for name in REPORTERS:
        if name != "text":
            assert (site / f"out.{name}").stat().st_size > 100, name


def test_reports_to_files_alone_leave_the_screen_to_one_line(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "bad.md", "--format", "sarif=out.sarif", "--format", "html=out.html"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("kcheck: wrote out.sarif, out.html: 1 page, ")


WRONG = [
    ("unknown, with a near one", ["--format", "sarfi"], "did you mean 'sarif'?"),
    ("unknown, with none near", ["--format", "zzz"], "known: text, concise"),
    ("no file after the sign", ["--format", "sarif="], "the file is missing after the ="),
    ("two to the screen", ["--format", "text", "--format", "json"], "give one a file: --format json=FILE"),
    ("two to one file", ["--format", "json=x", "--format", "sarif=x"], "x: two reports would be written to this file"),
    ("a file for none", ["--format", "json=x", "--output-file", "y"], "every --format names a file of its own"),
    ("a folder that is not there", ["--format", "json=no/x"], "no/x: cannot write the report"),
]  # fmt: skip


@pytest.mark.parametrize(("flags", "says"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG])
def test_wrong_usage_says_what_to_do(
    site: Path, capsys: pytest.CaptureFixture[str], flags: list[str], says: str
) -> None:
    assert main(["check", "bad.md", *flags]) == 2
    assert says in capsys.readouterr().err


@pytest.mark.parametrize("name", REPORTERS)
def test_every_format_exits_alike(site: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert main(["check", "bad.md", "--format", name]) == 1
    assert main(["check", "clean.md", "--format", name]) == 0
    assert main(["check", "clean.md", "missing.md", "--format", name]) == 3
    capsys.readouterr()


@pytest.mark.parametrize("name", sorted({*REPORTERS} - {"json", "jsonl"}))
def test_what_was_not_checked_is_in_every_report(reports: dict[str, Report], name: str) -> None:
    text = reporter(name)(reports["unread"])
    assert re.search("not[- ]checked", text, re.IGNORECASE), text
    assert "bad.txt" in text


def test_a_run_that_failed_is_no_success_in_sarif(reports: dict[str, Report]) -> None:
    ran = {kind: json.loads(sarif.render(report))["runs"][0]["invocations"][0] for kind, report in reports.items()}
    assert not ran["unread"]["executionSuccessful"]
    assert ran["site"]["executionSuccessful"]
    assert {n["level"] for n in ran["unread"]["toolExecutionNotifications"]} == {"error"}


# --- GitHub


def test_github_shows_the_worst_ten_of_each_and_counts_the_rest(reports: dict[str, Report]) -> None:
    lines = reporter("github")(reports["long"]).splitlines()
    kinds = [line.split(" ")[0].strip(":") for line in lines if line.startswith("::")]
    assert kinds == sorted(kinds, key=["error", "warning", "notice"].index)
    assert max(map(kinds.count, kinds)) == 10
    assert re.fullmatch(r"GitHub shows 10 of each kind on the lines; not shown there: 4,99\d errors.*", lines[-2])
    assert "5,000 errors" in lines[-1]


def test_github_writes_the_job_summary(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = site / "summary.md"
    summary.write_text("before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    assert main(["check", "bad.md", "--format", "github"]) == 1
    text = summary.read_text(encoding="utf-8")
    assert text.startswith("before\n## kcheck\n")
    assert "`miracle`" in text
    assert "::error file=bad.md,line=3,endLine=3,col=5,endColumn=12,title=kcheck miracle::" in capsys.readouterr().out


def test_other_formats_leave_the_job_summary_alone(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(site / "summary.md"))
    main(["check", "bad.md", "--format", "sarif"])
    assert not (site / "summary.md").exists()


def test_a_job_summary_fits_what_github_keeps(reports: dict[str, Report], monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(job_summary(reports["long"]).encode()) < SUMMARY_BYTES + 1_000
    monkeypatch.setattr("kcheck.reporters.markdown.SUMMARY_BYTES", 20_000)
    short = job_summary(reports["long"])
    assert len(short.encode()) < 20_100
    assert short.endswith("The rest is too long for this page; `kcheck check` shows it all.\n")


def test_paths_are_those_of_the_repository(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / "docs").mkdir()
    (site / "bad.md").rename(site / "docs" / "bad.md")
    monkeypatch.chdir(site / "docs")
    main(["check", "./bad.md", "--format", "github", "--format", "sarif=a", "--format", "gitlab=b"])
    assert "::error file=docs/bad.md,line=3" in capsys.readouterr().out
    run = json.loads(Path("a").read_text(encoding="utf-8"))["runs"][0]
    place = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "docs/bad.md", "uriBaseId": "%SRCROOT%"}
    assert {issue["location"]["path"] for issue in json.loads(Path("b").read_text(encoding="utf-8"))} == {"docs/bad.md"}


# --- SARIF


def _sarif(report: Report) -> dict[str, Any]:
    run: dict[str, Any] = json.loads(sarif.render(report))["runs"][0]
    return run


def test_sarif_has_all_that_github_asks_for(reports: dict[str, Report]) -> None:
    found = _sarif(reports["site"])
    rules = found["tool"]["driver"]["rules"]
    for rule in rules:
        assert 0 < len(rule["shortDescription"]["text"]) <= 1_024
        assert 0 < len(rule["fullDescription"]["text"]) <= 1_024
        assert rule["help"]["text"]
        assert "**Authority**" in rule["help"]["markdown"]
        assert rule["properties"]["precision"] in {"very-high", "high", "medium", "low"}
        assert rule["properties"]["problem.severity"] in {"error", "warning", "recommendation"}
        assert "security-severity" not in rule["properties"]
        assert len(rule["properties"]["tags"]) <= 10
    for result in found["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert re.fullmatch(r"[0-9a-f]{32}:\d+", result["partialFingerprints"]["primaryLocationLineHash"])
        region = result["locations"][0]["physicalLocation"]["region"]
        assert set(region) == {"startLine", "startColumn", "endLine", "endColumn"}
    assert any("fixes" in result for result in found["results"])
    assert any("relatedLocations" in result for result in found["results"]) == any(
        row.needs_action and row.evidence for row in reports["site"].disclosures
    )


def test_fingerprints_know_no_line(site: Path, book: Rulebook) -> None:
    def marks() -> list[str]:
        return sorted(
            r["partialFingerprints"]["primaryLocationLineHash"]
            for r in _sarif(run(["bad.md"], book, Settings()))["results"]
        )

    before = marks()
    Path("bad.md").write_text("\n\n\n" + BAD, encoding="utf-8")
    assert marks() == before
    assert len(before) == len(set(before))


def test_results_beyond_what_a_run_holds_are_counted(
    reports: dict[str, Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sarif, "MOST", 100)
    found = _sarif(reports["long"])
    assert len(found["results"]) == 100
    notes = found["invocations"][0]["toolExecutionNotifications"]
    assert [n["descriptor"]["id"] for n in notes] == ["left-out"]


# --- edits


def _apply_characters(text: str, region: dict[str, int], replacement: str) -> str:
    starts = Source("", text).line_starts
    start = starts[region["startLine"] - 1] + region["startColumn"] - 1
    end = starts[region["endLine"] - 1] + region["endColumn"] - 1
    return text[:start] + replacement + text[end:]


def test_sarif_fixes_and_rdjson_suggestions_make_the_same_edit(site: Path, book: Rulebook) -> None:
    report = run(["bad.md"], book, Settings())
    fixes = {
        (result["ruleId"], fix["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"]): _apply_characters(
            BAD,
            fix["artifactChanges"][0]["replacements"][0]["deletedRegion"],
            fix["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"],
        )
        for result in _sarif(report)["results"]
        for fix in result.get("fixes", [])
    }
    lines = BAD.encode().splitlines(keepends=True)
    edited = {}
    for row in json.loads(reporter("rdjson")(report))["diagnostics"]:
        for suggestion in row.get("suggestions", []):
            begin, end = suggestion["range"]["start"], suggestion["range"]["end"]
            start = sum(map(len, lines[: begin["line"] - 1])) + begin["column"] - 1
            stop = sum(map(len, lines[: end["line"] - 1])) + end["column"] - 1
            whole = BAD.encode()[:start] + suggestion["text"].encode() + BAD.encode()[stop:]
            edited[(row["code"]["value"], suggestion["text"])] = whole.decode()
    assert fixes == edited
    assert any("😀" in text and "guaranteed" not in text for text in fixes.values())


def _balanced(text: str) -> bool:
    """Whether every tag that opens is closed, in order, and structured data can be read."""
    open_ = []
    for slash, name in re.findall(r"<(/?)(\w+)[^>]*>", text):
        if slash and (not open_ or open_.pop() != name):
            return False
        if not slash:
            open_.append(name)
    for data in re.findall(r"<script[^>]*>(.*)</script>", text):
        json.loads(data)
    return not open_


UNFIT = [
    ("markup inside the words", "a.html", "<h1>Ketamine</h1><p>Our mira<b>cle</b> ketamine.</p>"),
    (
        "structured data",
        "a.html",
        '<script type="application/ld+json">{"description": "A miracle ketamine cure"}</script>',
    ),
]


@pytest.mark.parametrize(("name", "text"), [u[1:] for u in UNFIT], ids=[u[0] for u in UNFIT])
def test_an_edit_never_cuts_markup_nor_needs_an_escape(site: Path, book: Rulebook, name: str, text: str) -> None:
    Path(name).write_text(text, encoding="utf-8")
    report = run([name], book, Settings())
    assert report.findings
    for result in _sarif(report)["results"]:
        for fix in result.get("fixes", []):
            change = fix["artifactChanges"][0]["replacements"][0]
            after = _apply_characters(text, change["deletedRegion"], change["insertedContent"]["text"])
            assert _balanced(after)


def test_the_schemas_refuse_what_is_wrong() -> None:
    """A validator that lets all through proves nothing."""
    from jsonschema import Draft4Validator, Draft7Validator, Draft202012Validator

    from tests.reporters.test_schemas import schema

    with pytest.raises(ValidationError):
        Draft4Validator(schema("sarif-2.1.0-rtm.5.json")).validate({"version": "2.1.0"})
    with pytest.raises(ValidationError):
        Draft7Validator(schema("rdjson.json")).validate({"diagnostics": [{"message": "x"}]})
    with pytest.raises(ValidationError):
        Draft202012Validator(schema("gitlab-code-quality.json")).validate([{"description": "x"}])


def test_files_are_utf_8_with_plain_line_ends(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "bad.md", "--format", "json=out.json"])
    assert b"\r" not in Path("out.json").read_bytes()
    assert "miracle" in json.loads(Path("out.json").read_bytes())["findings"][0]["text"].lower()
