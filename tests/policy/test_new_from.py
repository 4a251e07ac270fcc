"""--new-from: only what was not there at a git revision counts."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from kcheck.cli import main

OLD = "Our miracle ketamine helps.\n\nKetamine cures depression.\n"


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false", *arguments],
        cwd=folder, check=True, capture_output=True, text=True, env={"PATH": os.environ["PATH"], "HOME": str(folder)},
    )  # fmt: skip
    return done.stdout.strip()


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with old findings, and in it the working directory."""
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / "a.md").write_text(OLD, encoding="utf-8")
    (tmp_path / "b.md").write_text("Parking is free.\n", encoding="utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "old")
    return tmp_path


def new(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    capsys.readouterr()
    assert main(["check", "--new-from", "main", "--format", "json", *arguments]) in (0, 1)
    report = json.loads(capsys.readouterr().out)
    lacking = [r for r in report["disclosures"] if r["triggered"] and r["status"] != "present" and not r["accepted"]]
    return [f"{f['path']}:{f['rule']}" for f in report["findings"]] + [
        f"{r['path']}:{r['disclosure']}" for r in lacking
    ]


CHANGES = [
    ("nothing", lambda site: None, []),
    ("a page renamed", lambda site: (site / "a.md").rename(site / "ä b\t.md"), []),
    ("a page renamed and committed", lambda site: ((site / "a.md").rename(site / "z.md"), git(site, "checkout", "-qb", "x"), git(site, "add", "-A"), git(site, "commit", "-qm", "x")), []),
    ("lines above", lambda site: (site / "a.md").write_text(f"Parking.\n\n{OLD}", encoding="utf-8"), []),
    ("a sentence to another page", lambda site: ((site / "a.md").write_text("Ketamine cures depression.\n", encoding="utf-8"), (site / "b.md").write_text("Parking is free.\n\nOur miracle ketamine helps.\n", encoding="utf-8")), ["b.md:miracle-is-not-new"]),
    ("a new claim", lambda site: (site / "a.md").write_text(f"{OLD}\nKetamine is non-addictive.\n", encoding="utf-8"), ["a.md:non-addictive"]),
    ("the same again", lambda site: (site / "a.md").write_text(f"{OLD}\nOur miracle ketamine helps.\n", encoding="utf-8"), ["a.md:miracle"]),
    ("a copy elsewhere", lambda site: (site / "c.md").write_text("Our miracle ketamine helps.\n", encoding="utf-8"), ["c.md:miracle"]),
]  # fmt: skip


@pytest.mark.parametrize(("change", "expected"), [row[1:] for row in CHANGES], ids=[row[0] for row in CHANGES])
def test_only_what_is_new_counts(
    site: Path, change: object, expected: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    change(site)  # type: ignore[operator]
    rules = ["--select", "miracle,cure-claim,non-addictive"]
    assert new(capsys, *rules) == [name for name in expected if not name.endswith("-is-not-new")]


def test_disclosures_that_were_lacking_are_not_new(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "a.md").write_text(f"{OLD}\nSpravato is a nasal spray for depression at our clinic.\n", encoding="utf-8")
    lacking = [name for name in new(capsys) if ":" in name]
    assert "a.md:boxed-warning" in lacking
    assert "a.md:off-label" not in lacking


def test_a_subfolder_and_a_hooks_environment_do_not_confuse_it(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / "sub").mkdir()
    (site / "sub" / "c.md").write_text("Our miracle ketamine.\n", encoding="utf-8")
    git(site, "add", ".")
    git(site, "commit", "-qm", "c")
    (site / "sub" / "c.md").write_text("Our miracle ketamine.\n\nKetamine cures depression.\n", encoding="utf-8")
    monkeypatch.chdir(site / "sub")
    monkeypatch.setenv("GIT_DIR", "/nonexistent")
    assert new(capsys, "--select", "miracle,cure-claim") == ["c.md:cure-claim"]


def test_a_branch_is_compared_with_where_it_left(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(site, "checkout", "-qb", "work")
    git(site, "checkout", "-q", "main")
    (site / "a.md").write_text("Parking is free.\n", encoding="utf-8")
    git(site, "commit", "-qam", "mended on main")
    git(site, "checkout", "-q", "work")
    assert new(capsys, "--select", "miracle,cure-claim") == [], "the branch did not bring it in"


@pytest.mark.parametrize(
    ("revision", "said"), [("nope", "git knows no such revision"), ("--all", "git knows no such revision")]
)
@pytest.mark.usefixtures("site")
def test_an_unknown_revision_is_an_error(revision: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", f"--new-from={revision}"]) == 2
    assert said in capsys.readouterr().err


def test_outside_a_repository_it_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(OLD, encoding="utf-8")
    assert main(["check", "--new-from", "HEAD"]) == 2
    assert "in no git repository" in capsys.readouterr().err
