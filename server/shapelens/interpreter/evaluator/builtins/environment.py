"""`os.environ`: what the program itself puts there is known; for the rest a default stands, as in a command line."""

from __future__ import annotations

from shapelens.interpreter.domain.values import CallArguments, Named, Value
from shapelens.interpreter.machine.first_scopes import LIBRARIES
from shapelens.interpreter.machine.library_registry import NOT_KNOWN, library
from shapelens.interpreter.machine.machine import MISSING, Machine
from shapelens.syntax.spans import Span

ENVIRONMENT = Named("os.environ")


def set_variable(machine: Machine, name: Value, value: Value) -> None:
    """`os.environ[name] = value`."""
    if isinstance(name, str):
        machine.heap.bind(LIBRARIES, _key(name), value)


def variable(machine: Machine, name: Value) -> Value:
    """What the program has set a variable to; `MISSING` where it has not."""
    return machine.heap.name(LIBRARIES, _key(name)) if isinstance(name, str) else MISSING


def _key(name: str) -> str:
    return f"os.environ[{name}]"


@library("os.environ.get", "os.getenv")
def _get(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    found = variable(machine, arguments.get(0, "key"))
    if found is not MISSING:
        return found
    default = arguments.get(1, "default")
    return NOT_KNOWN if default is None else default


@library("os.environ.setdefault", "os.putenv")
def _set_default(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    name, value = arguments.get(0, "key"), arguments.get(1, "value")
    if variable(machine, name) is MISSING:
        set_variable(machine, name, value)
    return variable(machine, name)
