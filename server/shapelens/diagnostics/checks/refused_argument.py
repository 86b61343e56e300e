"""SL415: an argument of `compile` or `fit` that Keras does not take."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.usage import give_it_in_form
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.training_problems import RefusedArgument

_REASONS = {
    "metrics": "`compile` takes its metrics in a list. Write `metrics=[...]`.",
    "loss_weights": (
        "The third argument of `compile` is `loss_weights`, and metrics stand there. Write `metrics=` in front of them."
    ),
    "metrics of outputs": (
        "The model has several outputs, and the list of metrics is of another length: it has one entry for each. "
        "Give a list of lists, or a dict by the names of the outputs."
    ),
    "labels of stream": (
        "The data come in batches, with the labels in them, and labels are given beside them. Leave `y` out, and let "
        "each batch be a pair of inputs and labels."
    ),
    "split of stream": (
        "`validation_split` cuts arrays, and the data come in batches. Take some of them apart, and give them as "
        "`validation_data`."
    ),
    "class_weight": "`class_weight` is a dict from the number of each class to its weight: `{0: 1.0, 1: 5.0}`.",
    "weights": (
        "`class_weight` and `sample_weight` cannot be given together. Multiply the weights of the classes into those "
        "of the samples."
    ),
    "outputs": (
        "`class_weight` is for models with one output. Give `sample_weight`, an array for each output, in its place."
    ),
    "maps": (
        "`class_weight` is for one label a sample, and these labels have more axes. Give `sample_weight` of the shape "
        "of the class numbers in its place."
    ),
}


def message(problem: RefusedArgument, _finding: Finding) -> str:
    """What is wrong with the argument, and what to write."""
    return _REASONS[problem.reason]


CHECK = check_of_problem("SL415", "refused-argument", "error", RefusedArgument, message, give_it_in_form)
