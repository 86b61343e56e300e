"""Every declaration says what the library's own signature says: names, order, kinds and defaults."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
from tests.operations.libraries import numpy, resolve, tensorflow

from shapelens.layers.operations import Operation, all_operations, apply_operation
from shapelens.shapes.tensors import Tensor
from shapelens.shapes.unknown import Unknown

RULED = [entry for entry in all_operations() if not entry.unruled]
UNRULED = [entry for entry in all_operations() if entry.unruled]
OPERATIONS = [entry for entry in RULED if entry.declaration.library != "tensor" and ".Generator." not in entry.path]
METHODS = [entry for entry in RULED if entry.declaration.library == "tensor"]


@pytest.mark.parametrize("entry", OPERATIONS, ids=[entry.path for entry in OPERATIONS])
def test_signature(entry: Operation) -> None:
    function = resolve(entry.path)
    real = list(_signature(function).parameters.values())[1 if isinstance(function, type) else 0 :]
    kinds = {parameter.kind for parameter in real}
    named = {parameter.name: parameter for parameter in real if parameter.kind not in _COLLECTING}
    declared = entry.declaration.signature.parameters
    if inspect.Parameter.VAR_KEYWORD in kinds:
        # what a library takes out of its own **kwargs has no place in its signature
        declared = tuple(parameter for parameter in declared if parameter.name in named)
    elif not entry.declaration.open_ended:
        assert [parameter.name for parameter in declared] == list(named)
    assert [parameter.name for parameter in declared] == [name for name in named if name in _names(entry)]
    assert (entry.declaration.variadic is not None) == (inspect.Parameter.VAR_POSITIONAL in kinds)
    for parameter in declared:
        theirs = named[parameter.name]
        assert parameter.keyword_only == (theirs.kind is inspect.Parameter.KEYWORD_ONLY), parameter.name
        if theirs.default is inspect.Parameter.empty:
            assert parameter.required, parameter.name
        elif _is_plain(theirs.default):
            assert not parameter.required, parameter.name
            assert repr(parameter.default) == repr(_plain(theirs.default)), parameter.name


@pytest.mark.parametrize("entry", METHODS, ids=[entry.path for entry in METHODS])
def test_method_exists(entry: Operation) -> None:
    name = entry.path.removeprefix("tensor.")
    receivers = (numpy.ndarray, tensorflow.zeros(()), tensorflow.Variable(0.0))
    assert any(hasattr(receiver, name) for receiver in receivers)


@pytest.mark.parametrize("entry", OPERATIONS, ids=[entry.path for entry in OPERATIONS])
def test_paths_are_one_function(entry: Operation) -> None:
    functions = [resolve(path) for path in entry.declaration.paths]
    assert all(str(_signature(function)) == str(_signature(functions[0])) for function in functions)


# Keras 2's own, which code still names
GONE = {"keras.backend.function"}


@pytest.mark.parametrize("entry", UNRULED, ids=[entry.path for entry in UNRULED])
def test_what_has_no_rule_says_so_by_its_name(entry: Operation) -> None:
    assert entry.path in GONE or callable(resolve(entry.path))
    outcome = apply_operation(entry, (1, "any"), {"keyword": None})
    assert isinstance(outcome, Tensor)
    assert isinstance(outcome.shape, Unknown)
    assert outcome.shape.reason.startswith(f"`{entry.path}` has no rule: ")


def _signature(function: Any) -> inspect.Signature:
    """A class is called with what its `__init__` takes."""
    return inspect.signature(vars(function)["__init__"] if isinstance(function, type) else function)


_COLLECTING = (inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL)


def _names(entry: Operation) -> set[str]:
    return {parameter.name for parameter in entry.declaration.signature.parameters}


def _is_plain(default: Any) -> bool:
    """Whether a default can be written in a declaration: numpy's "no value given" cannot."""
    return isinstance(_plain(default), (int, float, str, bool, tuple, list, type(None)))


def _plain(default: Any) -> Any:
    """A default as a declaration writes it: a dtype by its name."""
    if isinstance(default, tensorflow.DType):
        return default.name
    if default in (int, float):
        return default.__name__
    return default
