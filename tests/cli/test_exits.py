"""Every exit status of every command, in one table: 0 clean, 1 findings, 2 wrong usage, 3 not completed."""

import json
import os
import subprocess
from pathlib import Path

import click
import pytest

from kcheck.cli import cli, main

BAD = "Ketamine Infusions\n\nOur miracle ketamine cures depression.\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Pages, settings and baselines of every kind."""
    monkeypatch.chdir(tmp_path)
    files = {
        "bad.md": BAD,
        "clean.md": "# Parking\n\nThe car park is behind the building.\n",
        "note.md": "<!-- kcheck: allow miracle -- ours -->\n\nParking.\n",
        "empty/.keep": "",
        "broken.html": "<p>Parking</p><section>x",
        "wrong.toml": 'ingore = ["hype"]',
        "right.toml": 'ignore = ["hype", "cure", "disclosure"]',
        "excluded.toml": 'exclude = ["bad.md"]\nforce-exclude = true',
        "bad-rules.toml": "[[rule]]\nid = 3",
        "broken.json": "{",
        "other.json": '{"version": 1, "findings": [], "disclosures": []}',
        "gold/claims.jsonl": "",
        "gold/disclosures.jsonl": "",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert main(["baseline", "write", "bad.md"]) == 0
    (tmp_path / "kcheck-baseline.json").rename(tmp_path / "full.json")
    table = json.loads((tmp_path / "full.json").read_text(encoding="utf-8"))
    table["findings"].append({"fingerprint": "0" * 32, "rule": "miracle", "path": "gone.md", "words": "miracle"})
    (tmp_path / "stale.json").write_text(json.dumps(table), encoding="utf-8")
    subprocess.run(["git", "init", "-q"], check=True, env={"PATH": os.environ["PATH"], "HOME": str(tmp_path)})
    return tmp_path


EXITS = [
    # check
    (0, "check clean.md"), (1, "check bad.md"), (0, "check bad.md --exit-zero"), (0, "check bad.md --fail-level never"),
    (1, "check bad.md --fail-level note"), (0, "check note.md"), (1, "check note.md --fail-level warning"),
    (0, "check bad.md --config right.toml"), (2, "check bad.md --config wrong.toml"), (2, "check bad.md --config none.toml"),
    (0, "check bad.md --config excluded.toml"), (1, "check bad.md clean.md --isolated"), (2, "check bad.md --nope"),
    (2, "check bad.md --select mircale"), (2, "check bad.md --min-level eror"), (2, "check bad.md --format sarfi"),
    (2, "check bad.md --rules bad-rules.toml"), (2, "check bad.md --rules none.toml"), (2, "check - bad.md"),
    (3, "check none.md"), (3, "check none.md --exit-zero"), (3, "check bad.md none.md"), (3, "check empty"),
    (0, "check broken.html"), (3, "check broken.html --strict"), (3, "check bad.md --max-size 0.00001"),
    (2, "check bad.md --max-size 0"), (0, "check bad.md --baseline full.json"), (0, "check bad.md --baseline stale.json"),
    (1, "check bad.md --baseline other.json"), (2, "check bad.md --baseline broken.json"),
    (2, "check bad.md --baseline none.json"), (1, "check bad.md --baseline full.json --no-baseline"),
    (2, "check bad.md --new-from HEAD"), (2, "check bad.md --add-exceptions ."),
    (0, "check bad.md --add-exceptions because"), (2, "check - --watch"), (0, "check --show-settings"),
    (2, "check --show-settings --config wrong.toml"), (0, "check --show-files clean.md"), (3, "check --show-files none"),
    (3, "check --show-files empty"), (2, "check bad.md --output-file no/such.txt"),
    # baseline
    (2, "baseline"), (2, "baseline nope"), (0, "baseline write bad.md"), (0, "baseline write clean.md"),
    (1, "baseline write bad.md --baseline other.json"), (0, "baseline write bad.md --baseline other.json --accept-new"),
    (2, "baseline write bad.md --baseline broken.json"), (2, "baseline write bad.md --baseline no/such.json"),
    (3, "baseline write none.md"), (2, "baseline write -"), (0, "baseline check bad.md --baseline full.json"),
    (1, "baseline check bad.md --baseline stale.json"), (1, "baseline check bad.md --baseline other.json"),
    (2, "baseline check bad.md"), (2, "baseline check bad.md --baseline broken.json"),
    (3, "baseline check bad.md none.md --baseline full.json"), (0, "baseline prune bad.md --baseline stale.json"),
    (0, "baseline prune bad.md --baseline full.json"), (2, "baseline prune bad.md"),
    (3, "baseline prune bad.md none.md --baseline stale.json"),
    # fix
    (0, "fix clean.md"), (1, "fix bad.md"), (0, "fix bad.md --write"), (0, "fix bad.md --accept-all"),
    (0, "fix bad.md --config right.toml"), (2, "fix bad.md --config wrong.toml"), (2, "fix bad.md --select mircale"),
    (3, "fix none.md"), (2, "fix - --review"),
    # the others
    (0, "exceptions"), (0, "exceptions bad.md --format csv"), (2, "exceptions --format xml"), (3, "exceptions none.md"),
    (2, "exceptions --config wrong.toml"), (0, "explain miracle"), (0, "explain exception-unused"),
    (2, "explain mircale"), (2, "explain"), (0, "rules"), (0, "rules --format json"), (2, "rules --rules none.toml"),
    (0, "init --dry-run"), (0, "init"), (2, "init no-such-folder"), (0, "schema config"), (2, "schema nope"),
    (0, "completions bash"), (2, "completions tcsh"), (2, "evaluate none"), (0, "--help"), (0, "--version"),
    (2, "nope"), (2, "check --nope"), (0, "check --help"), (0, "baseline write --help"),
]  # fmt: skip


@pytest.mark.parametrize(("status", "line"), EXITS, ids=[row[1] for row in EXITS])
@pytest.mark.usefixtures("site")
def test_exit_status(status: int, line: str) -> None:
    assert main(line.split()) == status


def test_every_command_is_in_the_table() -> None:
    context = click.Context(cli)
    for name in cli.list_commands(context):
        assert any(line.split()[0] == name for _, line in EXITS), name


def test_a_settings_file_is_left_as_it_is(site: Path) -> None:
    (site / "kcheck.toml").write_text("# ours\n", encoding="utf-8")
    assert main(["init"]) == 2
    assert (site / "kcheck.toml").read_text(encoding="utf-8") == "# ours\n"


def test_a_report_is_not_taken_for_a_page(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        main(["check", ".", "--format", "json", "--format", "html=report.html"])
        assert "report.html" not in capsys.readouterr().out
    assert (site / "report.html").exists()


@pytest.mark.usefixtures("site")
def test_a_wrong_command_gets_a_hint(capsys: pytest.CaptureFixture[str]) -> None:
    main(["basline", "write"])
    assert "did you mean 'baseline'?" in capsys.readouterr().err
    main(["bad.md"])
    assert "write `kcheck check bad.md`" in capsys.readouterr().err
