"""The registry: every Keras layer is one decorated function, and everything else follows from its declaration.

    @layer("Conv2D(filters, kernel_size, strides=(1, 1), ..., **kwargs)",
           aliases=("Convolution2D",),
           examples=(example("Conv2D(32, 3)", (None, 128, 128, 3), (None, 126, 126, 32), params=896),))
    def conv2d(inputs: Tensor, arguments: Arguments) -> Result: ...

A rule is called twice: with an input of unknown shape when the layer is constructed (so that it can reject arguments
that Keras' constructor rejects), and with each real input. It rejects by raising `Reject`; `apply` makes that a value.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shapelens.layers.arguments import Arguments
from shapelens.layers.problems import Problem, Reject
from shapelens.layers.result import Result
from shapelens.layers.signature import Signature, bind, parse_signature
from shapelens.shapes.tensors import Structure, Tensor
from shapelens.shapes.unknown import Unknown

Rule = Callable[[Any, Arguments], Result]


@dataclass(frozen=True, slots=True)
class Example:
    """A call, its input shape (or list of shapes) and what Keras gives: documentation, unit test and comparison at once."""

    call: str
    inputs: Any
    output: Any
    params: int = 0
    dtype: str = "float32"


def example(call: str, inputs: Any, output: Any, params: int = 0, dtype: str = "float32") -> Example:
    """An `Example`; shapes with the batch axis, `None` for open sizes; `dtype` is the input's."""
    return Example(call, inputs, output, params, dtype)


@dataclass(frozen=True)
class Layer:
    """One registered layer class."""

    name: str
    signature_text: str
    rule: Rule
    aliases: tuple[str, ...]
    function: str | None
    takes_list: bool
    examples: tuple[Example, ...]
    family: str

    @functools.cached_property
    def signature(self) -> Signature:
        return parse_signature(self.signature_text)

    @property
    def documentation(self) -> str:
        return self.rule.__doc__ or ""


@dataclass(frozen=True, slots=True)
class Configured:
    """A layer as constructed: its class and the arguments given."""

    layer: Layer
    given: Mapping[str, Any]

    @property
    def arguments(self) -> Arguments:
        return Arguments(self.layer.signature, self.given)


_LAYERS: dict[str, Layer] = {}
_FUNCTIONS: dict[str, Layer] = {}


def layer(
    declaration: str,
    *,
    aliases: Sequence[str] = (),
    function: str | None = None,
    takes_list: bool = False,
    examples: Sequence[Example] = (),
) -> Callable[[Rule], Rule]:
    """Register a rule under its Keras declaration `Name(signature)`.

    `function` is the lower-case form (`keras.layers.add`); `takes_list` says that the layer merges several tensors.
    """
    match = re.fullmatch(r"\s*(\w+)\((.*)\)\s*", declaration, re.DOTALL)
    if match is None:
        raise ValueError(f"not a declaration: {declaration!r}")
    name, signature_text = match.groups()

    def register(rule: Rule) -> Rule:
        family = rule.__module__.rpartition(".")[2]
        entry = Layer(name, signature_text, rule, tuple(aliases), function, takes_list, tuple(examples), family)
        for key in (name, *aliases):
            _LAYERS[key] = entry
        if function is not None:
            _FUNCTIONS[function] = entry
        return rule

    return register


def find_layer(name: str) -> Layer | None:
    """The layer class that `keras.layers` exports as `name`."""
    return _LAYERS.get(name)


def find_function(name: str) -> Layer | None:
    """The layer behind the function that `keras.layers` exports as `name` (`add`, `concatenate`)."""
    return _FUNCTIONS.get(name)


def all_layers() -> tuple[Layer, ...]:
    """Every registered layer once, in order of registration."""
    return tuple(dict.fromkeys(_LAYERS.values()))


def configure(
    entry: Layer, positional: Sequence[Any], keywords: Mapping[str, Any], *, complete: bool = True
) -> Configured | Problem:
    """Bind a constructor's arguments and reject what Keras' constructor rejects."""
    bound = bind(entry.signature, positional, keywords, complete=complete)
    if not isinstance(bound, dict):
        return bound
    configured = Configured(entry, bound)
    outcome = apply(configured, Unknown("the layer is not called yet") if entry.takes_list else _ANY_TENSOR)
    return configured if isinstance(outcome, Result) else outcome


def apply(configured: Configured, inputs: Structure) -> Result | Problem:
    """Evaluate a layer on its inputs; a rejection comes back as a value."""
    try:
        return configured.layer.rule(inputs, configured.arguments)
    except Reject as rejection:
        return rejection.problem


_ANY_TENSOR = Tensor(Unknown("the layer is not called yet"), Unknown("the layer is not called yet"))
