"""`argparse`: the arguments that a program takes have their defaults, or what a literal command line gives them."""

from __future__ import annotations

from dataclasses import replace

from shapelens.interpreter.domain.objects import InstanceObject, ListObject, Option, ParserObject
from shapelens.interpreter.domain.values import CallArguments, Named, Ref, Value, not_known
from shapelens.interpreter.language.container_items import items_of
from shapelens.interpreter.machine.library_registry import library
from shapelens.interpreter.machine.machine import Machine
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

_STORES = {"store_true": True, "store_false": False}
# `sys.argv`, and what is cut out of it
_COMMAND_LINE = Named("sys.argv")
_WITHOUT_EFFECT = {"print_help", "print_usage", "format_help", "exit", "error"}


@library("argparse.ArgumentParser", spread=True)
def make_parser(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    return machine.heap.new(ParserObject(span))


def parser_at(machine: Machine, ref: Ref) -> ParserObject:
    """The parser at an address."""
    parser = machine.heap[ref]
    assert isinstance(parser, ParserObject)
    return parser


def call_parser_method(machine: Machine, ref: Ref, name: str, arguments: CallArguments, span: Span) -> Value:
    """A method of an argparse parser."""
    parser = parser_at(machine, ref)
    if name == "add_argument":
        option = _option(machine, arguments)
        if option is not None:
            machine.heap[ref] = replace(parser, options=(*parser.options, option))
        return None
    if name in {"add_argument_group", "add_mutually_exclusive_group"}:
        return ref
    if name in {"add_subparsers", "add_parser"}:
        # which command is given is not known, nor its arguments
        return machine.heap.new(ParserObject(span))
    if name == "set_defaults":
        machine.heap[ref] = replace(parser, defaults={**parser.defaults, **arguments.keywords})
        return None
    if name == "get_default":
        wanted = arguments.get(0, "dest")
        return _defaults(machine, parser, span).get(wanted) if isinstance(wanted, str) else None
    if name in {"parse_args", "parse_known_args"}:
        namespace = machine.heap.new(InstanceObject(None, span, _parsed(machine, parser, arguments, span)))
        return namespace if name == "parse_args" else (namespace, machine.heap.new(ListObject(())))
    return None if name in _WITHOUT_EFFECT else not_known(name, arguments, span)


def _option(machine: Machine, arguments: CallArguments) -> Option | None:
    names = tuple(flag for flag in arguments.positional if isinstance(flag, str))
    keywords = arguments.keywords
    if not names:
        return None
    longest = next((flag for flag in names if flag.startswith("--")), names[0])
    name = keywords.get("dest", longest.lstrip("-").replace("-", "_"))
    action = keywords.get("action", "store")
    if not isinstance(name, str):
        return None
    default = keywords.get("default")
    if "default" not in keywords and action in _STORES:
        default = not _STORES[action]
    elif "default" not in keywords and isinstance(action, Named):
        # argparse.BooleanOptionalAction
        default = None
    flags = names if longest.startswith("-") else ()
    required = keywords.get("required") is True or (not flags and keywords.get("nargs") not in {"?", "*"})
    label = action if isinstance(action, str) else "unknown"
    return Option(flags, name, default, keywords.get("type"), label, keywords.get("nargs"), required)


def _defaults(machine: Machine, parser: ParserObject, span: Span) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for option in parser.options:
        default = parser.defaults.get(option.name, option.default)
        if isinstance(default, str) and option.convert is not None:
            # argparse converts a default that is text, as if it had been given
            default = machine.call(option.convert, CallArguments([default]), span)
        values[option.name] = default
    return {**values, **{name: value for name, value in parser.defaults.items() if name not in values}}


def _parsed(machine: Machine, parser: ParserObject, arguments: CallArguments, span: Span) -> dict[str, Value]:
    values = _defaults(machine, parser, span)
    given = arguments.get(0, "args")
    # a script is read as it runs without arguments
    words = () if given is None or given == _COMMAND_LINE else items_of(machine, given)
    left = [word for word in words or () if isinstance(word, str)]
    if words is None or len(left) != len(words):
        reason = given if isinstance(given, Unknown) else Unknown("the command line is not known", span.line)
        return dict.fromkeys(values, reason)
    positional = [option for option in parser.options if not option.flags]
    while left:
        flag, equals, inline = left.pop(0).partition("=")
        option = next((each for each in parser.options if flag in each.flags), None)
        if option is None and positional and not flag.startswith("-"):
            option, left = positional.pop(0), [flag + equals + inline, *left]
        if option is None:
            continue
        if equals and option.flags:
            left.insert(0, inline)
        values[option.name] = _taken(machine, option, left, span)
    for option in parser.options:
        missing = option.required and (given in (None, _COMMAND_LINE) or option in positional)
        if missing and values[option.name] is None:
            label = option.flags[-1] if option.flags else option.name
            values[option.name] = Unknown(f"`{label}` is given on the command line", span.line)
    return values


def _taken(machine: Machine, option: Option, left: list[str], span: Span) -> Value:
    """The value of an option whose words are next."""
    if option.action in _STORES:
        return _STORES[option.action]
    if option.action != "store" or isinstance(option.count, Unknown):
        return Unknown(f"what `{option.name}` becomes is not followed", span.line)

    def convert(word: str) -> Value:
        return word if option.convert is None else machine.call(option.convert, CallArguments([word]), span)

    if option.count is None or option.count == "?":
        return convert(left.pop(0)) if left else option.default
    words = []
    while left and not left[0].startswith("--"):
        words.append(left.pop(0))
    return machine.heap.new(ListObject(tuple(convert(word) for word in words)))
