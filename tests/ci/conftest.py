"""What the CI tests share: the project as a git repository of its own, from the files of the working tree."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PARTS = (
    "kcheck",
    "rules.toml",
    "pyproject.toml",
    "README.md",
    "LICENSE",
    ".pre-commit-hooks.yaml",
    "action.yml",
    "docs",
)
AUTHOR = ("-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false")


def environment(home: Path, **more: str) -> dict[str, str]:
    """The surroundings of a job: no setting of ours, no credentials, git without the user's own settings."""
    kept = {
        name: os.environ[name] for name in ("PATH", "PIP_INDEX_URL", "PIP_CONFIG_FILE", "LANG") if name in os.environ
    }
    proxies = {name: value for name, value in os.environ.items() if name.upper().endswith(("_PROXY", "SSL_CERT_FILE"))}
    return {
        **kept,
        **proxies,
        "HOME": str(home),
        "GIT_CONFIG_NOSYSTEM": "1",
        "KCHECK_CACHE_DIR": str(home / "cache"),
        "PIP_CACHE_DIR": str(ROOT / ".pytest_cache" / "pip"),
        **more,
    }


def git(folder: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", *AUTHOR, *arguments], cwd=folder, capture_output=True, text=True, check=False,
        env=environment(folder.parent, **more),
    )  # fmt: skip


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project at one commit, as a hook or an action gets it."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    folder = tmp_path_factory.mktemp("project") / "kcheck"
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            folder.mkdir(exist_ok=True)
            shutil.copy(source, folder / part)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    assert git(folder, "commit", "-qm", "the project").returncode == 0
    return folder
