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
    "class_weight": "`class_weight` is a dict from the number of each class to its weight: `{{0: 1.0, 1: 5.0}}`.",
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
    "batch_size": (
        "`batch_size` of `{method}` is a number of samples, and gets {found}. Data to validate with and weights are "
        "given by their names: `validation_data=`, `sample_weight=`."
    ),
    "batch_size of predict": (
        "The second argument of `predict` is `batch_size`, a number of samples, and gets {found}. Give several inputs "
        "in one list: `predict([first, second])`."
    ),
    "whole number": (
        "`{argument}` of `{method}` is a whole number, and gets {found}. Write `int(...)` around it, or `//` for `/`."
    ),
    "split": (
        "`validation_split={found}` leaves no samples to train on, or none to validate with. It is a share between 0 "
        "and 1: `validation_split=0.2`."
    ),
    "weights of stream": (
        "The data come in batches, and `sample_weight` is given beside them. Leave it out, and let each batch be "
        "inputs, labels and weights: `(x, y, sample_weight)`."
    ),
    "sample_weight list": (
        "`sample_weight` is an array with a number for each sample, and gets a list or a number. Write `np.array(...)`."
    ),
    "sample_weight dict": (
        "`sample_weight` is an array with a number for each sample, and gets a dict. A dict by class number is "
        "`class_weight`."
    ),
    "sample_weight outputs": (
        "`sample_weight` is a list with one array for each output, and gets {found} outputs. Give one for each."
    ),
    "sample_weight count": (
        "`sample_weight` has a number for each sample, and gets {found} samples. Give as many weights as there are "
        "samples."
    ),
}


def message(problem: RefusedArgument, _finding: Finding) -> str:
    """What is wrong with the argument, and what to write."""
    return _REASONS[problem.reason].format(method=problem.method, argument=problem.argument, found=problem.found)


CHECK = check_of_problem("SL415", "refused-argument", "error", RefusedArgument, message, give_it_in_form)
