"""Which files a path pattern of the settings means. `**` is any depth, `*` and `?` stay within one name."""

import os
import re
from functools import lru_cache
from pathlib import PurePath
from typing import NamedTuple


def absolute(path: str | os.PathLike[str]) -> str:
    """A path as patterns see it: absolute, `..` taken out, with forward slashes, links left as they are."""
    return os.path.abspath(path).replace(os.sep, "/")  # noqa: PTH100  resolve() would follow links


class Glob(NamedTuple):
    """A pattern, and the folder that it is relative to: the one of the file that names it."""

    folder: str
    pattern: str

    def matches(self, path: str) -> bool:
        """Whether an absolute path (forward slashes) is meant: itself, or a folder that holds it."""
        folder = self.folder.rstrip("/") + "/"
        if not path.startswith(folder):
            return False
        return _compiled(self.pattern).match(path[len(folder) :]) is not None


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    """As in .gitignore: a pattern without a slash matches at any depth, and a folder is all that is in it."""
    pattern = PurePath(pattern).as_posix().removeprefix("./") if "\\" in pattern else pattern.removeprefix("./")
    anchored = "/" in pattern.rstrip("/")
    found, at = "", 0
    pattern = pattern.strip("/")
    while at < len(pattern):
        if pattern.startswith("**/", at):
            found, at = found + "(?:.*/)?", at + 3
        elif pattern.startswith("**", at):
            found, at = found + ".*", at + 2
        elif pattern[at] == "*":
            found, at = found + "[^/]*", at + 1
        elif pattern[at] == "?":
            found, at = found + "[^/]", at + 1
        elif pattern[at] == "{" and (close := pattern.find("}", at)) > 0:
            options = pattern[at + 1 : close].split(",")
            found, at = found + "(?:" + "|".join(map(re.escape, options)) + ")", close + 1
        else:
            found, at = found + re.escape(pattern[at]), at + 1
    return re.compile(("" if anchored else "(?:.*/)?") + found + "(?:/.*)?\\Z", re.DOTALL)
