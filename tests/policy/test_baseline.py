"""The baseline: what is there today is accepted, whatever moves; one new claim is one new finding."""

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from kcheck.cli import main

ROOT = Path(__file__).parent.parent.parent
SCHEMA = json.loads((ROOT / "kcheck" / "schemas" / "baseline.json").read_text(encoding="utf-8"))
FILE = "kcheck-baseline.json"
# Our own sentences, each with one claim.
CLAIMS = [
    "Our miracle ketamine is here for you.",
    "Ketamine cures depression.",
    "You will feel better within hours of your first ketamine infusion.",
    "Ketamine is completely safe.",
    "Ketamine is non-addictive.",
    "Guaranteed results with ketamine.",
]
PLAIN = ["Parking is free.", "We open at nine.", "Ask at the desk.", "Bring a friend."]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example site, and in it the working directory."""
    shutil.copytree(ROOT / "examples" / "site", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    """What a check against the baseline still reports: rules at their pages, and lacking disclosures."""
    capsys.readouterr()
    main(["check", "--baseline", FILE, "--format", "json", *arguments])
    report = json.loads(capsys.readouterr().out)
    lacking = [r for r in report["disclosures"] if r["triggered"] and r["status"] != "present" and not r["accepted"]]
    return [f"{f['path']}:{f['rule']}" for f in report["findings"]] + [
        f"{r['path']}:{r['disclosure']}" for r in lacking
    ]


def test_what_is_there_today_is_accepted(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 1
    assert main(["baseline", "write"]) == 0
    Draft202012Validator(SCHEMA).validate(json.loads((site / FILE).read_text(encoding="utf-8")))
    assert found(capsys) == []
    assert main(["check", "--baseline", FILE]) == 0
    out = capsys.readouterr().out
    assert "by the baseline" in out
    assert "0 errors" in out
    assert main(["check"]) == 1, "a baseline holds where the settings or a flag name it"
    (site / "kcheck.toml").write_text(f'baseline = "{FILE}"', encoding="utf-8")
    assert main(["check"]) == 0
    assert main(["check", "--no-baseline"]) == 1
    assert main(["baseline", "check"]) == 0


MOVES = [
    ("a page renamed", lambda site: (site / "faq.md").rename(site / "questions.md")),
    ("a page in a folder", lambda site: ((site / "x").mkdir(), (site / "index.html").rename(site / "x" / "index.html"))),
    ("lines above", lambda site: edit(site / "index.html", "<body>", "<body>\n\n<!-- a note -->\n\n")),
    ("reindented", lambda site: edit(site / "index.html", "  <p>", "\t\t<p\n  class='lead'>\n  ")),
    ("rewrapped", lambda site: edit(site / "faq.md", "patients feel relief", "patients\nfeel  relief")),
    ("straight quotes", lambda site: edit(site / "index.html", "&rsquo;", "'")),
    ("emphasis", lambda site: edit(site / "faq.md", "non-addictive", "**non-addictive**")),
    ("a paragraph moved", lambda site: edit(site / "faq.md", "## Is it addictive?\n\nKetamine is non-addictive when given in our clinic.\n", "") or edit(site / "faq.md", "# Questions\n", "# Questions\n\n## Is it addictive?\n\nKetamine is non-addictive when given in our clinic.\n")),
    ("windows line ends", lambda site: (site / "faq.md").write_bytes((site / "faq.md").read_bytes().replace(b"\n", b"\r\n"))),
]  # fmt: skip


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("move", [row[1] for row in MOVES], ids=[row[0] for row in MOVES])
def test_what_only_moves_is_not_new(site: Path, move: object, capsys: pytest.CaptureFixture[str]) -> None:
    main(["baseline", "write"])
    move(site)  # type: ignore[operator]
    assert found(capsys) == []
    assert main(["baseline", "check"]) == 0


def test_a_changed_sentence_is_new_and_the_old_entry_stale(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["baseline", "write"])
    edit(site / "faq.md", "Ketamine is non-addictive when given in our clinic", "Ketamine is non-addictive")
    assert found(capsys) == ["faq.md:non-addictive"]
    assert main(["baseline", "check"]) == 1
    out = capsys.readouterr().out
    assert "stale: faq.md: non-addictive: 'non-addictive'" in out
    assert "1 new, 1 stale" in out
    assert main(["check", "--baseline", FILE]) == 1
    assert "1 stale entry in the baseline" in capsys.readouterr().out


def test_the_same_sentence_a_second_time_is_new(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "a.md").write_text("Our miracle ketamine.\n\nOur miracle ketamine.\n", encoding="utf-8")
    main(["baseline", "write"])
    assert found(capsys) == []
    (site / "a.md").write_text("Our miracle ketamine.\n\n" * 3, encoding="utf-8")
    assert found(capsys) == ["a.md:miracle"], "a multiset: two entries stand for two findings"


def test_part_of_the_site_neither_spends_nor_stales_the_entries_of_the_rest(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "a.md").write_text("Our miracle ketamine.\n", encoding="utf-8")
    main(["baseline", "write"])
    (site / "b.md").write_text("Our miracle ketamine.\n", encoding="utf-8")
    assert "b.md:miracle" in found(capsys, "b.md"), "the entry is that of a.md, which is still there"
    main(["check", "--baseline", FILE, "faq.md"])
    assert "stale" not in capsys.readouterr().out
    assert main(["baseline", "prune", "faq.md"]) == 0
    (site / "b.md").unlink()
    assert found(capsys) == []


def test_a_new_disclosure_to_owe_is_new_and_a_better_one_is_not(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["baseline", "write"])
    edit(site / "faq.md", "# Questions\n", "# Questions\n\nSpravato is a nasal spray for depression at our clinic.\n")
    assert "faq.md:boxed-warning" in found(capsys)
    main(["baseline", "write", "--accept-new"])
    table = json.loads((site / FILE).read_text(encoding="utf-8"))
    for entry in table["disclosures"]:
        assert entry["status"] in ("absent", "partial")
        entry["status"] = "absent"
    (site / FILE).write_text(json.dumps(table), encoding="utf-8")
    assert found(capsys) == []


def test_new_debt_is_taken_on_only_when_asked(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["baseline", "write"])
    before = (site / FILE).read_text(encoding="utf-8")
    edit(site / "faq.md", "# Questions\n", "# Questions\n\nOur miracle ketamine.\n")
    assert main(["baseline", "write"]) == 1
    assert (site / FILE).read_text(encoding="utf-8") == before
    assert "1 new; mend them, or take them on with --accept-new" in capsys.readouterr().err
    assert main(["baseline", "write", "--accept-new"]) == 0
    assert found(capsys) == []


def test_prune_drops_what_is_gone_and_takes_on_nothing(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["baseline", "write"])
    edit(site / "faq.md", "Ketamine is non-addictive when given in our clinic.", "Our miracle ketamine.")
    assert main(["baseline", "prune"]) == 0
    assert found(capsys) == ["faq.md:miracle"]
    assert main(["baseline", "prune"]) == 0
    assert "nothing is stale" in capsys.readouterr().out
    (site / "faq.md").unlink()
    assert main(["baseline", "prune"]) == 0
    assert "faq.md" not in (site / FILE).read_text(encoding="utf-8")


def test_a_baseline_is_not_rewritten_from_a_run_that_did_not_read_everything(site: Path) -> None:
    main(["baseline", "write"])
    before = (site / FILE).read_text(encoding="utf-8")
    assert main(["baseline", "write", ".", "missing.md"]) == 3
    assert main(["baseline", "prune", ".", "missing.md"]) == 3
    assert main(["baseline", "check", ".", "missing.md"]) == 3
    assert (site / FILE).read_text(encoding="utf-8") == before


def test_what_is_wrong_with_exceptions_is_not_taken_up(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(site / "faq.md", "# Questions\n", "<!-- kcheck: allow -- x -->\n\n# Questions\n")
    main(["baseline", "write"])
    assert found(capsys) == ["faq.md:exception-malformed"]


BROKEN = [
    ("not JSON", "{", "not valid JSON"),
    ("another version", '{"version": 2, "findings": [], "disclosures": []}', "not a baseline of version 1"),
    ("a list", "[]", "not a baseline"),
    ("no list", '{"version": 1, "findings": {}, "disclosures": []}', "findings: expected a list"),
    ("an entry cut", '{"version": 1, "findings": [{"rule": "miracle"}], "disclosures": []}', "entry 1: expected fingerprint"),
    ("an entry of numbers", '{"version": 1, "findings": [{"fingerprint": 1, "rule": "a", "path": "b", "words": "c"}], "disclosures": []}', "entry 1"),
    ("a merge conflict", '<<<<<<< HEAD\n{"version": 1}', "not valid JSON"),
    ("nested too deeply", "[" * 100_000, "not valid JSON"),
    ("not UTF-8", "\udcff", "not valid JSON"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_a_broken_baseline_is_no_baseline(site: Path, text: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    (site / FILE).write_bytes(text.encode("utf-8", "surrogateescape"))
    for command in (["check", "--baseline", FILE], ["baseline", "check"], ["baseline", "prune"], ["baseline", "write"]):
        assert main(command) == 2
        assert said in capsys.readouterr().err
    (site / FILE).unlink()
    for command in (["check", "--baseline", FILE], ["baseline", "check"], ["baseline", "prune"]):
        assert main(command) == 2
        assert "no such baseline; `kcheck baseline write` makes one" in capsys.readouterr().err


def test_the_file_reads_well_in_a_diff(site: Path) -> None:
    main(["baseline", "write"])
    first = (site / FILE).read_text(encoding="utf-8")
    table = json.loads(first)
    entries = len(table["findings"]) + len(table["disclosures"])
    assert len(first.splitlines()) == entries + 7
    assert main(["baseline", "write"]) == 0
    assert (site / FILE).read_text(encoding="utf-8") == first


# --- properties
PAGES = st.lists(st.lists(st.sampled_from(CLAIMS + PLAIN), min_size=1, max_size=5), min_size=1, max_size=4)
SAME = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def lay(folder: Path, pages: list[list[str]], name: str = "p", join: str = "\n\n") -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for number, page in enumerate(pages):
        (folder / f"{name}{number}.md").write_text(join.join(page) + "\n", encoding="utf-8")


FLAGS = ["--isolated", "--ignore", "disclosure", "--voice", "promotional", "--config", 'baseline = "base.json"']


@SAME
@given(pages=PAGES, data=st.data())
def test_reordered_renamed_and_reindented_pages_stay_clean(
    pages: list[list[str]], data: st.DataObject, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "base.json").unlink(missing_ok=True)
    lay(site / "pages", pages)
    assert main(["baseline", "write", "pages", *FLAGS]) == 0
    assert main(["baseline", "check", "pages", *FLAGS]) == 0
    order = data.draw(st.permutations(pages))
    lay(site / "pages", [data.draw(st.permutations(page)) for page in order], "renamed", "\n\n\n\n")
    capsys.readouterr()
    assert main(["baseline", "check", "pages", *FLAGS]) == 0, capsys.readouterr().out


@SAME
@given(pages=PAGES, data=st.data())
def test_one_changed_claim_word_makes_exactly_one_new_finding(
    pages: list[list[str]], data: st.DataObject, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "base.json").unlink(missing_ok=True)
    pages = [*pages, ["Our miracle ketamine is near you.", *pages[0]]]
    lay(site / "pages", pages)
    assert main(["baseline", "write", "pages", *FLAGS]) == 0
    pages[-1][0] = pages[-1][0].replace("miracle", "magical")
    lay(site / "pages", data.draw(st.permutations(pages)))
    capsys.readouterr()
    assert main(["baseline", "check", "pages", *FLAGS]) == 1
    assert ", 1 new, 1 stale." in capsys.readouterr().out
