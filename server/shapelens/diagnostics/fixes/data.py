"""Fixes of an array where it is given to `fit`, `predict` or `evaluate`."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from shapelens.diagnostics.diagnostic import Fix
from shapelens.diagnostics.fixes.program import Program, fix
from shapelens.shapes.tensors import Dims
from shapelens.syntax.edits.calls import call_around, read_call
from shapelens.syntax.edits.edit import Edit
from shapelens.syntax.spans import Span

_METHODS = (".fit", ".predict", ".evaluate")


def bring_to_shape(program: Program, span: Span, declared: Dims, found: Dims) -> Iterator[Fix | None]:
    """The array at `span` as the model declares it: an axis more, the same numbers in another order of axes."""
    if len(found) + 1 == len(declared):
        yield add_an_axis(program, span)
    wanted, given = declared[1:], found[1:]
    sizes = [size for size in (*wanted, *given) if isinstance(size, int)]
    if len(sizes) == len(wanted) + len(given) and prod(sizes[: len(wanted)]) == prod(sizes[len(wanted) :]):
        shape = ", ".join(map(str, sizes[: len(wanted)]))
        yield fix(f"Reshape the data: `.reshape(-1, {shape})`", _behind(program, span, f".reshape(-1, {shape})"))
    if len(found) == len(declared) == 2:
        yield fix("Transpose the data: `.T`", _behind(program, span, ".T"))


def add_an_axis(program: Program, span: Span) -> Fix | None:
    """The last axis that an array lacks."""
    return fix("Add the last axis: `[..., None]`", _behind(program, span, "[..., None]"))


def _behind(program: Program, span: Span, text: str) -> tuple[Edit, ...] | None:
    """Something behind the array, in brackets where that is more than a name or a call."""
    call = call_around(program.source, span)
    argument = None if call is None else next((each for each in call.arguments if each.span == span), None)
    if call is None or argument is None or not call.name.endswith(_METHODS):
        return None
    written = call.text(argument)
    is_plain = written.replace(".", "_").isidentifier() or read_call(program.source, argument.value) is not None
    brackets = ("", "") if is_plain else ("(", ")")
    return program.source.wrapping(argument.value, brackets[0], brackets[1] + text)
