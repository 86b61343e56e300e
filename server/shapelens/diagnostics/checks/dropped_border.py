"""SL703: a pool that leaves out the last rows or columns, because its windows do not come out even.

It is legal, and seldom matters: one row of many is nothing to a classifier. It is told where a sixteenth of the axis is
never read, or where the model enlarges its maps again, which then come out smaller than the input; once for each model.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shapelens.diagnostics.check import Check, Report
from shapelens.diagnostics.fixes.sizes import read_the_border
from shapelens.diagnostics.words import listed
from shapelens.interpreter.domain.analysis import Analysis, ModelSummary, Observation
from shapelens.interpreter.domain.problems import SPELLINGS
from shapelens.layers.framework.registry import has_trait
from shapelens.shapes.tensors import Tensor
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

# what is left out is told from this share of an axis on
_MUCH = 1 / 16
# how the last slices of an axis are called
_SLICES = {"height": "row", "width": "column", "steps": "step", "depth": "slice"}


def find(analysis: Analysis) -> Iterator[Report]:
    """For each model the pool that leaves out the largest share, where that matters; nothing beside a mistake."""
    if any(not isinstance(finding.problem, SPELLINGS) for finding in analysis.findings):
        return
    worst: dict[Span, tuple[float, Report]] = {}
    for site in analysis.sites:
        for observation in site.observations:
            if not has_trait(observation.layer, "pool"):
                continue
            dropping = list(_dropping(observation))
            if not dropping:
                continue
            model = _model_around(site.span, analysis)
            share = max(left / before for _, before, _, left in dropping)
            if share < _MUCH and not (model is not None and _enlarges(model)):
                continue
            place = site.span if model is None else model.span
            if place not in worst or share > worst[place][0]:
                worst[place] = share, Report(site.span, _message(observation.layer, dropping))
    yield from (report for _, report in worst.values())


def _model_around(span: Span, analysis: Analysis) -> ModelSummary | None:
    """The model that holds the layer called at a span."""
    for model in analysis.models:
        if any(span.contains(layer.span) or layer.span.contains(span) for layer in model.layers):
            return model
    return None


def _enlarges(model: ModelSummary) -> bool:
    """Whether a model makes its maps larger again: what is left out is then missing at the end."""
    return any(layer.layer.startswith("UpSampling") or layer.layer.endswith("Transpose") for layer in model.layers)


def _dropping(observation: Observation) -> Iterator[tuple[str, int, int, int]]:
    """The name of each axis that a pool does not read to its end, its sizes before and after, and how much is left."""
    result, inputs = observation.result, observation.inputs
    if result is None or result.window is None or not isinstance(inputs, Tensor):
        return
    if isinstance(inputs.shape, Unknown):
        return
    for step, extent, stride in zip(result.steps, result.window.extent, result.window.strides, strict=True):
        before, after = inputs.shape[result.axes.index(step.axis)], step.size
        if not all(isinstance(size, int) for size in (before, after, extent, stride)):
            continue
        assert isinstance(before, int)
        assert isinstance(after, int)
        assert isinstance(extent, int)
        assert isinstance(stride, int)
        left = before - ((after - 1) * stride + extent)
        if left > 0:
            yield step.axis, before, after, left


def _message(layer: str, dropping: Iterable[tuple[str, int, int, int]]) -> str:
    found = list(dropping)
    parts = [_count(left, _SLICES.get(axis, axis)) for axis, _, _, left in found]
    sizes = listed(list(dict.fromkeys(f"{before} → {after}" for _, before, after, _ in found)))
    return (
        f"{layer} leaves out the last {listed(parts)}: {sizes}. That is legal. "
        'With padding="same" one more window reads the rest.'
    )


def _count(left: int, noun: str) -> str:
    return noun if left == 1 else f"{left} {noun}s"


CHECK = Check("SL703", "dropped-border", "information", find, propose=read_the_border)
