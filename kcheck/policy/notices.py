"""What kcheck says of exceptions themselves: findings of its own, one id each, explained like any rule."""

from typing import Final

from kcheck.finding import Confidence, RuleInfo, Severity

CATEGORY: Final = "exception"
MALFORMED, UNKNOWN, REFUSED, EXPIRED, EXPIRING, UNUSED = (
    "exception-malformed", "exception-unknown-rule", "exception-refused", "exception-expired", "exception-expiring",
    "exception-unused",
)  # fmt: skip

_GRAMMAR = "Write: kcheck: allow <rule>[, <rule>] [until YYYY-MM-DD] [by <who>] -- <reason>"


def _notice(name: str, severity: Severity, title: str, message: str, why: str, advice: str) -> RuleInfo:
    return RuleInfo(
        id=name, category=CATEGORY, category_title="Exceptions themselves", title=title, severity=severity,
        message=message, why=why, advice=advice, confidence=Confidence.CERTAIN, precision=None, references=(),
    )  # fmt: skip


NOTICES: Final = {notice.id: notice for notice in (
    _notice(
        MALFORMED, Severity.ERROR, "An exception that cannot be read",
        "This exception is not written as one, and allows nothing.",
        "An exception that looks granted and is not is found out too late; a loose reading would allow too much.",
        _GRAMMAR + ".",
    ),
    _notice(
        UNKNOWN, Severity.ERROR, "An exception for no rule",
        "This exception names no rule or disclosure, and allows nothing.",
        "A misspelt name allows nothing while its author thinks otherwise.",
        "Name the rule as the report does; `kcheck rules` lists them.",
    ),
    _notice(
        REFUSED, Severity.ERROR, "An exception that the settings do not permit",
        "The settings say that this rule is never allowed inline; the finding stands.",
        "Some claims are for the owner of the settings to decide, not for the page.",
        "Change the copy, or ask whoever keeps `never-allow` in the settings.",
    ),
    _notice(
        EXPIRED, Severity.WARNING, "An exception whose time is over",
        "This exception has ended, and allows nothing any more.",
        "An end that nobody notices is no end.",
        "Change the copy, or have the exception renewed with a new date.",
    ),
    _notice(
        EXPIRING, Severity.WARNING, "An exception that ends within 30 days",
        "This exception ends soon; then its findings come back.",
        "A build that breaks on a date should surprise nobody.",
        "Change the copy before then, or have the exception renewed.",
    ),
    _notice(
        UNUSED, Severity.WARNING, "An exception that nothing needs",
        "Nothing here needs this exception any more.",
        "An exception left behind would silence the next claim that is written in its place.",
        "Take it out.",
    ),
)}  # fmt: skip
