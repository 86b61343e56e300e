"""Fixes of what refuses a KerasTensor: the operation of Keras that does the same, or a layer around the call."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shapelens.diagnostics.diagnostic import Fix
from shapelens.diagnostics.fixes.placing import parts_of
from shapelens.diagnostics.fixes.program import Program, fix
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.problems import SymbolicTensor, TensorAttribute
from shapelens.layers.losses import find_loss
from shapelens.layers.metrics import find_metric
from shapelens.layers.operations.framework.registry import Operation, find_operation
from shapelens.syntax.edits.calls import Call, call_of
from shapelens.syntax.edits.edit import Edit
from shapelens.syntax.edits.expressions import attribute_owner, left_operand
from shapelens.syntax.edits.imports import spell_operation
from shapelens.syntax.spans import Span

# what makes a number of a tensor, which goes on as one
_CASTS = ("float", "int")
_ROOTS = {"tf": "tensorflow", "np": "numpy"}
# merging layers that give the same in whatever order
_EITHER_ORDER = frozenset({"Add", "Multiply", "Average", "Maximum", "Minimum"})
# methods that take several sizes or axes one after another, where the operation takes a tuple
_SPREAD = frozenset({"reshape", "transpose"})


def compute_with_keras(problem: SymbolicTensor, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """The operation of `keras.ops` with the same arguments; else a Lambda around the call."""
    if problem.used == "operator":
        yield _array_as_tensor(finding.span, program)
    if problem.used == "truth" and re.fullmatch(r"[\w.]+", program.source.slice(finding.span)):
        # `if skip:` asks whether one was given
        yield fix("Ask whether it `is not None`", program.source.wrapping(finding.span, "", " is not None"))
    call = program.failing_call(finding)
    if call is None:
        return
    if problem.used == "length" and len(call.arguments) == 1:
        size = f"{program.source.slice(call.arguments[0].value)}.shape[0]"
        yield fix(f"Write `{size}`", program.source.replacement(call.span, size))
    if problem.used == "number" and len(call.arguments) == 1 and call.name in _CASTS:
        # what is in the brackets stays in them where it is more than a name
        yield fix(f"Leave `{call.name}` out", program.source.replacement(call.function, ""))
    if problem.used in ("metric", "loss"):
        yield _as_function(problem.name, call, program)
    if problem.used == "merge":
        yield from _merged(problem.name, finding, call, program)
    if problem.used != "function":
        return
    if problem.today:
        yield _with_operation(problem, call, program)
    if not problem.name.startswith("np."):
        # numpy takes no tensor there either
        yield _in_lambda(call, program)


def _as_function(name: str, call: Call, program: Program) -> Fix | None:
    """`losses.MeanSquaredError()(y, x)` -> `losses.mean_squared_error(y, x)`: one number for each sample."""
    function = find_loss(name) or find_metric(name)
    made = re.fullmatch(rf"([\w.]+\.){name}\(\)", program.source.slice(call.function))
    if function is None or made is None:
        return None
    return fix(f"Write `{made[1]}{function}`", program.source.replacement(call.function, f"{made[1]}{function}"))


def _array_as_tensor(span: Span, program: Program) -> Fix | None:
    left = left_operand(program.source, span)
    if left is None:
        return None
    spelled = spell_operation(program.source, "convert_to_tensor")
    edits = program.source.wrapping(left, f"{spelled.text}(", ")")
    return fix("Make the array a tensor of Keras", edits, spelled.edits)


def _merged(layer: str, finding: Finding, call: Call, program: Program) -> Iterator[Fix | None]:
    """`Add()([array, x])` -> `Add()([x, array])`; `Concatenate()([array, x])` -> `ops.concatenate([array, x])`."""
    given, parts = call.positional(0), parts_of(program, finding)
    if given is None or len(parts) < 2:
        return
    if layer in _EITHER_ORDER:
        texts = [program.source.slice(part) for part in parts]
        turned = f"[{', '.join([texts[1], texts[0], *texts[2:]])}]"
        yield fix(f"Give {turned}", program.source.replacement(given.value, turned))
    if layer == "Concatenate":
        made = program.call_at(call.function)
        axis = call.keyword("axis") if made is None else made.keyword("axis") or made.positional(0)
        spelled = spell_operation(program.source, "concatenate")
        text = "-1" if axis is None else program.source.slice(axis.value)
        joined = f"{spelled.text}({program.source.slice(given.value)}, axis={text})"
        yield fix(f"Write `{spelled.text}`", program.source.replacement(call.span, joined), spelled.edits)


def _with_operation(problem: SymbolicTensor, call: Call, program: Program) -> Fix | None:
    root, _, rest = problem.name.partition(".")
    before, after = find_operation(f"{_ROOTS.get(root, root)}.{rest}"), find_operation(problem.today)
    if before is None or after is None:
        return None
    renamed = _renamed(call, before, after)
    if renamed is None:
        return None
    spelled = spell_operation(program.source, problem.today.removeprefix("keras.ops."))
    function = call.replace_function(spelled.text)
    return fix(f"Write `{spelled.text}`", function, renamed, spelled.edits)


def _renamed(call: Call, before: Operation, after: Operation) -> tuple[Edit, ...] | None:
    """The keywords by the other library's names; None where an argument has no place there."""
    edits: list[Edit] = []
    places = [each.declaration.signature.parameters for each in (before, after)]
    for position in range(call.positional_count):
        if any(position >= len(parameters) for parameters in places):
            return None
        mine, theirs = (
            each.declaration.canonical.get(parameters[position].name)
            for each, parameters in zip((before, after), places, strict=True)
        )
        if mine != theirs:
            return None
    for argument in call.arguments:
        if argument.keyword is None:
            continue
        known = before.declaration.canonical.get(argument.keyword, argument.keyword)
        if known in after.declaration.canonical.values():
            edits += call.rename(argument.keyword, after.declaration.written(known)) or ()
        elif argument.keyword == "name":
            edits += call.remove(argument.keyword) or ()
        else:
            return None
    return tuple(edits)


