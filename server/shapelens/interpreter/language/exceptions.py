"""Exceptions of the program: what is raised, and which handler catches it."""

from __future__ import annotations

import builtins
from collections.abc import Iterable, Iterator

from shapelens.interpreter.domain.faults import Fault, OperationError
from shapelens.interpreter.domain.objects import ClassObject, InstanceObject
from shapelens.interpreter.domain.values import CallArguments, ExceptionValue, Named, Ref, Value
from shapelens.interpreter.language.mro import lineage
from shapelens.interpreter.machine.library_registry import LibraryFunction, library
from shapelens.interpreter.machine.machine import Machine, ProgramRaises
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span


def fail(machine: Machine, kind: type[BaseException], reason: str, span: Span | None = None) -> Unknown:
    """What certainly raises: leaves the path where the program catches it or others are left, else unknown."""
    machine.departures += 1
    if machine.path_conditions or machine.may_catch(kind):
        raise ProgramRaises(ExceptionValue(Named(f"builtins.{kind.__name__}")))
    return Unknown(reason, None if span is None else span.line)


def python_exception(value: Value) -> type[BaseException] | None:
    """The class of Python's that a dotted name stands for; a class of our own for one of TensorFlow's."""
    path = value.path if isinstance(value, Named) else ""
    if path.startswith("tensorflow."):
        return _OF_TENSORFLOW.get(path.rpartition(".")[2])
    name = path.removeprefix("builtins.")
    found = getattr(builtins, name, None)
    return found if isinstance(found, type) and issubclass(found, BaseException) else None


class _OtherError(Exception):
    """Stands for an exception that Keras raises for no shape: a file that is missing, data that are over."""


_OF_TENSORFLOW: dict[str, type[BaseException]] = {
    "InvalidArgumentError": OperationError,
    **dict.fromkeys(
        (
            "AlreadyExistsError", "CancelledError", "DataLossError", "DeadlineExceededError",
            "NotFoundError", "OutOfRangeError", "PermissionDeniedError", "ResourceExhaustedError",
            "UnauthenticatedError", "UnavailableError",
        ),
        _OtherError,
    ),
}  # fmt: skip


def flattened(kinds: Iterable[Value]) -> Iterator[Value]:
    """The classes of a handler: Python takes tuples of them, and tuples inside."""
    for kind in kinds:
        yield from flattened(kind) if isinstance(kind, tuple) else (kind,)


def caught_by(machine: Machine, kinds: Iterable[Value]) -> tuple[type[BaseException], ...] | None:
    """The exceptions of Python that the handlers of a `try` may catch; None for any."""
    caught: list[type[BaseException]] = []
    for kind in kinds:
        known = python_exception(kind)
        if known is not None:
            caught.append(known)
        elif not isinstance(kind, Ref) or not isinstance(machine.heap[kind], ClassObject):
            # one that is not known, or a library's own
            return None
    return tuple(caught)


def catches(machine: Machine, kind: Value, raised: Value) -> bool | None:
    """Whether a handler of one class catches what is raised; None where that is not known."""
    wanted = python_exception(kind)
    if isinstance(raised, Unknown):
        return None if wanted not in (Exception, BaseException) else True
    if isinstance(raised, Fault):
        return _catches_fault(wanted, raised)
    answers = [_is_subclass(base, kind, wanted) for base in _classes_of(machine, raised)]
    return True if True in answers else None if None in answers else False


def _catches_fault(wanted: type[BaseException] | None, raised: Fault) -> bool | None:
    if wanted is None:
        return None
    likeliest, *others = raised.kinds
    return (
        True if issubclass(likeliest, wanted) else None if any(issubclass(kind, wanted) for kind in others) else False
    )


def _classes_of(machine: Machine, raised: Value) -> list[Value]:
    """The class of an exception and those that it derives from, as far as the program says."""
    if isinstance(raised, ExceptionValue):
        return [raised.kind]
    content = machine.heap[raised] if isinstance(raised, Ref) else None
    if not isinstance(content, InstanceObject) or content.cls is None:
        return [Unknown("what is raised is not known")]
    classes: list[Value] = []
    for ref in lineage(machine, content.cls):
        cls = machine.heap[ref]
        classes.append(ref)
        if isinstance(cls, ClassObject):
            classes += [base for base in cls.bases if not isinstance(base, Ref)]
    return classes


def _is_subclass(base: Value, kind: Value, wanted: type[BaseException] | None) -> bool | None:
    if base == kind:
        return True
    found = python_exception(base)
    if found is not None:
        return issubclass(found, wanted) if wanted is not None else None if isinstance(kind, Unknown) else False
    if isinstance(base, Ref):
        return None if isinstance(kind, Unknown) else False
    # a library's own exception, or an unknown base
    return True if wanted in (Exception, BaseException) else None


def _register(kind: type[BaseException]) -> None:
    name = Named(f"builtins.{kind.__name__}")
    function: LibraryFunction = lambda _machine, arguments, _span: ExceptionValue(name, tuple(arguments.positional))  # noqa: E731
    library(name.path, spread=True)(function)


# some have a second name: `IOError` is `OSError`
for _kind in {kind for kind in vars(builtins).values() if isinstance(kind, type) and issubclass(kind, BaseException)}:
    _register(_kind)


@library("sys.exit", "builtins.exit", "builtins.quit", "os._exit", "os.abort", spread=True)
def _exit(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    raise ProgramRaises(ExceptionValue(Named("builtins.SystemExit")))
