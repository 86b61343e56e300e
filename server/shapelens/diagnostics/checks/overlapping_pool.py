"""SL701: a pool whose windows overlap at stride 1, so that the map hardly shrinks.

Nothing is wrong with it; but `strides=1` is often written in the belief that it is the default, which is the pool size.
With padding "same" the size is kept on purpose (as Inception does), and nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shapelens.diagnostics.check import Check, Report
from shapelens.diagnostics.fixes.arguments import leave_out_strides
from shapelens.diagnostics.words import listed
from shapelens.interpreter.domain.analysis import Analysis, Observation
from shapelens.layers.framework.registry import has_trait
from shapelens.shapes.tensors import Tensor
from shapelens.shapes.unknown import Unknown


def find(analysis: Analysis) -> Iterator[Report]:
    """One report for each call of such a pool."""
    for site in analysis.sites:
        for observation in site.observations:
            if not has_trait(observation.layer, "pool"):
                continue
            shrinking = list(_shrinking(observation))
            if shrinking:
                yield Report(site.span, _message(observation.layer, shrinking))
                break


def _shrinking(observation: Observation) -> Iterator[tuple[int, int, int]]:
    """The sizes before and after, and the pool size, of each axis on which the windows of a pool overlap."""
    result, inputs = observation.result, observation.inputs
    if result is None or result.window is None or not isinstance(inputs, Tensor):
        return
    if isinstance(inputs.shape, Unknown):
        return
    for step, extent, stride in zip(result.steps, result.window.extent, result.window.strides, strict=True):
        before, after = inputs.shape[result.axes.index(step.axis)], step.size
        if stride != 1 or not (isinstance(before, int) and isinstance(after, int) and isinstance(extent, int)):
            continue
        if extent > 1 and after == before - extent + 1:
            yield before, after, extent


def _message(layer: str, shrinking: Iterable[tuple[int, int, int]]) -> str:
    changes = list(dict.fromkeys(shrinking))
    sizes = listed([f"{before} → {after}" for before, after, _ in changes])
    halved = listed([f"{before} → {(before - extent) // extent + 1}" for before, _, extent in changes])
    return (
        f"The windows of {layer} overlap at stride 1, and the map hardly shrinks: {sizes}. That is legal. "
        f"Without `strides` they are the pool size: {halved}."
    )


CHECK = Check("SL701", "overlapping-pool", "information", find, propose=leave_out_strides)
