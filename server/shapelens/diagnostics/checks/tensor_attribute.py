"""SL422: an attribute that arrays have, and this tensor has not."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.symbols import call_operation_of_keras
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.problems import TensorAttribute

_INSTEAD = {
    "get_shape": "Write `.shape`, which is a tuple.",
    "set_shape": "Say the shape with keras.ops.reshape, or in Input.",
    "numpy": "The numbers are there when the model runs: `predict` returns them.",
    "eval": "The numbers are there when the model runs: `predict` returns them.",
    "size": "Multiply the sizes in `.shape`, or write keras.ops.size.",
}


def message(problem: TensorAttribute, _finding: Finding) -> str:
    """`The tensor is a KerasTensor, which has no get_shape. Write .shape, which is a tuple.`"""
    kind = "a KerasTensor (a tensor of a model under construction)" if problem.symbolic else "a tensor of TensorFlow"
    instead = _INSTEAD.get(problem.name) if problem.symbolic else None
    instead = instead or (f"Write `{problem.today}(...)`." if problem.today else "Look for the function in keras.ops.")
    return f"`.{problem.name}` is asked of {kind}, which has none. {instead}"


CHECK = check_of_problem("SL422", "tensor-attribute", "error", TensorAttribute, message, call_operation_of_keras)
