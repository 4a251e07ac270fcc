"""Where sentences end, and where they do not."""

import pytest

from kcheck.sentences import sentence_bounds

TABLE = [
    ("Dr. Smith gave it. It works.", ["Dr. Smith gave it.", "It works."]),
    ("We use e.g. TMS vs. ketamine. Then rest.", ["We use e.g. TMS vs. ketamine.", "Then rest."]),
    ("It is given i.v. in the clinic.", ["It is given i.v. in the clinic."]),
    ("Jane Roe, M.D. The clinic is open.", ["Jane Roe, M.D.", "The clinic is open."]),
    ("Jane Roe, M.D. Anderson fellow.", ["Jane Roe, M.D. Anderson fellow."]),
    ("A dose of 0.5 mg/kg. No. 1 in town.", ["A dose of 0.5 mg/kg.", "No. 1 in town."]),
    ("He said no. Then he left.", ["He said no.", "Then he left."]),
    ("It costs approx. 400 dollars.", ["It costs approx. 400 dollars."]),
    ("Used in the U.S. Ketamine is old.", ["Used in the U.S.", "Ketamine is old."]),
    ("We close at 5 p.m. on Friday.", ["We close at 5 p.m. on Friday."]),
    ("Ready? Call us! Now.", ["Ready?", "Call us!", "Now."]),
    ('"Great." She smiled.', ['"Great."', "She smiled."]),
    ("Wait... then rest.", ["Wait... then rest."]),
    ("Smith et al. found it.", ["Smith et al. found it."]),
    ("1. First step", ["1. First step"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), TABLE, ids=[row[0][:30] or "empty" for row in TABLE])
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentence_bounds(text)] == expected
