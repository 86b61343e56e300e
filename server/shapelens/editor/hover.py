"""What a hover says of the call at a place, as Markdown: the rule with its numbers, weights, work, and every path."""

from __future__ import annotations

from collections.abc import Iterator

from shapelens.diagnostics.conditions import conditions_on
from shapelens.diagnostics.size_words import condition_text
from shapelens.diagnostics.words import budget_text, line_text, lines_text, reason_text
from shapelens.editor.annotations import Annotation, Annotations
from shapelens.editor.positions import innermost, site_at
from shapelens.editor.quantities import activation_bytes, format_bytes, format_count
from shapelens.interpreter.domain.analysis import Analysis, Frame, Join, Observation, Site, parameters_of
from shapelens.layers.framework.formulas import default_axes
from shapelens.layers.framework.registry import find_layer
from shapelens.layers.framework.result import Result, Step, count_parameters
from shapelens.shapes.expressions import Polynomial, Size
from shapelens.shapes.formatting import format_shape, format_size, format_structure
from shapelens.shapes.tensors import Dims, Structure, Tensor, first_unknown, leaves
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

# more would not be read
MOST_PATHS = 12


def hover(
    analysis: Analysis, line: int, column: int, annotations: Annotations | None = None
) -> tuple[Span, str] | None:
    """The span and the Markdown for the innermost call at a place (from 1); None where there is none."""
    site = site_at(analysis, line, column)
    if site is None or not site.observations:
        return _unreached(analysis, line, column)
    return site.span, describe_site(analysis, site, (annotations or {}).get(site.span))


def _unreached(analysis: Analysis, line: int, column: int) -> tuple[Span, str] | None:
    """Why a call has no shape that the analysis did not come to."""
    span = innermost(analysis.limits.unreached, line, column)
    if span is None:
        return None
    budget = budget_text(analysis.limits.budget)
    return span, f"Not reached: evaluating this file takes more than {budget}."


def describe_site(analysis: Analysis, site: Site, annotation: Annotation | None = None) -> str:
    """One call in full."""
    first = site.observations[0]
    entry = find_layer(first.layer) if site.kind == "layer" else None
    paragraphs = [
        _headline(first),
        entry.documentation.strip().partition("\n\n")[0] if entry is not None else "",
        "\n".join(_axes(first)),
        _input(first),
        _conditions(analysis, site, first),
        _weights(first.result),
        _costs(site, first),
        _reason(analysis, first.output),
        "\n".join(_other_calls(analysis, site)),
        _verdict(annotation),
    ]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _headline(observation: Observation) -> str:
    tensors = [leaf for leaf in leaves(observation.output) if isinstance(leaf, Tensor)]
    dtypes = " ".join(dict.fromkeys(str(tensor.dtype) for tensor in tensors if isinstance(tensor.dtype, str)))
    return f"**{observation.layer}** → `{format_structure(observation.output)}` {dtypes}".rstrip()


def _axes(observation: Observation) -> Iterator[str]:
    """The axes by name, each with the formula that gave its size; of an operation, where some are open."""
    result, output = observation.result, observation.output
    steps = {step.axis: step for step in result.steps} if result is not None else {}
    if isinstance(output, Tensor) and not isinstance(output.shape, Unknown):
        for axis, size in zip(_names(result, output.shape), output.shape, strict=False):
            step = steps.pop(axis, None)
            yield f"- {_formula(step)}" if step is not None else f"- {axis}: {_size(size, axis)}"
    for step in steps.values():
        yield f"- {_formula(step)}"


def _names(result: Result | None, shape: Dims) -> tuple[str, ...]:
    if result is not None:
        return result.axes if len(result.axes) == len(shape) else ()
    return default_axes(len(shape)) if any(isinstance(size, Polynomial) for size in shape[1:]) else ()


def _formula(step: Step) -> str:
    return f"{step.axis}: {step.formula} = {_size(step.size, step.axis)}"


def _size(size: Size, axis: str) -> str:
    """An open size with its expression, unless that would only repeat the name of the axis."""
    expression = str(size)
    if not isinstance(size, Polynomial) or expression == axis:
        return format_size(size)
    return f"{format_size(size)} ({expression})"


