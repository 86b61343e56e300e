"""SL201: a convolution, pool or crop leaves nothing of an axis."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.words import ADJECTIVES, count_text
from shapelens.interpreter.analysis import Finding
from shapelens.layers.problems import SizeNotPositive

_WINDOWS = {"pool_size": ("pool", "pools"), "kernel_size": ("kernel", "strides or pools")}


def message(problem: SizeNotPositive, finding: Finding) -> str:
    """`MaxPooling2D(pool_size=4) does not fit: the input is 3 high: ⌊(3 − 4) / 4⌋ + 1 = 0. Use ...`."""
    adjective = ADJECTIVES.get(problem.axis)
    input_size = count_text(problem.input_size)
    extent = f"{input_size} {adjective}" if adjective else f"{input_size} on its axis {problem.axis}"
    arithmetic = f"{problem.formula} = {problem.size}"
    if problem.argument not in _WINDOWS:
        argument = f" by `{problem.argument}`" if problem.argument else ""
        return (
            f"{finding.layer} leaves nothing: the input is {extent}, and cut{argument} it is {arithmetic}. "
            f"Cut less, or give {finding.layer} a larger input."
        )
    window, shrinking = _WINDOWS[problem.argument]
    return (
        f"{finding.layer}({problem.argument}={count_text(problem.window)}) does not fit: "
        f"the input is {extent}: {arithmetic}. "
        f'Use a smaller {window}, padding="same", or fewer {shrinking} before it.'
    )


CHECK = check_of_problem("SL201", "size-not-positive", "error", SizeNotPositive, message)
