"""The hooks, with the real pre-commit in a real repository."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.ci.conftest import environment, git

pytestmark = pytest.mark.skipif(
    find_spec("pre_commit") is None, reason="pre-commit is not installed: pip install -e '.[test]'"
)

CONFIG = """\
repos:
  - repo: {project}
    rev: {commit}
    hooks:
      - id: kcheck
      - id: kcheck-site
"""
GOOD = "# Parking\n\nThe car park is behind the building.\n"
BAD = "# Ketamine\n\nOur miracle ketamine cures depression.\n"
ALLOWED = "# Ketamine\n\n<!-- kcheck: allow miracle, cure-claim -- the title of a film -->\n\nOur miracle ketamine cures depression.\n"
SETTINGS = 'ignore = ["disclosure"]\nexclude = ["drafts/**"]\npaths = ["content"]\n'


@pytest.fixture(scope="module")
def site(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with the hooks installed. pre-commit builds kcheck once, for all tests of this file."""
    folder = tmp_path_factory.mktemp("hooks") / "site"
    (folder / "content").mkdir(parents=True)
    (folder / "drafts").mkdir()
    (folder / "content" / "index.md").write_text(GOOD, encoding="utf-8")
    (folder / "kcheck.toml").write_text(SETTINGS, encoding="utf-8")
    commit = git(project, "rev-parse", "HEAD").stdout.strip()
    (folder / ".pre-commit-config.yaml").write_text(CONFIG.format(project=project, commit=commit), encoding="utf-8")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    done = pre_commit(folder, "install", "--install-hooks")
    assert done.returncode == 0, done.stdout + done.stderr
    assert git(folder, "commit", "-qm", "a site", **HOME(folder)).returncode == 0
    return folder


def HOME(folder: Path) -> dict[str, str]:  # noqa: N802  reads like the variable
    return {"PRE_COMMIT_HOME": str(folder.parent / "pre-commit"), "PYTHONPATH": ""}


def pre_commit(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *arguments], cwd=folder, capture_output=True, text=True, check=False,
        env=environment(folder.parent, **HOME(folder)),
    )  # fmt: skip


def commit(folder: Path, **pages: str) -> subprocess.CompletedProcess[str]:
    """Write pages and commit them, as a person would; then the tree is as before."""
    for name, text in pages.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    git(folder, "add", "-A")
    done = git(folder, "commit", "-m", "pages", **HOME(folder))
    git(folder, "reset", "-q", "--hard", "HEAD~1" if done.returncode == 0 else "HEAD")
    git(folder, "clean", "-fdq")
    return done


COMMITS = [
    ("a good page passes", {"content/a.md": GOOD}, 0, "Passed"),
    ("a bad page is refused", {"content/a.md": BAD}, 1, "content/a.md:3:5 error miracle"),
    ("an exception works", {"content/a.md": ALLOWED}, 0, "Passed"),
    ("a malformed exception does not", {"content/a.md": ALLOWED.replace(" -- ", " - ")}, 1, "exception-malformed"),
    ("what is excluded is left out", {"drafts/a.md": BAD}, 0, "Passed"),
    ("one bad page among good ones", {"content/a.md": GOOD, "content/b.md": BAD}, 1, "content/b.md:3"),
    ("a name with blanks and quotes", {"content/a 'b' \"c\".md": BAD}, 1, "error miracle"),
    ("another kind of file", {"content/a.py": "x = 'miracle ketamine'\n"}, 0, "no files to check"),
    ("wrong settings stop it", {"kcheck.toml": 'ingore = ["x"]', "content/a.md": GOOD}, 1, "did you mean 'ignore'?"),
]  # fmt: skip


@pytest.mark.parametrize(("pages", "status", "said"), [row[1:] for row in COMMITS], ids=[row[0] for row in COMMITS])
def test_a_commit(site: Path, pages: dict[str, str], status: int, said: str) -> None:
    done = commit(site, **pages)
    assert done.returncode == status, done.stdout + done.stderr
    assert said in done.stdout + done.stderr


def test_the_whole_site_is_checked_before_a_push(site: Path) -> None:
    done = pre_commit(site, "run", "kcheck-site", "--hook-stage", "pre-push")
    assert done.returncode == 0, done.stdout
    page = site / "content" / "old.md"
    page.write_text(BAD, encoding="utf-8")
    git(site, "add", "-A")
    done = pre_commit(site, "run", "kcheck-site", "--hook-stage", "pre-push")
    git(site, "reset", "-q", "--hard")
    assert done.returncode == 1
    assert "content/old.md:3:5 error miracle" in done.stdout


def test_the_manifest_is_one(project: Path, site: Path) -> None:
    done = pre_commit(site, "validate-manifest", str(project / ".pre-commit-hooks.yaml"))
    assert done.returncode == 0, done.stdout
