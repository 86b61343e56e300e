"""`absl.flags`: a flag is what it is by default, as an option of `argparse` is."""

from __future__ import annotations

from shapelens.interpreter.domain.objects import InstanceObject, ListObject
from shapelens.interpreter.domain.values import CallArguments, Value
from shapelens.interpreter.machine.first_scopes import LIBRARIES
from shapelens.interpreter.machine.library_registry import NOT_KNOWN, library
from shapelens.interpreter.machine.machine import Machine
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

_PLACES = ("absl.flags", "absl.app.flags", "tensorflow.flags", "tensorflow.app.flags", "tensorflow.compat.v1.flags",
           "tensorflow.compat.v1.app.flags")  # fmt: skip
_KINDS = ("string", "integer", "float", "bool", "boolean", "enum", "enum_class")
_LISTS = ("list", "spaceseplist")
_SEVERAL = ("multi_string", "multi_integer", "multi_float", "multi_enum")


def _paths(kinds: tuple[str, ...]) -> list[str]:
    return [f"{place}.DEFINE_{kind}" for place in _PLACES for kind in kinds]


@library(*_paths(_KINDS))
def _define(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    return _defined(machine, arguments, arguments.get(1, "default"), span)


@library(*_paths(_LISTS))
def _define_list(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """A list of words, or a text with them."""
    default = arguments.get(1, "default")
    if isinstance(default, str):
        words = tuple(word.strip() for word in default.split(",")) if default else ()
        default = machine.heap.new(ListObject(words))
    return _defined(machine, arguments, default, span)


@library(*_paths(_SEVERAL))
def _define_several(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """A list, or the only item of one."""
    default = arguments.get(1, "default")
    if isinstance(default, (str, int, float)):
        default = machine.heap.new(ListObject((default,)))
    return _defined(machine, arguments, default, span)


def _defined(machine: Machine, arguments: CallArguments, default: Value, span: Span) -> Value:
    """Keep the default for all who read `FLAGS.name`; the holder that the definition gives has it as well."""
    name = arguments.get(0, "name")
    if not isinstance(name, str):
        return NOT_KNOWN
    for place in _PLACES:
        machine.heap.bind(LIBRARIES, f"{place}.FLAGS.{name}", default)
    return machine.heap.new(InstanceObject(None, span, {"name": name, "value": default, "default": default}))


@library("absl.app.run", "tensorflow.app.run", "tensorflow.compat.v1.app.run")
def _run(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """Call the main function of the program, with the words of the command line."""
    main = arguments.get(0, "main")
    main = machine.lookup("main") if main is None else main
    words = Unknown("the command line is not known", span.line)
    machine.call(main, CallArguments([words], {}, [span]), span)
    return Unknown("the program ends here", span.line)
