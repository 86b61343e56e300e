"""`argparse`: the arguments that a program takes have their defaults."""

from __future__ import annotations

from shapelens.interpreter.heap import InstanceObject, ListObject
from shapelens.interpreter.library import library
from shapelens.interpreter.machine import Machine
from shapelens.interpreter.values import CallArguments, Ref, Value, not_known
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span


def _add_argument(machine: Machine, parser: Ref, arguments: CallArguments) -> None:
    """`parser.add_argument("-x", "--name", default=...)`: what the parsed arguments will hold."""
    flags = [flag for flag in arguments.positional if isinstance(flag, str)]
    if not flags:
        return
    longest = next((flag for flag in flags if flag.startswith("--")), flags[0])
    name = arguments.keywords.get("dest", longest.lstrip("-").replace("-", "_"))
    default = arguments.keywords.get("default")
    if default is None and isinstance(arguments.keywords.get("action"), str):
        default = {"store_true": False, "store_false": True}.get(arguments.keywords["action"])
    content = machine.heap[parser]
    if isinstance(content, InstanceObject) and isinstance(name, str):
        given = Unknown(f"`{longest}` is given on the command line") if not longest.startswith("-") else default
        machine.heap[parser] = InstanceObject(None, content.span, {**content.attributes, name: given}, PARSER)


# the name that marks an argparse parser among the bare namespaces
PARSER = "argparse.ArgumentParser"


@library("argparse.ArgumentParser")
def make_parser(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    return machine.heap.new(InstanceObject(None, span, {}, PARSER))


def call_parser_method(machine: Machine, parser: Ref, name: str, arguments: CallArguments, span: Span) -> Value:
    """The methods of an argparse parser: its arguments have their defaults."""
    content = machine.heap[parser]
    assert isinstance(content, InstanceObject)
    if name == "add_argument":
        _add_argument(machine, parser, arguments)
        return None
    if name in {"add_argument_group", "add_mutually_exclusive_group"}:
        return parser
    if name == "set_defaults":
        machine.heap[parser] = InstanceObject(None, content.span, {**content.attributes, **arguments.keywords}, PARSER)
        return None
    namespace = machine.heap.new(InstanceObject(None, span, dict(content.attributes)))
    if name == "parse_args":
        return namespace
    return (
        (namespace, machine.heap.new(ListObject(())))
        if name == "parse_known_args"
        else not_known(name, arguments, span)
    )
