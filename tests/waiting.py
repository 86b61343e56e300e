"""Waiting for a state instead of for a time."""

from __future__ import annotations

import time
from collections.abc import Callable

# long enough for a machine that is busy with other things; a state that never comes fails the test
PATIENCE_SECONDS = 60.0


def wait_until(happens: Callable[[], object], seconds: float = PATIENCE_SECONDS) -> None:
    """Until something is so; fails where it does not come to that."""
    end = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < end, "the state that was waited for did not come"
        time.sleep(0.02)
