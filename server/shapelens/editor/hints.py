"""Inlay hints: one per call whose output shape is known.

A hint's `label` is the bare shape, as the command line's JSON has it; `display` adds the arrow and what a check in
TensorFlow said. Labels stay short: editors cut a line's hints at about 43 characters.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from shapelens.editor.annotations import Annotation, Annotations, measured_only
from shapelens.interpreter.domain.analysis import Analysis, Kind, Observation, Site, parameters_of
from shapelens.shapes.expressions import Size
from shapelens.shapes.formatting import format_structure, format_tensor, is_wholly_unknown
from shapelens.shapes.tensors import Structure, Tensor, is_whole, leaves, says_less
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

Style: TypeAlias = Literal["keras", "compact", "axes"]

EVERY_LINE = range(sys.maxsize)
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
    """The shape of one call, of what was observed there; nothing where only a check knows the call.

    A file has hundreds, and an editor wants their labels alone: the rest is worked out when it is asked for.
    """

    span: Span
    kind: Kind
    label: str
    observations: tuple[Observation, ...]
    annotation: Annotation | None = None

    @property
    def shapes(self) -> tuple[Structure, ...]:
        """Every distinct output, in order."""
        if not self.observations:
            return self._measured
        return tuple(dict.fromkeys(observation.output for observation in self.observations))

    @property
    def count(self) -> int:
        """The number of evaluations."""
        return len(self.observations or self._measured)

    @property
    def layer(self) -> str:
        if self._first is not None:
            return self._first.layer
        return "" if self.annotation is None else self.annotation.layer

    @property
    def dtype(self) -> str:
        tensor = None if self._first is None else next(leaves(self._first.output), None)
        return str(tensor.dtype) if isinstance(tensor, Tensor) else "?"

    @property
    def params(self) -> Size:
        return 0 if self._first is None else parameters_of(self._first.result)

    @property
    def _first(self) -> Observation | None:
        """The first observation whose shape is known, or the first of all."""
        return next(iter((*_told(self.observations), *self.observations)), None)

    @property
    def _measured(self) -> tuple[Structure, ...]:
        return () if self.annotation is None else self.annotation.measured


def hints(
    analysis: Analysis,
    options: HintOptions | None = None,
    annotations: Annotations | None = None,
    lines: range = EVERY_LINE,
) -> tuple[Hint, ...]:
    """The hints that end in `lines`, in order of their place; a call that only a check knows has what was measured."""
    options = options or HintOptions()
    annotations = annotations or {}
    sites = [site for site in _distinct(analysis.sites, lines) if shown_as(site.kind) in options.kinds]
    plain = _lines_without_axes(sites) if options.style == "axes" else frozenset()
    found = [
        _hint(
            site,
            "keras" if site.span.end_line in plain else options.style,
            annotations.get(site.span) if annotations else None,
        )
        for site in sites
    ]
    if annotations and "layer" in options.kinds:
        known = {site.span for site in analysis.sites}
        measured = [
            (span, annotation)
            for span, annotation in annotations.items()
            if span not in known and span.end_line in lines
        ]
        found += [_measured_hint(span, annotation, options.style) for span, annotation in measured]
    return tuple(sorted((hint for hint in found if hint is not None), key=lambda hint: hint.span.bounds))


def shown_as(kind: Kind) -> Kind:
    """The kind of a hint: where a model is made it is one of the model."""
    return "model" if kind == "made" else kind


def _distinct(sites: Sequence[Site], lines: range) -> list[Site]:
    """The sites that end in `lines`, without models whose shape is shown inside of the call or on its line as well."""
    there = [site for site in sites if site.span.end_line in lines]
    made = [site for site in there if site.kind == "made"]
    if not made:
        return there
    ending: dict[int, list[Site]] = defaultdict(list)
    for site in sites:
        if site.kind != "made":
            ending[site.span.end_line].append(site)
    repeated: set[Span] = set()
    for site in sorted(made, key=lambda site: (site.span.line, site.span.column, -site.span.end_line)):
        near = [other for line in range(site.span.line, site.span.end_line + 1) for other in ending[line]]
        same = {output for other in near if _is_near(other, site) for output in other.outputs}
        if same.issuperset(site.outputs):
            repeated.add(site.span)
        ending[site.span.end_line].append(site)
    return [site for site in there if site.kind != "made" or site.span not in repeated]


def _lines_without_axes(sites: Sequence[Site]) -> frozenset[int]:
    """The lines with a shape whose axes have no names: `axes` names those of every shape on a line, or of none."""
    return frozenset(site.span.end_line for site in sites for seen in _told(site.observations) if _axes(seen) is None)


def _is_near(other: Site, made: Site) -> bool:
    return other.span.end_line == made.span.end_line or made.span.contains(other.span)


def display(hint: Hint) -> str:
    """What an editor shows beside the line: `→ (None, 30, 30, 64) ✓`, `→ (None, 6) measured` where only a run knew."""
    if hint.annotation is None:
        return f"→ {hint.label}"
    if hint.annotation.status == "differed":
        measured = ", ".join(format_structure(structure) for structure in hint.annotation.measured)
        return f"→ {hint.label} ≠ {measured}"
    return f"→ {hint.label} measured" if hint.annotation.status == "filled" else f"→ {hint.label} ✓"


def _hint(site: Site, style: Style, annotation: Annotation | None) -> Hint | None:
    if annotation is not None and annotation.status == "filled":
        labels = [_style(structure, style) for structure in measured_only(site.outputs, annotation.measured)]
    else:
        labels = [_label(seen, style) for seen in _told(site.observations)]
    return Hint(site.span, shown_as(site.kind), _joined(labels), site.observations, annotation) if labels else None


def _told(observations: Sequence[Observation]) -> list[Observation]:
    """The evaluations of a site that say something, but for what another one says better."""
    known = [seen for seen in observations if not is_wholly_unknown(seen.output)]
    outputs = dict.fromkeys(seen.output for seen in known)
    if len(outputs) == 1:
        return known
    partly = [output for output in outputs if not is_whole(output)]
    less = {output for output in partly if any(says_less(output, other) for other in outputs)}
    return [seen for seen in known if seen.output not in less]


def _measured_hint(span: Span, annotation: Annotation, style: Style) -> Hint | None:
    labels = [_style(structure, style) for structure in annotation.measured]
    return Hint(span, "layer", _joined(labels), (), annotation) if labels else None


def _joined(labels: Sequence[str]) -> str:
    """The first label, and how many others there are; shapes that read alike count once."""
    others = len(set(labels)) - 1
    return f"{labels[0]} +{others}" if others else labels[0]


def _label(observation: Observation, style: Style) -> str:
    axes = _axes(observation) if style == "axes" else None
    if axes is None or not isinstance(observation.output, Tensor):
        return _style(observation.output, style)
    return format_tensor(observation.output, style, [SHORT_AXES.get(axis, axis) for axis in axes])


def _axes(observation: Observation) -> tuple[str, ...] | None:
    """The names of all axes of an output, where its rule names them."""
    result, output = observation.result, observation.output
    if result is None or not isinstance(output, Tensor) or isinstance(output.shape, Unknown):
        return None
    return result.axes if output.shape and len(result.axes) == len(output.shape) else None


def _style(structure: Structure, style: Style) -> str:
    return format_structure(structure, "keras" if style == "axes" else style)
