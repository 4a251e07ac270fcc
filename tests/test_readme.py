"""What the README shows is true: its commands run and its outputs are what comes out."""

import re
import shlex
from pathlib import Path

import pytest

from kcheck.cli import main
from kcheck.reporters import REPORTERS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONSOLE = re.findall(r"```console\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize("block", CONSOLE)
def test_console_blocks_show_what_comes_out(
    block: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    for command, output in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
        main(shlex.split(command)[1:])
        assert capsys.readouterr().out == output


def test_the_main_job_runs_on_the_bundled_examples(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    (command,) = re.findall(r"\.venv/bin/kcheck (check .*)", README)
    assert main(shlex.split(command)) == 0
    out = capsys.readouterr().out
    assert "examples/site/index.html:10:9 error breakthrough" in out
    assert "3 pages" in out


def test_the_careful_example_has_no_error_and_lacks_nothing_grave(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["check", "examples/site/safety.html"]) == 0
    assert "0 errors" in capsys.readouterr().out


@pytest.mark.parametrize("name", re.findall(r"`((?:docs|tests|tools|examples)/[\w./-]+|[A-Z]+\.md)`", README))
def test_files_named_in_the_readme_exist(name: str) -> None:
    assert (ROOT / name).exists()


def test_commands_named_in_the_readme_exist(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--help"])
    text = capsys.readouterr().out
    (flags,) = re.findall(r"`--format NAME`.*?\n\n", README, re.DOTALL)
    assert re.findall(r"several in one run \(([^:]*):", flags)[0].replace("\n", " ").split(", ") == list(REPORTERS)
    for flag in re.findall(r"--[a-z-]+", flags):
        assert flag in text


def test_our_own_readme_makes_no_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["check", "README.md", "--ignore", "disclosure", "--fail-level", "never"]) == 0
