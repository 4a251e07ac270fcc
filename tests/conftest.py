"""What the whole suite shares."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from kcheck.rulebook import Rulebook, bundled

# Compiled patterns are kept between runs of the suite, and away from the user's own.
os.environ["KCHECK_CACHE_DIR"] = str(Path(__file__).parent.parent / ".pytest_cache" / "kcheck")

# The same examples in every run; HYPOTHESIS_PROFILE=explore looks for new ones.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=2_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


@pytest.fixture(scope="session")
def book() -> Iterator[Rulebook]:
    """The shipped rulebook, patterns compiled once."""
    found = bundled()
    yield found
    found.derived.save()
