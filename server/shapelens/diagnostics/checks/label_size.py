"""SL502: outputs and labels of different sizes on one axis, often the units of the last Dense."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.labels import give_it_units
from shapelens.diagnostics.words import axis_text, count_text, shape_text
from shapelens.interpreter.domain.analysis import Finding, RelatedKind
from shapelens.interpreter.domain.training_problems import LabelSize
from shapelens.shapes.unknown import Unknown


def message(problem: LabelSize, finding: Finding) -> str:
    """`The model gives (None, 3), and the labels are (None, 4): 3 against 4 on the last axis. ...`"""
    output, label = problem.outputs[problem.axis], problem.labels[problem.axis]
    axis = axis_text(problem.axis, len(problem.outputs))
    return (
        f"The model gives {shape_text(problem.outputs)}, and the labels are {shape_text(problem.labels)}: "
        f"{count_text(output)} against {count_text(label)} on {axis}, which {problem.loss} cannot compare. "
        f"{_advice(problem, finding)}"
    )


def _advice(problem: LabelSize, finding: Finding) -> str:
    label = count_text(problem.labels[problem.axis])
    if problem.axis != len(problem.outputs) - 1:
        return "Use padding='same' and sizes that halve evenly, or crop the labels or the output to the other's size."
    if isinstance(problem.labels[problem.axis], Unknown):
        return (
            "One-hot rows have a column for each class: ask for one number a sample (class_mode='binary'), or give the "
            "model a unit for each class."
        )
    if any(place.kind is RelatedKind.LAYER_MADE for place in finding.related):
        # the loss is to blame, not the layer
        return "A softmax over classes takes sparse_categorical_crossentropy for one class number a sample."
    if problem.layer == "Dense":
        return f"Give the last Dense {label} units, or the labels as many columns as it has."
    if problem.layer == "Flatten":
        return f"End with GlobalAveragePooling2D, or with Dense({label}) behind the Flatten."
    return f"Make the last axis {label}."


CHECK = check_of_problem("SL502", "label-size", "error", LabelSize, message, give_it_units)
