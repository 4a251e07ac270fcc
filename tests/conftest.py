"""What the whole suite shares."""

import os

import pytest
from hypothesis import settings

from kcheck.rulebook import Rulebook, bundled

# The same examples in every run; HYPOTHESIS_PROFILE=explore looks for new ones.
settings.register_profile("same", derandomize=True)
settings.register_profile("explore", max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


@pytest.fixture(scope="session")
def book() -> Rulebook:
    """The shipped rulebook, patterns compiled once."""
    return bundled()
