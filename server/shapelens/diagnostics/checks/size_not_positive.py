"""SL201: a convolution, pool or crop leaves nothing of an axis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from shapelens.diagnostics.channels_order import ChannelsFirst, find_channels_first
from shapelens.diagnostics.check import Report, check_of_problem
from shapelens.diagnostics.checks.channels_order import words
from shapelens.diagnostics.diagnostic import RelatedPlace
from shapelens.diagnostics.fixes.sizes import keep_something
from shapelens.diagnostics.words import ADJECTIVES, count_text, spoken
from shapelens.interpreter.domain.analysis import Analysis, Finding
from shapelens.layers.framework.problems import SizeNotPositive


def message(problem: SizeNotPositive, finding: Finding) -> str:
    """`MaxPooling2D(pool_size=4) does not fit: the input is 3 high: ⌊(3 − 4) / 4⌋ + 1 = 0. Use ...`."""
    return f"{fact(problem, finding.layer)}. {_advice(problem, finding.layer)}"


def fact(problem: SizeNotPositive, layer: str) -> str:
    """What does not fit, with its numbers."""
    adjective = ADJECTIVES.get(problem.axis)
    input_size, window = count_text(problem.input_size), count_text(problem.window)
    extent = f"the input is {input_size} {adjective or f'on its axis {problem.axis}'}"
    arithmetic = f"{problem.formula} = {problem.size}"
    if problem.argument == "pool_size":
        return f"{layer}(pool_size={window}) does not fit: {extent}: {arithmetic}"
    if problem.argument == "kernel_size":
        # with dilation the kernel reaches further than its size says
        return f"{layer} does not fit: its kernel covers {window} and {extent}: {arithmetic}"
    argument = f" by `{problem.argument}`" if problem.argument else ""
    return f"{layer} leaves nothing: {extent}, and cut{argument} it is {arithmetic}"


def _advice(problem: SizeNotPositive, layer: str) -> str:
    if problem.argument == "pool_size":
        return 'Use a smaller pool, padding="same", or fewer pools before it.'
    if problem.argument == "kernel_size":
        return 'Use a smaller kernel, padding="same", or fewer strides or pools before it.'
    return f"Cut less, or give {layer} a larger input."


_PLAIN = check_of_problem("SL201", "size-not-positive", "error", SizeNotPositive, message, keep_something)


def find(analysis: Analysis) -> Iterator[Report]:
    """The reports; where the input has its channels first, that is to blame."""
    suspects = None
    for report in _PLAIN.find(analysis):
        finding = report.finding
        assert finding is not None
        assert isinstance(finding.problem, SizeNotPositive)
        if suspects is None:
            suspects = find_channels_first(analysis)
        blamed = next((suspect for suspect in suspects if _follows(finding, suspect)), None)
        if blamed is None:
            yield report
        else:
            failed = () if blamed.span == finding.span else (RelatedPlace(finding.span, "it fails here"),)
            yield Report(
                blamed.span,
                f"{fact(finding.problem, spoken(finding.layer))}. {words(blamed)}",
                (*failed, *report.related),
                finding,
            )


def _follows(finding: Finding, suspect: ChannelsFirst) -> bool:
    """Whether what has no rows left began with a row for each channel."""
    problem, channels = finding.problem, suspect.shape[1]
    if not isinstance(problem, SizeNotPositive) or not isinstance(channels, int):
        return False
    few = isinstance(problem.input_size, int) and problem.input_size <= channels + 2
    return problem.axis == "height" and few and finding.span >= suspect.span


CHECK = replace(_PLAIN, find=find)
