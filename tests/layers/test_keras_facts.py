"""Our rules against what Keras' own tests state, a source apart from the random comparison."""

from __future__ import annotations

from typing import Any

import pytest
from tests.fidelity.outcomes import our_outcome, our_tensors
from tests.fidelity.real_keras import keras
from tests.layers.keras_facts import Fact, collect_facts

from shapelens.layers.framework.registry import Configured, Layer, apply, configure, find_layer
from shapelens.layers.framework.result import Result


@pytest.fixture(scope="module")
def facts() -> list[Fact]:
    return collect_facts()


def test_what_keras_own_tests_state(facts: list[Fact]) -> None:
    compared, wrong = 0, []
    for fact in facts:
        entry = _entry(fact.layer)
        expected = _expected_shape(fact.stated)
        if entry is None or expected is None or not _in_scope(fact):
            continue
        compared += 1
        found = _ours(entry, fact)
        if fact.rejected:
            agrees = isinstance(found[0], str) and found[0] != "?"
        else:
            agrees = found == (expected, *_expected_weights(fact.stated, found))
        if not agrees:
            wrong.append(f"{fact.test}\n  {fact.layer}({fact.arguments}): stated {expected}, we say {found}")
    assert not wrong, "\n".join(wrong)
    assert compared >= 300


def _in_scope(fact: Fact) -> bool:
    """Whether all that the layer is made of is Keras: no function, and no layer that a test defines itself."""
    values = [value for value in fact.arguments.values() if not isinstance(value, (list, tuple))]
    values += [item for value in fact.arguments.values() if isinstance(value, (list, tuple)) for item in value]
    own = [value for value in values if isinstance(value, keras.Layer) and _entry(type(value).__name__) is None]
    return not own and fact.layer != "Lambda" and not fact.stated.get("input_ragged")


def _entry(name: str) -> Layer | None:
    """The registered layer of a Keras class; one that a test defines itself has none."""
    return find_layer({"GroupedQueryAttention": "GroupQueryAttention"}.get(name, name))


def _expected_shape(stated: dict[str, Any]) -> Any:
    """The shape, or the nested shapes, that a test states, or shows by the output that it states."""
    if stated.get("expected_output_shape") is not None:
        return _nested(stated["expected_output_shape"])
    output = stated.get("expected_output")
    return None if output is None else _shapes(output)


def _nested(shapes: Any) -> Any:
    if isinstance(shapes, dict):
        return {name: _nested(item) for name, item in shapes.items()}
    if isinstance(shapes, (list, tuple)) and all(size is None or isinstance(size, int) for size in shapes):
        return tuple(shapes)
    return [_nested(item) for item in shapes]


def _shapes(data: Any) -> Any:
    """The shapes of arrays, nested as they are."""
    if isinstance(data, dict):
        return {name: _shapes(item) for name, item in data.items()}
    if isinstance(data, (list, tuple)):
        return [_shapes(item) for item in data]
    return tuple(data.shape)


def _expected_weights(stated: dict[str, Any], found: tuple[Any, ...]) -> tuple[Any, Any]:
    """The numbers of trained and untrained weights; what a test does not state is as we say."""
    return (
        stated.get("expected_num_trainable_weights", found[1]),
        stated.get("expected_num_non_trainable_weights", found[2]),
    )


def _ours(entry: Layer, fact: Fact) -> tuple[Any, Any, Any]:
    """What our rule says: shapes, and the numbers of trained and untrained weights."""
    configured = configure(entry, [], {name: _ours_of(value) for name, value in fact.arguments.items()})
    if not isinstance(configured, Configured):
        return str(configured), None, None
    shapes = fact.stated.get("input_shape")
    shapes = _shapes(fact.stated["input_data"]) if shapes is None else _nested(shapes)
    dtype = fact.stated.get("input_dtype", "float32")
    call = dict(fact.stated.get("call_kwargs") or {})
    if isinstance(shapes, dict) and all(name.endswith("_shape") for name in shapes):
        (_, first), *rest = shapes.items()
        call |= {name.removesuffix("_shape"): our_tensors(shape, dtype) for name, shape in rest}
        shapes = first
    inputs = our_tensors(shapes, dtype)
    result = apply(configured, inputs, call)
    weights = result.weights if isinstance(result, Result) else ()
    if any(weight.name == "quantized" for weight in weights):
        return our_outcome(configured, inputs, call).shape, *_expected_weights(fact.stated, ("", 0, 0))
    trained = sum(weight.trainable for weight in weights)
    return our_outcome(configured, inputs, call).shape, trained, len(weights) - trained


def _ours_of(value: Any) -> Any:
    """An argument as our rules take it: a Keras layer inside it is configured by its own config."""
    if isinstance(value, (list, tuple)):
        return type(value)(_ours_of(item) for item in value)
    entry = _entry(type(value).__name__) if isinstance(value, keras.Layer) else None
    if entry is None:
        return value
    own = {parameter.name for parameter in entry.signature.parameters}
    config = {name: item for name, item in value.get_config().items() if name in own and name != "dtype"}
    for name in ("layer", "cell", "cells"):
        if name in config:
            config[name] = _ours_of(getattr(value, name))
    configured = configure(entry, [], config)
    assert isinstance(configured, Configured), configured
    return configured