def _input(observation: Observation) -> str:
    parts = [f"Layer `{observation.name}`"] if observation.name else []
    if observation.inputs is not None:
        parts.append(f"{'input' if parts else 'Input'} `{format_structure(observation.inputs)}`")
    return ", ".join(parts)


def _conditions(analysis: Analysis, site: Site, observation: Observation) -> str:
    """Which sizes the open axes of an `Input` may have."""
    conditions = conditions_on(analysis, observation.output) if site.kind == "input" else ()
    if not conditions:
        return ""
    lines = sorted({each.join.span.line for condition in conditions for each in condition.joins})
    places = lines_text(analysis.cells, [Span(line, 1, line, 1) for line in lines])
    joined = all(isinstance(each.join, Join) for condition in conditions for each in condition.joins)
    return f"{condition_text(conditions)} What is {'joined' if joined else 'rearranged'} on {places} fits only then."


def _weights(result: Result | None) -> str:
    if result is None or not result.weights:
        return ""
    total = count_parameters(result.weights)
    trainable = count_parameters(result.weights, trainable_only=True)
    frozen = "" if total == trainable else f" ({format_count(trainable)} trainable)"
    lines = [f"{format_count(total)} parameters{frozen}"]
    for weight in result.weights:
        note = "" if weight.trainable else ", not trainable"
        lines.append(f"- {weight.name} `{format_shape(weight.shape)}`: {format_count(weight.count)}{note}")
    return "\n".join(lines)


def _costs(site: Site, observation: Observation) -> str:
    parts: list[str] = []
    result = observation.result
    if result is not None and result.macs != 0 and not isinstance(result.macs, Unknown):
        parts.append(f"{format_count(result.macs)} multiply-adds")
    memory = activation_bytes(observation.output)
    if site.kind in ("layer", "op") and isinstance(memory, int):
        parts.append(f"{format_bytes(memory)} of activations")
    if result is not None and result.window is not None and observation.seen is not None:
        parts.append(f"receptive field {' × '.join(format_count(size) for size in observation.seen.extent)}")
    return f"One sample: {' · '.join(parts)}" if parts else ""


def _reason(analysis: Analysis, output: Structure) -> str:
    reasons = [leaf if isinstance(leaf, Unknown) else first_unknown(leaf.shape) for leaf in leaves(output)]
    distinct = dict.fromkeys(reason_text(reason, analysis.cells) for reason in reasons if reason is not None)
    return "\n".join(f"Unknown (`?`): {reason}" for reason in distinct)


def _other_calls(analysis: Analysis, site: Site) -> Iterator[str]:
    """Every evaluation with the calls that led to it, where there are several or the one lies inside a function."""
    observations = site.observations
    if len(observations) == 1 and not observations[0].path:
        return
    yield f"Runs {len(observations)} times:" if len(observations) > 1 else "Runs once:"
    for observation in observations[:MOST_PATHS]:
        path = _path(analysis, observation.path)
        yield f"- `{format_structure(observation.output)}`{path}{_own_parameters(observation)}"
    if len(observations) > MOST_PATHS:
        yield f"- and {len(observations) - MOST_PATHS} more"


def _path(analysis: Analysis, path: tuple[Frame, ...]) -> str:
    return "".join(f" → `{frame.function}` ({line_text(analysis.cells, frame.call.line)})" for frame in path)


def _own_parameters(observation: Observation) -> str:
    count = parameters_of(observation.result)
    return "" if count == 0 else f", {format_count(count)} parameters"


def _verdict(annotation: Annotation | None) -> str:
    if annotation is None:
        return ""
    measured = ", ".join(f"`{format_structure(structure)}`" for structure in annotation.measured)
    words = {
        "agreed": f"✓ {annotation.by} agrees",
        "differed": f"✗ {annotation.by} differs",
        "filled": f"✓ {annotation.by} measured",
    }
    return f"{words[annotation.status]}: {measured} on a batch of 2"
