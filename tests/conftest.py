"""What holds in every test: a defect of our own is raised, not logged."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from shapelens.shapes.defects import raising_defects


@pytest.fixture(autouse=True)
def _defects_are_raised() -> Iterator[None]:
    with raising_defects():
        yield


def pytest_collection_finish() -> None:
    """What was collected stays to the end: the garbage collector need not go through it again and again."""
    gc.collect()
    gc.freeze()
