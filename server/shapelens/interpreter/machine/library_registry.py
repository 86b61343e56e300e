"""Functions of libraries, by dotted name: each is registered where it is written, under every name that it has.

    @library("math.prod", "numpy.prod")
    def product(machine: Machine, arguments: CallArguments, span: Span) -> Value: ...

A function gives a value, or `NOT_KNOWN` where its arguments leave that open; it never raises. One that declares no
`spread` is only called where every argument of the call is known to be there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias, TypeVar, Union

from shapelens.interpreter.domain.objects import HeapObject
from shapelens.interpreter.domain.values import CallArguments, NoValue, Value
from shapelens.interpreter.machine.machine import Machine
from shapelens.syntax.spans import Span

LibraryFunction: TypeAlias = Callable[[Machine, CallArguments, Span], Value]
# an attribute of an object: the object's value, and where it is read
Attribute: TypeAlias = Callable[[Machine, Value, Span], Value]

# an operator with an object on one side: both operands, and where the expression is
Arithmetic: TypeAlias = Callable[[Machine, Value, Value, Span], Union[Value, None]]

Name = TypeVar("Name")
Entry = TypeVar("Entry")

# what a function gives whose arguments leave its result open
NOT_KNOWN: Final = NoValue.NOT_KNOWN

_FUNCTIONS: dict[str, LibraryFunction] = {}
_ATTRIBUTES: dict[str, Attribute] = {}
_CONSTANTS: dict[str, Value] = {}
_ARITHMETIC: dict[type[HeapObject], Arithmetic] = {}


def _add(known: dict[Name, Entry], new: dict[Name, Entry]) -> None:
    """Register names, which must be new: of two functions for one name the later module would win unseen."""
    twice = known.keys() & new.keys()
    if twice:
        raise ValueError(f"registered twice: {', '.join(sorted(map(str, twice)))}")
    known.update(new)


def library(*paths: str, spread: bool = False) -> Callable[[LibraryFunction], LibraryFunction]:
    """Register a function under its dotted names; `spread` says that it reads calls with `*unknown` itself."""

    def register(function: LibraryFunction) -> LibraryFunction:
        _add(_FUNCTIONS, dict.fromkeys(paths, function if spread else _complete(function)))
        return function

    return register


def _complete(function: LibraryFunction) -> LibraryFunction:
    def call(machine: Machine, arguments: CallArguments, span: Span) -> Value:
        return function(machine, arguments, span) if arguments.complete else NOT_KNOWN

    call.__doc__ = function.__doc__
    return call


def attribute(*paths: str) -> Callable[[Attribute], Attribute]:
    """Register what reads an attribute of a library's object, under the dotted names of its class and the attribute."""

    def register(read: Attribute) -> Attribute:
        _add(_ATTRIBUTES, dict.fromkeys(paths, read))
        return read

    return register


def find_attribute(path: str) -> Attribute | None:
    """What reads the attribute behind a dotted name."""
    return _ATTRIBUTES.get(path)


def arithmetic(kind: type[HeapObject]) -> Callable[[Arithmetic], Arithmetic]:
    """Register what Python's operators make of an object of a library, on either side."""

    def register(apply: Arithmetic) -> Arithmetic:
        _add(_ARITHMETIC, {kind: apply})
        return apply

    return register


def find_arithmetic(kind: type[HeapObject]) -> Arithmetic | None:
    """What Python's operators make of objects of a kind."""
    return _ARITHMETIC.get(kind)


def constants(values: dict[str, Value]) -> None:
    """Register names of libraries that stand for a plain value."""
    _add(_CONSTANTS, values)


def find_library_function(path: str) -> LibraryFunction | None:
    """The function behind a canonical dotted name."""
    return _FUNCTIONS.get(path)


def all_library_functions() -> dict[str, LibraryFunction]:
    """Every function by its dotted name."""
    return dict(_FUNCTIONS)


def is_library_constant(path: str) -> bool:
    """Whether a dotted name stands for a plain value."""
    return path in _CONSTANTS


def library_constant(path: str) -> Value:
    """The plain value that a dotted name stands for."""
    return _CONSTANTS[path]
