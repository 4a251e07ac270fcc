"""Inline exceptions: what each covers, and that a bad one allows nothing and is said."""

import csv
import io
import json
import subprocess
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kcheck.cli import main
from kcheck.policy.grammar import Marker, parse, write

BAD = "Our miracle ketamine helps.\n"
TODAY = date(2026, 6, 1)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory on a fixed day."""
    monkeypatch.chdir(tmp_path)

    class Day(date):
        @classmethod
        def today(cls) -> date:
            return TODAY

    monkeypatch.setattr("kcheck.run.today", Day.today)
    return tmp_path


def checked(page: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[list[str], list[str]]:
    """What a page is found to say, as `rule@line`, and what is accepted. Looks for two rules, whatever others there are."""
    capsys.readouterr()
    only = [] if "--select" in arguments else ["--select", "miracle,cure-claim"]
    assert main(["check", str(page), "--format", "json", *only, *arguments]) in (0, 1)
    report = json.loads(capsys.readouterr().out)
    found = [f"{f['rule']}@{f['line']}" for f in report["findings"]]
    return found, [f"{a['rule']}@{a['line']}" for a in report["accepted"]]


GRAMMAR = [
    ("kcheck: allow miracle -- a film title", Marker("allow", ("miracle",), "a film title")),
    (" kcheck: allow miracle, cure-claim\n  until 2027-01-31 by Dr. Lee -- cleared ", Marker("allow", ("miracle", "cure-claim"), "cleared", "2027-01-31", "Dr. Lee")),
    ("kcheck: allow miracle by Ana Ruiz until 2027-01-31 -- cleared", Marker("allow", ("miracle",), "cleared", "2027-01-31", "Ana Ruiz")),
    ("kcheck: allow miracle -- fine until 2027-01-31", Marker("allow", ("miracle",), "fine until 2027-01-31", "2027-01-31")),
    ("kcheck: allow miracle -- fine -- and more", Marker("allow", ("miracle",), "fine -- and more")),
    ("kcheck: allow-start miracle -- quotes", Marker("allow-start", ("miracle",), "quotes")),
    ("kcheck: allow-end miracle", Marker("allow-end", ("miracle",))),
    ("a word on kcheck: allow miracle", None),
    ("kcheck runs on this page", None),
    ("", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "marker"), GRAMMAR)
def test_the_grammar(text: str, marker: Marker | None) -> None:
    assert parse(text) == marker


MALFORMED = [
    ("kcheck: allow miracle", "the reason is missing"),
    ("kcheck: allow miracle --", "the reason is missing"),
    ("kcheck: allow miracle -- ..", "the reason is missing"),
    ("kcheck: allow miracle - because", "no name of a rule"),
    ("kcheck: allow miracle: because", "no name of a rule"),
    ("kcheck: allow -- because", "it names no rule"),
    ("kcheck: allow * -- because", "no name of a rule"),
    ("kcheck: allow all miracles -- because", "no name of a rule"),
    ("kcheck: allow miracle,, hype -- because", "no name of a rule"),
    ("kcheck: allow miracle until tomorrow -- because", "is no day"),
    ("kcheck: allow miracle until 2027-02-30 -- because", "is no day"),
    ("kcheck: allow miracle until 20270131 -- because", "is no day"),
    ("kcheck: allow miracle -- until 2027-02-30", "is no day"),
    ("kcheck: allow miracle by  -- because", "says nothing"),
    ("kcheck: allow miracle until 2027-01-01 until 2028-01-01 -- because", "given twice"),
    ("kcheck: alow miracle -- because", "it must begin with"),
    ("kcheck:allow miracle -- because", "it must begin with"),
    ("KCHECK: ALLOW miracle -- because", "it must begin with"),
    ("kcheck-ignore", "it must begin with"),
    ("kcheck ignore miracle", "it must begin with"),
    ("kcheck: allow-end", "it names no rule"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), MALFORMED)
def test_what_is_malformed_says_why(text: str, said: str) -> None:
    marker = parse(text)
    assert marker is not None
    assert said in marker.wrong


@pytest.mark.parametrize("text", [row[0] for row in MALFORMED])
def test_what_is_malformed_allows_nothing_and_is_a_finding(
    site: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    page = site / "a.md"
    page.write_text(f"<!-- {text} -->\n{BAD}", encoding="utf-8")
    found, accepted = checked(page, capsys)
    assert sorted(found) == ["exception-malformed@1", "miracle@2"]
    assert accepted == []


@given(st.text())
def test_no_text_breaks_the_grammar(text: str) -> None:
    marker = parse("kcheck: allow " + text)
    assert marker is not None
    assert marker.wrong or (marker.rules and marker.reason)


@given(
    st.from_regex(r"[a-z][a-z0-9-]{0,9}", fullmatch=True),
    st.from_regex(r"[a-z]{3,9}( [a-z]{1,5}){0,3}", fullmatch=True),
)
def test_what_is_written_is_read(rule: str, reason: str) -> None:
    assert parse(write(rule, reason, "2027-01-31", "Ana")) == Marker("allow", (rule,), reason, "2027-01-31", "Ana")


HOSTS = [
    ("html", "a.html", "<!-- kcheck: allow miracle -- ours -->\n<p>Our miracle ketamine.</p>"),
    ("html, within the element", "a.html", "<p><!-- kcheck: allow miracle -- ours -->Our miracle ketamine.</p>"),
    ("html, within the words", "a.html", "<p>Our <!-- kcheck: allow miracle -- ours --> miracle ketamine.</p>"),
    ("html, an attribute", "a.html", '<!-- kcheck: allow miracle -- ours -->\n<img alt="Our miracle ketamine">'),
    (
        "html, over several lines",
        "a.html",
        "<!--\n  kcheck: allow miracle\n  -- ours\n-->\n<p>Our miracle ketamine.</p>",
    ),
    ("markdown", "a.md", "<!-- kcheck: allow miracle -- ours -->\n\nOur miracle ketamine."),
    ("markdown, next line", "a.md", "<!-- kcheck: allow miracle -- ours -->\nOur miracle ketamine."),
    ("markdown, inline", "a.md", "Our <!-- kcheck: allow miracle -- ours --> miracle ketamine."),
    ("markdown, list", "a.md", "- <!-- kcheck: allow miracle -- ours --> Our miracle ketamine."),
    ("mdx", "a.mdx", "{/* kcheck: allow miracle -- ours */}\n\nOur miracle ketamine."),
    ("yaml front matter", "a.md", "---\n# kcheck: allow miracle -- ours\ntitle: Our miracle ketamine\n---\n"),
    ("toml front matter", "a.md", '+++\n# kcheck: allow miracle -- ours\ntitle = "Our miracle ketamine"\n+++\n'),
    ("windows line ends", "a.md", "<!-- kcheck: allow miracle -- ours -->\r\nOur miracle ketamine.\r\n"),
]


@pytest.mark.parametrize(("name", "text"), [row[1:] for row in HOSTS], ids=[row[0] for row in HOSTS])
def test_an_exception_works_in_each_host_syntax(
    site: Path, name: str, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    page = site / name
    page.write_bytes(text.encode())
    found, accepted = checked(page, capsys)
    assert found == []
    assert [a.partition("@")[0] for a in accepted] == ["miracle"]


REACH = [
    ("the next block only", "<!-- kcheck: allow miracle -- ours -->\nA miracle ketamine.\n\nA miracle ketamine.", ["miracle@4"]),
    ("this rule only", "<!-- kcheck: allow miracle -- ours -->\nA miracle ketamine cures depression.", ["cure-claim@2"]),
    ("two rules", "<!-- kcheck: allow miracle, cure-claim -- ours -->\nA miracle ketamine cures depression.", []),
    ("a region", "<!-- kcheck: allow-start miracle -- ours -->\nA miracle ketamine.\n\nA miracle ketamine.\n\n<!-- kcheck: allow-end miracle -->\n\nA miracle ketamine.", ["miracle@8"]),
    ("a region without an end", "<!-- kcheck: allow-start miracle -- ours -->\nA miracle ketamine.", ["exception-malformed@1", "miracle@2"]),
    ("an end without a region", "A miracle ketamine.\n\n<!-- kcheck: allow-end miracle -->", ["miracle@1", "exception-malformed@3"]),
    ("a region within itself", "<!-- kcheck: allow-start miracle -- ours -->\n\n<!-- kcheck: allow-start miracle -- ours -->\nA miracle ketamine.\n\n<!-- kcheck: allow-end miracle -->", ["exception-malformed@3"]),
    ("an unknown rule", "<!-- kcheck: allow mircale -- ours -->\nA miracle ketamine.", ["exception-unknown-rule@1", "miracle@2"]),
    ("a category is no rule", "<!-- kcheck: allow hype -- ours -->\nA miracle ketamine.", ["exception-unknown-rule@1", "miracle@2"]),
    ("unused", "<!-- kcheck: allow miracle -- ours -->\nParking.\n\nA miracle ketamine.", ["exception-unused@1", "miracle@4"]),
    ("after the last block", "A miracle ketamine.\n\n<!-- kcheck: allow miracle -- ours -->", ["miracle@1", "exception-unused@3"]),
    ("ended", "<!-- kcheck: allow miracle until 2026-05-31 -- ours -->\nA miracle ketamine.", ["exception-expired@1", "miracle@2"]),
    ("the last day", "<!-- kcheck: allow miracle until 2026-06-01 -- ours -->\nA miracle ketamine.", ["exception-expiring@1"]),
    ("within 30 days", "<!-- kcheck: allow miracle until 2026-07-01 -- ours -->\nA miracle ketamine.", ["exception-expiring@1"]),
    ("after 30 days", "<!-- kcheck: allow miracle until 2026-07-02 -- ours -->\nA miracle ketamine.", []),
    ("an end within the reason", "<!-- kcheck: allow miracle -- ours until 2026-05-31 -->\nA miracle ketamine.", ["exception-expired@1", "miracle@2"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in REACH], ids=[row[0] for row in REACH])
def test_what_an_exception_reaches(
    site: Path, text: str, expected: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    page = site / "a.md"
    page.write_text(text, encoding="utf-8")
    assert checked(page, capsys)[0] == expected


def test_a_disclosure_is_allowed_for_its_page(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = site / "a.md"
    page.write_text(f"{BAD}\n<!-- kcheck: allow side-effects -- on the page of risks -->\n", encoding="utf-8")
    main(["check", "a.md", "--format", "json"])
    rows = {row["disclosure"]: row["accepted"] for row in json.loads(capsys.readouterr().out)["disclosures"]}
    assert rows["side-effects"] == "exception"
    assert rows["off-label"] == ""
    main(["check", "a.md"])
    out = capsys.readouterr().out
    assert "accepted: by an exception on the page" in out
    assert "accepted: 1 by exceptions" in out


@pytest.mark.parametrize("name", ["miracle", "hype"])
def test_some_rules_are_never_allowed_inline(site: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    page = site / "a.md"
    page.write_text(f"<!-- kcheck: allow miracle -- ours -->\n{BAD}", encoding="utf-8")
    found, accepted = checked(page, capsys, "--config", f'never-allow = ["{name}"]')
    assert found == ["exception-refused@1", "miracle@2"]
    assert accepted == []
    assert main(["check", "a.md", "--config", f'never-allow = ["{name}"]']) == 1


def test_what_is_not_looked_for_leaves_no_exception_unused(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = site / "a.md"
    page.write_text(f"<!-- kcheck: allow miracle -- ours -->\n{BAD}", encoding="utf-8")
    assert checked(page, capsys, "--select", "cure")[0] == []
    assert checked(page, capsys, "--ignore", "hype")[0] == []


def test_notices_have_levels_and_can_be_ignored_like_rules(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = site / "a.md"
    page.write_text("<!-- kcheck: allow miracle -- ours -->\nParking.", encoding="utf-8")
    assert main(["check", "a.md"]) == 0
    assert main(["check", "a.md", "--config", 'severity = {exception-unused = "error"}']) == 1
    assert checked(page, capsys, "--ignore", "exception-unused")[0] == []
    assert main(["explain", "exception-unused"]) == 0


@pytest.mark.usefixtures("site")
def test_the_whole_page_is_not_for_a_hostile_comment(capsys: pytest.CaptureFixture[str]) -> None:
    page = Path("a.md")
    page.write_text(f"<!-- kcheck: allow \x1b[2J\n::error::x -- y -->\n{BAD}", encoding="utf-8")
    main(["check", "a.md"])
    out = capsys.readouterr().out
    assert "\x1b[2J" not in out
    assert "\n::error::" not in out


# --- the register
def git(folder: Path, *arguments: str, **environment: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false", *arguments],
        cwd=folder, check=True, capture_output=True,
        env={"PATH": __import__("os").environ["PATH"], "HOME": str(folder), **environment},
    )  # fmt: skip


REGISTER = """\
<!-- kcheck: allow miracle until 2027-01-31 by =Ana -- =cmd|a film title -->
Our miracle ketamine helps.

