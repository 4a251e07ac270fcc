"""--new-from REV: only what was not there at an earlier revision counts, by the same fingerprints as the baseline."""

from collections.abc import Iterator
from pathlib import Path

from kcheck import git, run
from kcheck.commands.session import Session
from kcheck.errors import UnreadableError, UsageError
from kcheck.finding import BY_REVISION, PageResult, Report
from kcheck.policy.baseline import compare, of_pages, relative
from kcheck.read import decode
from kcheck.readers import reader_for


def new_from(report: Report, session: Session, revision: str, *, from_stdin: bool) -> Report:
    """The report with everything that stood at the revision labelled as accepted."""
    here = Path.cwd()
    top = git.top_folder(here)
    if top is None:
        raise UsageError("--new-from: this folder is in no git repository (or git is not installed); run inside one")
    commit = git.revision(top, revision)
    then, changed = git.files_at(top, commit), git.changed_since(top, commit)
    pages = {relative(page.path, top): page for page in report.pages}
    same = [page for path, page in pages.items() if path in then and path not in changed and not from_stdin]
    touched = changed | (set(pages) if from_stdin else set())
    earlier = _earlier(sorted(path for path in touched if path in then), top, dict(then), session)
    old = run.report(earlier, session.rulebook, session.settings)
    known = of_pages(same, top) + of_pages(old.pages, top)
    reason = f"there already at {revision} ({commit[:10]})"
    # whatever stood at the revision may have moved: no entry is kept for a page outside this run
    return compare(report, known, top, BY_REVISION, reason, still_there=lambda path: False).report


def _earlier(paths: list[str], top: Path, then: dict[str, str], session: Session) -> Iterator[PageResult]:
    """The changed pages as they were. One that could not be read then knows nothing."""
    readable = [path for path in paths if reader_for(Path(path).suffix)]
    for path, raw in zip(readable, git.contents(top, [then[path] for path in readable]), strict=True):
        reader = reader_for(Path(path).suffix)
        assert reader is not None  # chosen above
        shown = relative(str(top / path), Path.cwd())
        try:
            yield run.check_source(decode(raw, shown), reader, session.rulebook, session.settings)
        except UnreadableError:
            continue
