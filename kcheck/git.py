"""What git knows: the files of an earlier revision, and since when a line stands."""

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kcheck.errors import UsageError


def top_folder(folder: Path) -> Path | None:
    """The root of the repository that holds a folder, or None."""
    done = _run(folder, "rev-parse", "--show-toplevel")
    return Path(done.stdout.decode("utf-8", "surrogateescape").rstrip("\n")) if done and not done.returncode else None


def revision(top: Path, name: str) -> str:
    """The commit to compare with: where the branch of HEAD left the one named, or the named one itself."""
    done = _run(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if done is None or done.returncode:
        raise UsageError(
            f"--new-from {name}: git knows no such revision here; fetch it first (in GitHub Actions: fetch-depth: 0)"
        )
    commit = done.stdout.decode().strip()
    base = _run(top, "merge-base", commit, "HEAD")
    return base.stdout.decode().strip() if base and not base.returncode else commit


def files_at(top: Path, commit: str) -> Mapping[str, str]:
    """The files of a commit, path -> object."""
    done = _checked(top, "ls-tree", "-r", "-z", "--full-tree", commit)
    found = {}
    for line in done.decode("utf-8", "surrogateescape").split("\0"):
        head, _, path = line.partition("\t")
        mode, _, rest = head.partition(" ")
        if path and rest.startswith("blob ") and mode != "120000":
            found[path] = rest.removeprefix("blob ")
    return found


def changed_since(top: Path, commit: str) -> frozenset[str]:
    """The paths that differ between a commit and the working tree, deleted ones included."""
    done = _checked(top, "diff", "--name-only", "--no-renames", "--no-ext-diff", "-z", commit, "--")
    return frozenset(done.decode("utf-8", "surrogateescape").split("\0")) - {""}


def contents(top: Path, objects: Sequence[str]) -> Iterator[bytes]:
    """The bytes of each object, in order."""
    if not objects:
        return
    done = _checked(top, "cat-file", "--batch", given="".join(f"{name}\n" for name in objects).encode())
    at = 0
    for _ in objects:
        head, _, _ = done[at:].partition(b"\n")
        size = int(head.split()[-1])
        at += len(head) + 1
        yield done[at : at + size]
        at += size + 1


def since(file: Path, line: int) -> str:
    """The day on which a line was last written, as YYYY-MM-DD; nothing where git does not know."""
    done = _run(file.parent, "blame", "--porcelain", "-L", f"{line},{line}", "--", file.name)
    if done is None or done.returncode:
        return ""
    fields = dict(part.partition(" ")[::2] for part in done.stdout.decode("utf-8", "replace").splitlines())
    if "author-time" not in fields or done.stdout.startswith(b"0" * 40):
        return ""
    from datetime import UTC, datetime

    return datetime.fromtimestamp(int(fields["author-time"]), UTC).date().isoformat()


def _checked(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    done = _run(folder, *arguments, given=given)
    if done is None or done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip() if done else "git is not installed"
        raise UsageError(f"git {arguments[0]}: {said}")
    return done.stdout


def _run(folder: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes] | None:
    """Git in a folder; None where there is no git. A hook's own GIT_DIR and index must not lead elsewhere."""
    environment = {k: v for k, v in os.environ.items() if k not in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")}
    environment["GIT_OPTIONAL_LOCKS"] = "0"
    try:
        return subprocess.run(
            ["git", "-c", "core.quotepath=off", *arguments],
            cwd=folder, input=given, capture_output=True, check=False, env=environment,
        )  # fmt: skip
    except OSError:
        return None
