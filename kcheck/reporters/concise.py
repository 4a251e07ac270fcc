"""One line a finding, for editors, grep and scripts: `path:line:column: severity rule: message`."""

from kcheck.finding import Report
from kcheck.reporters.escape import visible
from kcheck.reporters.summary import summary_line


def render(report: Report) -> str:
    """The report as lines."""
    lines = [
        f"{f.path}:{f.begin.line}:{f.begin.column}: {f.severity} {f.rule}: {f.text!r} {f.message}"
        for f in report.findings
    ]
    for row in report.disclosures:
        if row.needs_action:
            place = row.trigger.begin if row.trigger else None
            at = f"{place.line}:{place.column}" if place else "1:1"
            lacking = f" (lacking {'; '.join(row.lacking)})" if row.status == "partial" and row.lacking else ""
            lines.append(f"{row.path}:{at}: {row.severity} {row.disclosure}: {row.status}: {row.title}{lacking}")
    lines += [f"not checked: {skipped.reason}" for skipped in report.skipped]
    return "\n".join([*map(visible, lines), summary_line(report)]) + "\n"
