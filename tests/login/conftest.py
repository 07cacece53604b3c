"""Fixtures of all sign-in tests."""

import pytest

from oauth_presets.login import receiver


@pytest.fixture(autouse=True)
def short_linger(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait briefly for a browser to fetch the result page: most tests never do."""
    monkeypatch.setattr(receiver, "LINGER", 0.2)
