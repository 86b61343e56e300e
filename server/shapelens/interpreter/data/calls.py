"""How a function that makes data is declared: its dotted names and signature, and then what it gives.

    @makes_data("keras.datasets.boston_housing.load_data", signature="path=None, test_split=0.2, seed=113")
    def boston_housing(call: Call) -> Value: ...

Arguments that are not understood, or do not fit, give an unknown value: what a library refuses is no fault of shapes.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from shapelens.interpreter.domain.analysis import Observation
from shapelens.interpreter.domain.labels import Labels
from shapelens.interpreter.domain.objects import ToolObject
from shapelens.interpreter.domain.structures import structure_of
from shapelens.interpreter.domain.values import CallArguments, Ref, Stream, TensorValue, Value, not_known
from shapelens.interpreter.language.unwrap import plain_tensors
from shapelens.interpreter.machine.library_registry import NOT_KNOWN, library
from shapelens.interpreter.machine.machine import Machine
from shapelens.layers.framework.signature import Signature, bind, parse_signature
from shapelens.shapes.expressions import Size
from shapelens.shapes.tensors import Shape, Structure, Tensor
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span


@dataclass(frozen=True, slots=True)
class Call:
    """One call: its arguments by name, and the place where what it makes is made."""

    machine: Machine
    name: str
    signature: Signature
    given: Mapping[str, Value]
    span: Span

    def __getitem__(self, name: str) -> Value:
        """An argument as it was given, or its default."""
        return self.given[name] if name in self.given else self.signature.default_of(name)

    def plain(self, name: str) -> Value:
        """An argument with lists as tuples and dicts as dicts."""
        return plain_tensors(self.machine, self[name])

    def flag(self, name: str) -> bool | None:
        """A truth value; None where it is not known."""
        value = self[name]
        return bool(value) if isinstance(value, (bool, int, type(None))) else None

    def size(self, name: str) -> Size:
        """A number of things; unknown where it is none."""
        value = self[name]
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        return value if isinstance(value, Unknown) else self.unknown(f"`{name}` is not known")

    def tensor(self, name: str) -> TensorValue | None:
        """An argument that is an array."""
        value = self.plain(name)
        return value if isinstance(value, TensorValue) else None

    def tool(self) -> ToolObject:
        """The object whose method is called."""
        tool = tool_at(self.machine, self["self"])
        assert tool is not None
        return tool

    def receiver(self) -> Ref:
        """The place of that object."""
        ref = self["self"]
        assert isinstance(ref, Ref)
        return ref

    def unknown(self, reason: str) -> Unknown:
        return Unknown(reason, self.span.line)

    def array(self, shape: Shape, dtype: str | Unknown, labels: Labels | None = None) -> TensorValue:
        """A new array of numpy, made by this call."""
        return replace(self.found(shape, dtype), labels=labels, made=self.span)

    def found(self, shape: Shape, dtype: str | Unknown) -> TensorValue:
        """An array of a shape that no argument decides: nobody would change the call for another."""
        return TensorValue(Tensor(shape, dtype), is_array=True)

    def gives(self, value: Value) -> Value:
        """What the call gives, recorded for its hint."""
        self.machine.observe(self.span, "data", Observation(self.name, None, shown(value)))
        return replace(value, made=self.span) if isinstance(value, Stream) else value


Maker: TypeAlias = Callable[[Call], Value]


def shown(value: Value) -> Structure:
    """The arrays in a value as a hint shows them: of a stream one element."""
    if isinstance(value, Stream):
        return shown(value.element)
    if isinstance(value, tuple):
        return tuple(shown(item) for item in value)
    return structure_of(value)


def makes_data(*paths: str, signature: str) -> Callable[[Maker], Maker]:
    """Register a function of a library that makes data."""

    def register(make: Maker) -> Maker:
        for path in paths:
            library(path, spread=True)(_bound(path, signature, make))
        return make

    return register


# read when a function is first called: most programs call a few of them
_parsed = functools.cache(parse_signature)


def _bound(path: str, text: str, make: Maker) -> Callable[[Machine, CallArguments, Span], Value]:
    name = path.rpartition(".")[2]

    def call(machine: Machine, arguments: CallArguments, span: Span) -> Value:
        signature = _parsed(text)
        given = bind(signature, arguments.positional, arguments.keywords) if arguments.complete else None
        if not isinstance(given, dict):
            return not_known(name, arguments, span)
        result = make(Call(machine, name, signature, given, span))
        return not_known(name, arguments, span) if result is NOT_KNOWN else result

    return call


def tool_at(machine: Machine, value: Value) -> ToolObject | None:
    """The tool behind a value, if it is one."""
    content = machine.heap[value] if isinstance(value, Ref) else None
    return content if isinstance(content, ToolObject) else None