<!-- kcheck: allow cure-claim -- because -->
Parking.
"""


def test_the_register_says_what_why_who_and_since(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "a.md").write_text(REGISTER, encoding="utf-8")
    git(site, "init", "-q")
    git(site, "add", ".")
    git(site, "commit", "-qm", "copy", GIT_AUTHOR_DATE="2026-03-04T12:00:00Z")
    (site / "new.md").write_text("<!-- kcheck: allow -- no -->\n", encoding="utf-8")
    assert main(["exceptions", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert rows[0] == {
        "file": "a.md", "line": 1, "rule": "miracle", "words": ["miracle"], "reason": "=cmd|a film title", "by": "=Ana",
        "since": "2026-03-04", "until": "2027-01-31", "state": "in force",
    }  # fmt: skip
    assert [row["state"] for row in rows] == ["in force", "unused", "malformed"]
    assert rows[2]["since"] == ""
    assert main(["exceptions"]) == 0
    assert "3 exceptions; 0 to end within 30 days; 2 that allow nothing." in capsys.readouterr().out
    assert main(["exceptions", "--format", "csv"]) == 0
    table = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert table[0]["reason"] == "'=cmd|a film title", "a spreadsheet must not take it for a formula"
    assert table[0]["by"] == "'=Ana"
    assert table[0]["since"] == "2026-03-04"


# --- --add-exceptions
ADOPT = [
    ("a.md", "---\ntitle: Our miracle ketamine\n---\n\n# A miracle ketamine\n\nKetamine cures depression\nfor good.\n\n- A miracle ketamine.\n- Parking.\n\n> Our miracle ketamine.\n\n| A | B |\n|---|---|\n| Our miracle ketamine | x |\n"),
    ("a.html", '<html><head>\n  <title>Our miracle ketamine</title>\n  <meta name="description" content="Our miracle ketamine">\n</head><body>\n  <p>Ketamine <b>cures</b> depression.</p>\n  <ul><li>Our miracle ketamine.</li></ul><img alt="Our miracle ketamine">\n</body></html>\n'),
    ("a.mdx", "# Our miracle ketamine\n\nKetamine cures depression.\n"),
    ("crlf.md", "# Our miracle ketamine\r\n\r\nKetamine cures depression.\r\n"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text"), ADOPT, ids=[row[0] for row in ADOPT])
def test_exceptions_are_added_for_adoption(
    site: Path, name: str, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    page = site / name
    page.write_bytes(text.encode())
    before, _ = checked(page, capsys)
    assert before
    assert main(["check", name, "--add-exceptions", "to be reviewed in May"]) == 0
    assert "0 could not be" in capsys.readouterr().err
    after, accepted = checked(page, capsys)
    assert after == []
    assert sorted(a.partition("@")[0] for a in accepted) >= sorted(b.partition("@")[0] for b in before)
    written = page.read_bytes()
    assert b"\r\n" in written if name == "crlf.md" else b"\r" not in written
    assert main(["check", name, "--add-exceptions", "to be reviewed in May"]) == 0
    assert page.read_bytes() == written, "a second time there is nothing to add"


def test_what_has_no_comments_or_is_never_allowed_stands(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "a.txt").write_text(BAD, encoding="utf-8")
    assert main(["check", "a.txt", "--add-exceptions", "later on"]) == 1
    assert (site / "a.txt").read_text(encoding="utf-8") == BAD
    assert "0 allowed in 0 files" in capsys.readouterr().err
    (site / "a.md").write_text(BAD, encoding="utf-8")
    flags = ["--select", "miracle", "--config", 'never-allow = ["hype"]']
    assert main(["check", "a.md", "--add-exceptions", "later on", *flags]) == 1
    assert (site / "a.md").read_text(encoding="utf-8") == BAD


@pytest.mark.parametrize("reason", ["", "..", "a --> b", "a */ b", "until 2027-02-30"])
@pytest.mark.usefixtures("site")
def test_a_reason_that_is_none_is_refused(reason: str) -> None:
    Path("a.md").write_text(BAD, encoding="utf-8")
    assert main(["check", "a.md", "--add-exceptions", reason]) == 2
    assert Path("a.md").read_text(encoding="utf-8") == BAD
