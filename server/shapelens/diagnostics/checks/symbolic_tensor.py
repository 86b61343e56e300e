"""SL421: what needs numbers is given a tensor of a functional model under construction, which has none yet."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.symbols import compute_with_keras
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.problems import SymbolicTensor

_SYMBOL = "a KerasTensor, which has a shape and no numbers until the model runs"
_USES = {
    "truth": f"What is tested here is {_SYMBOL}. Test its shape, or choose inside with keras.ops.where.",
    "length": f"`len` is asked of {_SYMBOL}. Write `.shape[0]` for the size of its first axis.",
    "items": f"What is gone through here is {_SYMBOL}. Take parts by index (`x[:, 0]`), or with keras.ops.unstack.",
    "assignment": (
        f"An item is assigned to {_SYMBOL}. Join the parts with keras.ops.concatenate, or choose "
        "between two tensors with keras.ops.where."
    ),
    "key": f"An array or tensor is the index of {_SYMBOL}. Keras takes numbers and slices there: write keras.ops.take.",
    "slice": (
        f"A slice alone is the index of {_SYMBOL}. Keras takes a number or a tuple there: write `x[:2, ...]`, "
        "or `x[:, :2]` for the axis behind the batch."
    ),
}


def message(problem: SymbolicTensor, _finding: Finding) -> str:
    """What refuses the tensor, why, and what to write."""
    if problem.used == "number":
        return f"`{problem.name}` makes a number of {_SYMBOL}. Leave it a tensor, and convert it with keras.ops.cast."
    if problem.used == "sign":
        return f"A `+` without a number before it stands at {_SYMBOL}. Leave it out."
    if problem.used == "operator":
        return (
            f"`{problem.name}` is done by the array on its left, which needs the numbers of {_SYMBOL}. "
            "Put the tensor in front, or make the array a tensor with keras.ops.convert_to_tensor."
        )
    if problem.used == "metric":
        return (
            f"{problem.name} counts, and is given {_SYMBOL}. Name it in `compile`, or give it what `predict` returned."
        )
    if problem.used == "merge":
        return (
            f"{problem.name} is given an array in front of {_SYMBOL}. Put the tensor in front, or take an operator "
            "or a function of keras.ops, which take either order."
        )
    if problem.used == "loss":
        return (
            f"{problem.name} takes the mean over the samples, and is given {_SYMBOL}: how many samples come is open. "
            f"Give the loss to `compile`, or call its function of lower case, which keeps one number for each sample."
        )
    if problem.used != "function":
        return _USES[problem.used]
    advice = f"Write `{problem.today}`" if problem.today else "Call it in the `call` of a layer of your own"
    behind = ", or call it in the `call` of a layer of your own." if problem.today else ", or in a Lambda."
    return f"`{problem.name}` computes with numbers, and is given {_SYMBOL}. {advice}{behind}"


CHECK = check_of_problem("SL421", "symbolic-tensor", "error", SymbolicTensor, message, compute_with_keras)
