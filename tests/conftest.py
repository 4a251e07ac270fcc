"""What the whole suite shares."""

import pytest

from kcheck.rulebook import Rulebook, bundled


@pytest.fixture(scope="session")
def book() -> Rulebook:
    """The shipped rulebook, patterns compiled once."""
    return bundled()
