"""Functions and classes that nothing calls: they are called with their defaults and their pinned shapes."""

from __future__ import annotations

from shapelens.interpreter.language.shape_annotations import pinned_by_annotation, pinned_by_comment
from shapelens.shapes.formatting import format_shape
from shapelens.shapes.tensors import first_unknown
from shapelens.syntax import lowered as low

# the agent defines it: it calls a function with inputs of these shapes and makes a model of what comes back
CALL = "__shapelens_call__"


def call_of(node: low.FunctionDefinition | low.ClassDefinition) -> str | None:
    """The line that calls a builder; None where nothing says what goes into it."""
    if isinstance(node, low.FunctionDefinition):
        return None if node.is_async or node.is_generator else _call(node.name, node.name, node.parameters, 0)
    methods = {item.name: item for item in node.body if isinstance(item, low.FunctionDefinition)}
    make, call = methods.get("__init__"), methods.get("call")
    if call is None or (make is not None and _required(make.parameters, 1) != []):
        return None
    return _call(f"{node.name}()", "", call.parameters, 1)


def _call(callee: str, plain: str, parameters: low.Parameters, skipped: int) -> str | None:
    required = _required(parameters, skipped)
    if not required:
        # a layer that takes nothing is none; a function that takes nothing is just called
        return f"{plain}()" if plain else None
    shapes = [_pinned(parameter) for parameter in required]
    known = [shape for shape in shapes if shape is not None]
    return f"{CALL}({callee}, {', '.join(known)})" if len(known) == len(shapes) else None


def _required(parameters: low.Parameters, skipped: int) -> list[low.Parameter]:
    positional = [*parameters.positional_only, *parameters.positional][skipped:]
    keywords = [parameter for parameter in parameters.keyword_only if parameter.default is None]
    # what can be given by name alone cannot be pinned in order: it makes the call impossible
    return [parameter for parameter in positional if parameter.default is None] + keywords


def _pinned(parameter: low.Parameter) -> str | None:
    value = pinned_by_comment(parameter.comment) or pinned_by_annotation(parameter.annotation)
    if value is None or first_unknown(value.tensor.shape) is not None:
        return None
    return format_shape(value.tensor.shape)