def _in_lambda(call: Call, program: Program) -> Fix | None:
    """`keras.layers.Lambda(lambda tensor: tf.f(tensor))(x)`: inside, the tensor is one of TensorFlow."""
    first = call.positional(0)
    if first is None or not program.source.slice(first.value).isidentifier():
        return None
    name = program.source.slice(first.value)
    module = spell_operation(program.source, "").text.removesuffix("ops.")
    if not module:
        return None
    layer = f"{module}layers.Lambda"
    return fix(
        "Put it into a Lambda layer", program.source.wrapping(call.span, f"{layer}(lambda {name}: ", f")({name})")
    )


def call_operation_of_keras(problem: TensorAttribute, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """`x.get_shape()` -> `x.shape`, `x.mean(axis=1)` -> `ops.mean(x, axis=1)`."""
    owner, call = attribute_owner(program.source, finding.span), call_of(program.source, finding.span)
    if owner is None:
        return
    text = program.source.slice(owner)
    if problem.name == "get_shape" and call is not None:
        yield fix("Write `.shape`", program.source.replacement(call.span, f"{text}.shape"))
        return
    if not problem.today:
        return
    spelled = spell_operation(program.source, problem.today.removeprefix("keras.ops."))
    if call is None:
        yield fix(
            f"Write `{spelled.text}`",
            program.source.replacement(finding.span, f"{spelled.text}({text})"),
            spelled.edits,
        )
        return
    given = [program.source.slice(argument.span) for argument in call.arguments]
    if problem.name in _SPREAD and call.positional_count > 1:
        count = call.positional_count
        given = [f"({', '.join(given[:count])})", *given[count:]]
    replaced = f"{spelled.text}({', '.join([text, *given])})"
    yield fix(f"Write `{spelled.text}`", program.source.replacement(call.span, replaced), spelled.edits)
