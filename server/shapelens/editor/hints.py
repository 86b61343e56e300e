"""Inlay hints: one per call whose output shape is known.

A hint's `label` is the bare shape, as the command line's JSON has it; `display` adds the arrow and what a check in
TensorFlow said. Labels stay short: editors cut a line's hints at about 43 characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from shapelens.editor.marks import Mark, Marks, filled
from shapelens.interpreter.analysis import Analysis, Kind, Observation, Site, parameters_of
from shapelens.shapes.expressions import Size
from shapelens.shapes.formatting import format_shape, format_structure, is_wholly_unknown
from shapelens.shapes.tensors import Structure, Tensor, leaves
from shapelens.syntax.spans import Span

Style: TypeAlias = Literal["keras", "compact", "axes"]

ALL_KINDS: frozenset[Kind] = frozenset(("layer", "op", "model", "input", "data"))

# whole names would fill the 43 characters of a line
SHORT_AXES = {
    "batch": "B",
    "channels": "C",
    "depth": "D",
    "features": "F",
    "height": "H",
    "steps": "T",
    "units": "U",
    "width": "W",
}


@dataclass(frozen=True, slots=True)
class HintOptions:
    """How hints look, and which kinds of calls have one."""

    style: Style = "keras"
    kinds: frozenset[Kind] = ALL_KINDS


@dataclass(frozen=True, slots=True)
class Hint:
    """The shape of one call: `shapes` is every distinct output in order, `count` the number of evaluations."""

    span: Span
    kind: Kind
    layer: str
    shapes: tuple[Structure, ...]
    dtype: str
    count: int
    params: Size
    label: str
    mark: Mark | None = None


def hints(analysis: Analysis, options: HintOptions | None = None, marks: Marks | None = None) -> tuple[Hint, ...]:
    """The hints of a file, in order of their place; a call that only a check knows has what was measured."""
    options = options or HintOptions()
    marks = marks or {}
    found = [_hint(site, options, marks.get(site.span)) for site in analysis.sites if site.kind in options.kinds]
    if "layer" in options.kinds:
        known = {site.span for site in analysis.sites}
        found += [_measured_hint(span, mark, options.style) for span, mark in marks.items() if span not in known]
    return tuple(sorted((hint for hint in found if hint is not None), key=lambda hint: hint.span))


def display(hint: Hint) -> str:
    """What an editor shows beside the line: `→ (None, 30, 30, 64) ✓`."""
    if hint.mark is None:
        return f"→ {hint.label}"
    if hint.mark.verdict == "differed":
        measured = ", ".join(format_structure(structure) for structure in hint.mark.measured)
        return f"→ {hint.label} ≠ {measured}"
    return f"→ {hint.label} ✓"


def _hint(site: Site, options: HintOptions, mark: Mark | None) -> Hint | None:
    known = [observation for observation in site.observations if not is_wholly_unknown(observation.output)]
    labels = [_label(observation, options.style) for observation in known]
    if mark is not None and mark.verdict == "filled":
        labels = [_style(structure, options.style) for structure in filled(site.outputs, mark.measured)]
    if not labels:
        return None
    first = known[0] if known else site.observations[0]
    return Hint(
        span=site.span,
        kind=site.kind,
        layer=first.layer,
        shapes=site.outputs,
        dtype=_dtype(first.output),
        count=len(site.observations),
        params=parameters_of(first.result),
        label=_joined(labels),
        mark=mark,
    )


def _measured_hint(span: Span, mark: Mark, style: Style) -> Hint | None:
    labels = [_style(structure, style) for structure in mark.measured]
    if not labels:
        return None
    return Hint(span, "layer", mark.layer, mark.measured, "?", len(labels), 0, _joined(labels), mark)


def _joined(labels: Sequence[str]) -> str:
    """The first label, and how many others there are; shapes that read alike count once."""
    distinct = list(dict.fromkeys(labels))
    return distinct[0] if len(distinct) == 1 else f"{distinct[0]} +{len(distinct) - 1}"


def _label(observation: Observation, style: Style) -> str:
    output = observation.output
    if style == "axes" and isinstance(output, Tensor) and observation.result is not None:
        return format_shape(output.shape, style, [SHORT_AXES.get(axis, axis) for axis in observation.result.axes])
    return _style(output, style)


def _style(structure: Structure, style: Style) -> str:
    return format_structure(structure, "keras" if style == "axes" else style)


def _dtype(structure: Structure) -> str:
    first = next(leaves(structure), None)
    return str(first.dtype) if isinstance(first, Tensor) else "?"
