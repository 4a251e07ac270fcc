"""init, schema, completions, watch: the small commands."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from kcheck.cli import main
from kcheck.rulebook import Rulebook
from tools.make_schemas import texts

ROOT = Path(__file__).parent.parent.parent
SCHEMAS = ROOT / "kcheck" / "schemas"

KINDS = [
    ("Next.js", {"next.config.mjs": ""}, "app,pages"),
    ("Next.js", {"package.json": '{"dependencies": {"next": "16"}}'}, "app,pages"),
    ("Astro", {"astro.config.mjs": ""}, "src/"),
    ("Hugo", {"hugo.toml": ""}, "content/**"),
    ("Hugo", {"config.toml": "", "archetypes/x.md": ""}, "content/**"),
    ("a WordPress theme", {"style.css": "/*\nTheme Name: Ours\n*/"}, "*.php"),
    ("any kind of site", {}, ""),
    ("any kind of site", {"package.json": "[1]"}, ""),
    ("any kind of site", {"package.json": "{"}, ""),
]


@pytest.mark.parametrize(("kind", "files", "included"), KINDS)
def test_init_writes_a_start_that_kcheck_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, files: dict[str, str], included: str,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert main(["init"]) == 0
    assert kind in capsys.readouterr().out
    text = (tmp_path / "kcheck.toml").read_text(encoding="utf-8")
    assert included in text
    assert main(["check", "--show-settings"]) == 0
    validator = Draft202012Validator(json.loads((SCHEMAS / "config.json").read_text(encoding="utf-8")))
    validator.validate(tomllib.loads(text))
    # what stands in comments must hold too, once the marks are taken off
    uncommented = re.sub(r'^# (?=[a-z-]+ = |\[|[a-z-]+ = ")', "", text, flags=re.MULTILINE)
    uncommented = uncommented.replace('rules = ["clinic-rules.toml"]', "").replace(
        'baseline = "kcheck-baseline.json"', ""
    )
    validator.validate(tomllib.loads(uncommented))
    (tmp_path / "kcheck.toml").write_text(uncommented, encoding="utf-8")
    assert main(["check", "--show-settings"]) == 0, capsys.readouterr().err


def test_the_schemas_are_up_to_date() -> None:
    for file, text in texts().items():
        assert file.read_text(encoding="utf-8") == text, "run python tools/make_schemas.py"


@pytest.mark.parametrize("name", ["config", "rules", "baseline", "report"])
def test_the_schemas_are_schemas_and_are_printed(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", name]) == 0
    schema = json.loads(capsys.readouterr().out)
    Draft202012Validator.check_schema(schema)
    assert schema == json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))


def test_the_shipped_rules_keep_to_the_schema() -> None:
    schema = json.loads((SCHEMAS / "rules.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(tomllib.loads((ROOT / "rules.toml").read_text(encoding="utf-8")))


WRONG = [
    ("config", {"ingore": []}), ("config", {"fail-level": "eror"}), ("config", {"per-path": {"a": {"strict": True}}}),
    ("rules", {"rule": [{"id": "x"}]}), ("rules", {"lexicons": {}}), ("baseline", {"version": 2}), ("report", {}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_the_schemas_refuse_what_kcheck_refuses(name: str, value: object) -> None:
    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    assert not Draft202012Validator(schema).is_valid(value)


SAMPLE = re.compile(r"^```toml\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md"], ids=lambda p: p.name)
def test_every_toml_sample_of_the_docs_keeps_to_a_schema(page: Path) -> None:
    for text in SAMPLE.findall(page.read_text(encoding="utf-8")):
        table = tomllib.loads(text)
        table = table.get("tool", {}).get("kcheck", table)
        is_rules = not {"rule", "lexicon", "disclosure", "guard", "fact", "authority", "category"}.isdisjoint(table)
        schema = json.loads((SCHEMAS / f"{'rules' if is_rules else 'config'}.json").read_text(encoding="utf-8"))
        errors = [error.message for error in Draft202012Validator(schema).iter_errors(table)]
        # a sample may leave out what it is not about
        assert [error for error in errors if "is a required property" not in error] == [], text


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_completions_are_printed(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completions", shell]) == 0
    assert "_KCHECK_COMPLETE" in capsys.readouterr().out


def test_bash_completes_commands_and_flags(tmp_path: Path) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not installed")
    command = tmp_path / "kcheck"
    command.write_text(f'#!{bash}\nexec {sys.executable} -m kcheck "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    script = 'source <(kcheck completions bash); COMP_WORDS=(kcheck {words}); COMP_CWORD={at}; _kcheck_completion kcheck; echo "${{COMPREPLY[*]}}"'
    for words, at, expected in (("ba", 1, "baseline"), ("check --new", 2, "--new-from"), ("schema con", 2, "config")):
        done = subprocess.run(
            [bash, "-c", script.format(words=words, at=at)], capture_output=True, text=True, check=False, cwd=ROOT,
            env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"},
        )  # fmt: skip
        assert done.stdout.strip() == expected, done.stderr


def test_powershell_completes() -> None:
    for words, typed, expected in (
        ("kcheck ba", "ba", "baseline"),
        ("kcheck schema ", "", "config rules baseline report"),
    ):
        given = {"_KCHECK_COMPLETE": "powershell_complete", "COMP_WORDS": words, "COMP_CWORD": typed}
        done = subprocess.run(
            [sys.executable, "-c", "from kcheck.cli import entry; entry()"], capture_output=True, text=True, check=False,
            cwd=ROOT, env={**os.environ, **given},
        )  # fmt: skip
        assert done.stdout.split() == expected.split(), done.stderr


def test_watch_checks_again_when_a_page_changes(tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    page.write_text("Parking.\n", encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "kcheck", "check", "a.md", "--watch", "-q"],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:  # fmt: skip
        assert process.stderr is not None
        assert process.stdout is not None
        assert "watching" in process.stderr.readline()
        page.write_text("Our miracle ketamine.\n", encoding="utf-8")
        assert process.stdout.readline().startswith("a.md:1:5: error miracle")
        (tmp_path / "kcheck.toml").write_text('ingore = ["hype"]', encoding="utf-8")
        while "unknown key 'ingore'" not in (line := process.stderr.readline()):
            assert line, "it ended although the mistake can be mended"
        time.sleep(0.1)
        process.send_signal(2)
        assert process.wait(10) == 0


def test_no_rule_of_the_start_file_is_renamed_away(book: Rulebook) -> None:
    from kcheck.commands.init import settings_file

    named = set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', settings_file(None))) - {"kcheck-baseline.json"}
    assert named <= {*book.by_id, *book.categories}
