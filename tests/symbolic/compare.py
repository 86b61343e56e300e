"""One program at several sizes: our expressions with numbers put in, against real Keras built for those numbers."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.fidelity.real_keras import declared_weights, keras
from tests.symbolic.programs import AXES, HEAD, Program, draw_program

from shapelens.diagnostics.conditions import axis_conditions
from shapelens.interpreter.analyze import analyze
from shapelens.interpreter.domain.analysis import Analysis
from shapelens.shapes.expressions import Size, axes_of, substitute
from shapelens.shapes.tensors import Structure, Tensor, leaves
from shapelens.shapes.unknown import Unknown

FIRST_LINE = HEAD.count("\n") + 2
Shapes = list[tuple[Any, ...]]


@dataclass
class Tally:
    """How programs came out; a comparison is one program at one size.

    `empty` are differences where nothing is left of an axis: Keras goes on with a size of 0, which takes part in a sum
    beside a size of 1.
    """

    programs: int = 0
    comparisons: int = 0
    shapes: int = 0
    accepted: int = 0
    rejected: int = 0
    conditions: int = 0
    runs: int = 0
    differing: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)


def compare(number: int, sizes_each: int, tally: Tally) -> None:
    """Compare the program of a number, at sizes that our conditions name and at others."""
    program = draw_program(number)
    analysis = analyze(program.source(), strict=True)
    tally.programs += 1
    tally.conditions += bool(axis_conditions(analysis))
    if analysis.findings:
        # what is wrong whatever the sizes is wrong for Keras too
        found, error = real_shapes(program, None)
        if error is None or FIRST_LINE + len(found) != analysis.findings[0].span.line:
            tally.differing.append(f"program {number}: {analysis.findings[0].problem}\n{program.source()}")
        return
    for sizes in draw_sizes(program, analysis, sizes_each):
        tally.comparisons += 1
        difference, empty = _compare_at(program, analysis, sizes, tally)
        if difference and empty:
            tally.empty.append(f"program {number} at {sizes}: {difference}")
        elif difference:
            tally.differing.append(f"program {number} at {sizes}: {difference}\n{program.source(sizes)}")


def draw_sizes(program: Program, analysis: Analysis, count: int) -> Iterator[tuple[int, ...]]:
    """Sizes to try: every second time such as our conditions ask for, else any."""
    chance = random.Random(program.number)
    asked = {each.axis: each.runs for conditions in axis_conditions(analysis) for each in conditions}
    for turn in range(count):
        sizes = []
        for axis in AXES[program.rank]:
            size = chance.choice([*range(1, 12), *range(12, 70, 3)]) if program.rank < 3 else chance.randint(1, 24)
            if turn % 2 == 0 and axis in asked:
                size = asked[axis].at_least(size) or size
            sizes.append(size)
        yield tuple(sizes)


def _compare_at(program: Program, analysis: Analysis, sizes: tuple[int, ...], tally: Tally) -> tuple[str, bool]:
    """The difference in words, and whether a size of 0 takes part in it."""
    values = dict(zip(AXES[program.rank], sizes, strict=True))
    ours = dict(_our_shapes(analysis, values))
    real, error = real_shapes(program, sizes)
    empty = any(0 in shape for shapes in real.values() for shape in shapes)
    for line, shapes in real.items():
        if ours.get(line) != shapes:
            return f"line {line}: ours {ours.get(line)}, Keras {shapes}", empty
    tally.shapes += len(real)
    violated = violations(analysis, values)
    untold = _untold(analysis, values)
    if untold:
        return untold, False
    if error is None:
        tally.accepted += 1
        return f"Keras accepts, and ours demand {violated}" if violated else "", empty
    tally.rejected += 1
    rejected = f"Keras rejects line {FIRST_LINE + len(real)} ({error}), and ours demand nothing"
    return "" if violated else rejected, empty


def _our_shapes(analysis: Analysis, values: dict[str, int]) -> Iterator[tuple[int, Shapes]]:
    """The output of each line: that of its outermost call."""
    outermost: dict[int, Any] = {}
    for site in analysis.sites:
        before = outermost.get(site.span.line)
        if before is None or site.span.contains(before.span):
            outermost[site.span.line] = site
    for line, site in outermost.items():
        yield line, [_numbers(leaf, values) for leaf in leaves(_only(site.outputs))]


def _only(outputs: tuple[Structure, ...]) -> Structure:
    assert len(outputs) == 1
    return outputs[0]


def _numbers(leaf: Tensor | Unknown, values: dict[str, int]) -> tuple[Any, ...]:
    if isinstance(leaf, Unknown) or isinstance(leaf.shape, Unknown):
        return ("?",)
    return (None, *(_number(size, values) for size in leaf.shape[1:]))


def _number(size: Size, values: dict[str, int]) -> Any:
    found = substitute(size, values)
    return found if isinstance(found, int) else f"? {found}"


def violations(analysis: Analysis, values: dict[str, int]) -> list[tuple[Size, Size]]:
    """What the program demands of its open sizes and these numbers do not satisfy: a size of at least 1, two equal."""
    return [*small_extents(analysis, values), *broken_joins(analysis, values)]


def small_extents(analysis: Analysis, values: dict[str, int]) -> list[tuple[Size, Size]]:
    """The sizes that must be positive and are not, each beside a 1."""
    return [(extent.size, 1) for extent in analysis.size_constraints.extents if _number(extent.size, values) <= 0]


def broken_joins(analysis: Analysis, values: dict[str, int]) -> list[tuple[Size, Size]]:
    """The sizes that must be equal and are not."""
    broken: list[tuple[Size, Size]] = []
    for join in analysis.size_constraints.joins:
        left, right = _number(join.left.size, values), _number(join.right.size, values)
        if left != right and not (join.stretches and 1 in (left, right)):
            broken.append((join.left.size, join.right.size))
    return broken


def _untold(analysis: Analysis, values: dict[str, int]) -> str:
    """Where what we say of one axis is not what its demands come to for these numbers."""
    small = [each for each in analysis.size_constraints.extents if each.joined and _number(each.size, values) <= 0]
    violated = [axes_of(extent.size) for extent in small]
    violated += [axes_of(left) | axes_of(right) for left, right in broken_joins(analysis, values)]
    for condition in (each for conditions in axis_conditions(analysis) for each in conditions):
        if (values[condition.axis] in condition.runs) == (frozenset({condition.axis}) in violated):
            return f"we say of {condition.axis}: {condition.runs}"
    return ""


def real_shapes(program: Program, sizes: tuple[int, ...] | None) -> tuple[dict[int, Shapes], str | None]:
    """The shapes that Keras gives line by line, and why it stops, if it does. Weights are declared and never filled."""
    names: dict[str, Any] = {}
    exec(HEAD, names)
    found: dict[int, Shapes] = {}
    names["x0"] = keras.Input(eval(program.input_shape(sizes)))
    found[FIRST_LINE] = [tuple(names["x0"].shape)]
    with declared_weights():
        for line, (name, text) in enumerate(program.lines, start=FIRST_LINE + 1):
            try:
                names[name] = eval(text, names)
            except Exception as error:
                return found, f"{type(error).__name__}: {str(error).splitlines()[0]}"
            found[line] = [tuple(names[name].shape)]
    return found, None


def compare_runs(number: int, sizes_each: int, tally: Tally) -> None:
    """The program of a number, built with open sizes in real Keras and called on data of several sizes.

    It must raise where our joins do not hold, and else give the shape that our expression gives. Nothing is compared
    where a window finds no room or nothing is left of an axis, for a run may go on with nothing; and not with
    `output_padding`, for TensorFlow does not compute all sizes that Keras then announces.
    """
    program = draw_program(number)
    analysis = analyze(program.source(), strict=True)
    if analysis.findings or "output_padding" in program.source():
        return
    names: dict[str, Any] = {}
    exec(program.source(), names)
    model = keras.Model(names["x0"], names[program.lines[-1][0]])
    for sizes in draw_sizes(program, analysis, sizes_each):
        values = dict(zip(AXES[program.rank], sizes, strict=True))
        ours = dict(_our_shapes(analysis, values))
        if small_extents(analysis, values) or any(0 in shape for shapes in ours.values() for shape in shapes):
            continue
        tally.runs += 1
        expected = None if broken_joins(analysis, values) else (2, *ours[max(ours)][0][1:])
        real = _run(model, (2, *sizes, program.channels))
        if expected != real:
            tally.differing.append(
                f"program {number} run on {sizes}: ours {expected}, Keras {real}\n{program.source()}"
            )


def _run(model: Any, shape: tuple[int, ...]) -> tuple[int, ...] | None:
    """The shape that a model gives for zeros; None where it fails."""
    try:
        return tuple(model(keras.ops.zeros(shape)).shape)
    except Exception:
        return None
