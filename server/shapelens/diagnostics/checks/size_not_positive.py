"""SL201: a convolution, pool or crop leaves nothing of an axis."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.sizes import keep_something
from shapelens.diagnostics.words import ADJECTIVES, count_text
from shapelens.interpreter.analysis import Finding
from shapelens.layers.problems import SizeNotPositive


def message(problem: SizeNotPositive, finding: Finding) -> str:
    """`MaxPooling2D(pool_size=4) does not fit: the input is 3 high: ⌊(3 − 4) / 4⌋ + 1 = 0. Use ...`."""
    adjective = ADJECTIVES.get(problem.axis)
    input_size, window = count_text(problem.input_size), count_text(problem.window)
    extent = f"the input is {input_size} {adjective or f'on its axis {problem.axis}'}"
    arithmetic = f"{problem.formula} = {problem.size}"
    if problem.argument == "pool_size":
        return (
            f"{finding.layer}(pool_size={window}) does not fit: {extent}: {arithmetic}. "
            'Use a smaller pool, padding="same", or fewer pools before it.'
        )
    if problem.argument == "kernel_size":
        # with dilation the kernel reaches further than its size says
        return (
            f"{finding.layer} does not fit: its kernel covers {window} and {extent}: {arithmetic}. "
            'Use a smaller kernel, padding="same", or fewer strides or pools before it.'
        )
    argument = f" by `{problem.argument}`" if problem.argument else ""
    return (
        f"{finding.layer} leaves nothing: {extent}, and cut{argument} it is {arithmetic}. "
        f"Cut less, or give {finding.layer} a larger input."
    )


CHECK = check_of_problem("SL201", "size-not-positive", "error", SizeNotPositive, message, keep_something)
