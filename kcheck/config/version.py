"""Whether this kcheck may read a settings file: `required-version = ">=0.1,<1"`."""

import operator
import re
from collections.abc import Callable

from kcheck.errors import UsageError

Version = tuple[int, ...]

_ONE = re.compile(r"\s*(==|!=|>=|<=|~=|>|<)?\s*v?(\d+(?:\.\d+)*)\s*\Z")
_COMPARE: dict[str, Callable[[Version, Version], bool]] = {
    "==": operator.eq, "!=": operator.ne, ">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt,
}  # fmt: skip


def check_version(wanted: str, version: str, where: str) -> None:
    """Refuse to go on where the settings were made for another version."""
    own = _numbers(version)
    for part in wanted.split(","):
        found = _ONE.match(part)
        if not found:
            raise UsageError(f"{where}: required-version: {part.strip()!r} is no version; write such as '>=0.1,<1'")
        sign, number = found[1] or "==", _numbers(found[2])
        if sign == "~=":
            fits = own >= number and own[: max(1, len(found[2].split(".")) - 1)] == number[: found[2].count(".") or 1]
        else:
            fits = _COMPARE[sign](own, number)
        if not fits:
            remedy = f"pip install 'kcheck{wanted if not wanted[0].isdigit() else f'=={wanted}'}'"
            raise UsageError(f"{where}: needs kcheck {wanted}, and this is {version}; {remedy}")


def _numbers(version: str) -> Version:
    found = re.match(r"\d+(?:\.\d+)*", version)
    numbers = [int(part) for part in found[0].split(".")] if found else []
    return tuple([*numbers, 0, 0, 0][:4])
