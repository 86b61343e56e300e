"""What a layer gave is kept for the same arguments and inputs, and for no others."""

from __future__ import annotations

from typing import Any

import pytest

from shapelens.layers.framework.cache_key import key_of
from shapelens.layers.framework.problems import InvalidArgument
from shapelens.layers.framework.registry import Configured, apply, configure, find_layer
from shapelens.layers.framework.result import Result
from shapelens.layers.operations.framework.registry import apply_operation, find_operation
from shapelens.shapes.expressions import axis
from shapelens.shapes.tensors import Tensor
from shapelens.shapes.unknown import Unknown


def _configured(name: str, *positional: Any, **keywords: Any) -> Configured:
    entry = find_layer(name)
    assert entry is not None
    configured = configure(entry, positional, keywords)
    assert isinstance(configured, Configured)
    return configured


def test_equal_layers_are_configured_once() -> None:
    assert _configured("Dense", 8, activation="relu") is _configured("Dense", 8, activation="relu")
    assert _configured("Dense", 8) is not _configured("Dense", 9)


def test_what_is_equal_but_not_the_same_is_told_apart() -> None:
    entry = find_layer("Conv2D")
    assert entry is not None
    assert isinstance(configure(entry, [4, (3, 3)], {}), Configured)
    assert isinstance(configure(entry, [4, (3.0, 3.0)], {}), InvalidArgument)
    assert key_of({"rate": 0.0}) != key_of({"rate": -0.0})
    assert key_of({"a": True}) != key_of({"a": 1}) != key_of({"a": 1.0})
    assert key_of({"a": (1, (2,))}) != key_of({"a": (1, 2)})
    assert key_of({"a": 1, "b": 2}) != key_of({"b": 2, "a": 1})
    assert key_of({"a": 1}) != key_of(("a", (1,))) != key_of(("a", 1)) != key_of({"a": 1})


@pytest.mark.parametrize("value", [[1], {"a": [1]}, object(), (1, [2]), len, (0,) * 1000])
def test_what_may_change_has_no_key(value: object) -> None:
    assert key_of({"units": 1, "a": value}) is None


def test_an_outcome_is_kept_for_its_inputs() -> None:
    configured, batch = _configured("Dense", 8), axis("batch")
    first = apply(configured, Tensor((batch, 4)))
    assert isinstance(first, Result)
    assert apply(configured, Tensor((axis("batch"), 4))) is first
    other = apply(configured, Tensor((batch, 5)))
    assert isinstance(other, Result)
    assert other.weights[0].shape == (5, 8)
    assert isinstance(apply(configured, Unknown("it is not known")), Result)


def test_not_all_outcomes_are_kept() -> None:
    configured = _configured("Dense", 8)
    for features in range(1, 200):
        apply(configured, Tensor((1, features)))
    assert configured.outcomes is not None
    assert len(configured.outcomes) < 40


def test_an_operation_is_applied_once_to_what_is_the_same() -> None:
    reshape = find_operation("keras.ops.reshape")
    assert reshape is not None
    given = Tensor((axis("batch"), 6))
    once = apply_operation(reshape, [given, (-1, 3)], {})
    assert once is apply_operation(reshape, [Tensor((axis("batch"), 6)), (-1, 3)], {})
    assert once != apply_operation(reshape, [given, (-1, 2)], {})
    assert apply_operation(reshape, [given, [-1, 3]], {}) == once
