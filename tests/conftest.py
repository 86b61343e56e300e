"""What holds in every test: a defect of our own is raised, not logged."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from shapelens.shapes.defects import raising_defects


@pytest.fixture(autouse=True)
def _defects_are_raised() -> Iterator[None]:
    with raising_defects():
        yield
