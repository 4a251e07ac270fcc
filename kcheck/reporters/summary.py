"""The one line that closes every report for people: what was read, what was found, what was not checked."""

from collections import Counter

from kcheck.finding import BY_BASELINE, BY_EXCEPTION, BY_REVISION, Report, Severity

_ACCEPTED = {BY_EXCEPTION: "by exceptions", BY_BASELINE: "by the baseline", BY_REVISION: "were there before"}


def count(number: int, noun: str) -> str:
    """A number and its noun: `1 page`, `1,240 words`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def summary_line(report: Report) -> str:
    """Pages, words, findings by severity, disclosures lacking, and what was not checked or not shown."""
    found = Counter(finding.severity for finding in report.findings)
    lacking = sum(row.needs_action for row in report.disclosures)
    parts = [
        f"{count(len(report.pages), 'page')}, {count(sum(page.words for page in report.pages), 'word')} read",
        ", ".join(count(found[severity], severity.value) for severity in Severity),
        f"{count(lacking, 'disclosure')} lacking",
        f"{count(len(report.skipped), 'file')} not checked" if report.skipped else "nothing left unchecked",
    ]
    if unread := sum(page.words_unread for page in report.pages):
        parts.append(f"{count(unread, 'word')} that may be copy not read (--format json tells why)")
    accepted = Counter(accepted.by for accepted in report.accepted)
    if accepted:
        ways = [f"{accepted[by]} {said}" for by, said in _ACCEPTED.items() if accepted[by]]
        parts.append(f"accepted: {', '.join(ways)}")
    if report.stale:
        noun = "entry" if len(report.stale) == 1 else "entries"
        parts.append(f"{len(report.stale)} stale {noun} in the baseline (`kcheck baseline prune` drops them)")
    if report.left_out:
        parts.append(f"{count(len(report.left_out), 'file')} left out by the settings")
    if report.hidden:
        parts.append(f"{report.hidden} less sure or less severe not shown (--min-confidence possible shows all)")
    return "; ".join(parts) + "."


def statistics(report: Report) -> list[tuple[str, str, int]]:
    """How often each rule was broken: (rule, category, count), most often first."""
    counted = Counter((finding.rule, finding.category) for finding in report.findings)
    ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return [(rule, category, number) for (rule, category), number in ranked]
