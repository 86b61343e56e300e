"""A share of `make confirm-repeat`: checks that end before their time leave nothing, again and again."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from benchmarks.confirm_repeat import repeat


async def test_checks_that_end_before_their_time_leave_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert await repeat(3, 1.5, str(tmp_path))
