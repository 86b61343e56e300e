"""Counts and amounts of memory as text."""

from __future__ import annotations

import pytest
from tests.editor.builders import tensor

from shapelens.editor.quantities import activation_bytes, format_bytes, format_count
from shapelens.shapes.expressions import axis
from shapelens.shapes.tensors import Tensor
from shapelens.shapes.unknown import Unknown


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 B"),
        (1023, "1,023 B"),
        (1024, "1.0 KiB"),
        (230400, "225.0 KiB"),
        (5 * 2**20, "5.0 MiB"),
        (3000 * 2**30, "3,000.0 GiB"),
    ],
)
def test_bytes(size: int, text: str) -> None:
    assert format_bytes(size) == text


def test_counts() -> None:
    assert format_count(196170) == "196,170"
    assert format_count(axis("H") * 3) == "3*H"
    assert format_count(Unknown("...")) == "?"


def test_activations_leave_the_batch_out() -> None:
    assert activation_bytes(tensor(30, 30, 64)) == 30 * 30 * 64 * 4
    assert activation_bytes((tensor(2), tensor(3))) == 20
    assert activation_bytes(tensor(axis("T"), 2)) == axis("T") * 8
    assert isinstance(activation_bytes(Tensor(Unknown("..."))), Unknown)
