"""Sets of sizes in words: `multiples of 16`, `odd`, `of the form 8·n + 4`, `at least 32`."""

from __future__ import annotations

from collections.abc import Sequence

from shapelens.diagnostics.conditions import AxisCondition
from shapelens.diagnostics.words import listed
from shapelens.shapes.conditions import SizeSet

# more remainders are named by their ranges, more sizes by the first of them
_FEW = 3
# what the user might have had in mind; the first that does not fit is the example
_EXAMPLES = (500, 250, 225, 75, 33)


def condition_text(conditions: Sequence[AxisCondition]) -> str:
    """`H and W must be multiples of 16; nearest to 500: 496 or 512.`, a sentence for each set of sizes."""
    groups: dict[SizeSet, list[str]] = {}
    for condition in conditions:
        groups.setdefault(condition.equal, []).append(condition.axis)
    return " ".join(
        f"{listed(axes)} must be {sizes_text(sizes, several=len(axes) > 1)}{nearest_text(sizes)}."
        for sizes, axes in groups.items()
    )


def sizes_text(sizes: SizeSet, *, several: bool = False) -> str:
    """What completes `must be ...`; `several` for more than one axis."""
    if not sizes.residues:
        return _finite(sorted(sizes.below))
    parts = [_periodic(sizes, several)] if sizes.period > 1 else []
    first = sizes.at_least(sizes.start)
    natural = next(size for size in range(1, sizes.period + 1) if size % sizes.period in sizes.residues)
    if first is not None and first > natural and not sizes.below:
        parts.append(f"at least {first}")
    elif sizes.below:
        parts.append(f"at least {first}, or {_finite(sorted(sizes.below))}")
    return ", ".join(parts)


def nearest_text(sizes: SizeSet) -> str:
    """`; nearest to 500: 496 or 512`, for a size that does not belong to them; nothing where they are few."""
    if not sizes.residues or sizes.period == 1:
        return ""
    wanted = next((size for size in _EXAMPLES if size not in sizes), None)
    if wanted is None:
        return ""
    near = [size for size in (sizes.at_most(wanted), sizes.at_least(wanted)) if size is not None]
    return f"; nearest to {wanted}: {listed([str(size) for size in near], 'or')}"


def _periodic(sizes: SizeSet, several: bool) -> str:
    period, residues = sizes.period, sorted(sizes.residues)
    if period == 2:
        return "odd" if residues == [1] else "even"
    if residues == [0]:
        return f"multiples of {period}" if several else f"a multiple of {period}"
    if len(residues) <= _FEW:
        return f"of the form {listed([_form(period, residue) for residue in residues], 'or')}"
    if len(residues) == period - 1 and 0 not in residues:
        return f"no multiples of {period}" if several else f"no multiple of {period}"
    return f"such that the remainder by {period} is {listed(_ranges(residues), 'or')}"


def _form(period: int, residue: int) -> str:
    return f"{period}·n + {residue}" if residue else f"{period}·n"


def _finite(sizes: Sequence[int]) -> str:
    if len(sizes) > _FEW and sizes == list(range(1, len(sizes) + 1)):
        return f"at most {sizes[-1]}"
    return listed(_ranges(sizes), "or")


def _ranges(numbers: Sequence[int]) -> list[str]:
    """`1 to 4`, `7`: neighbours together."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    texts: list[str] = []
    for run in runs:
        texts += [f"{run[0]} to {run[-1]}"] if len(run) > 2 else [str(number) for number in run]
    return texts
