"""Where we differ from what Keras infers on purpose, and why; `accepted_difference` says so for one case."""

from __future__ import annotations

from tests.operations.cases import Case
from tests.operations.outcomes import Outcome

# Keras infers another shape than it computes; ours is the computed one
INFERRED_WRONGLY = {
    "keras.ops.eig": "Keras infers the dtype of the matrix, and computes complex numbers",
    "keras.ops.corrcoef": "Keras infers the shape of its operand",
    "keras.ops.lu_factor": "Keras infers pivots of the dtype of the matrix, and computes integers",
    "keras.ops.kron": "Keras infers no shape for operands of different ranks",
    "keras.ops.polar": "Keras infers the shape of the first operand, and no complex numbers",
    "keras.ops.slogdet": "Keras infers a sign that is one number",
    "keras.ops.where": "Keras infers one tensor of the shape of the condition for the places where it holds",
    "keras.ops.adaptive_average_pool": "Keras infers one axis too many where the data format is left out",
    "keras.ops.adaptive_max_pool": "Keras infers one axis too many where the data format is left out",
    "keras.ops.rot90": "Keras infers a quarter turn for every `k`",
    "keras.ops.bitwise_and": "Keras infers the shape of the first operand, without broadcasting",
    "keras.ops.bitwise_or": "Keras infers the shape of the first operand, without broadcasting",
    "keras.ops.bitwise_xor": "Keras infers the shape of the first operand, without broadcasting",
    "keras.ops.bitwise_left_shift": "Keras infers the shape of the first operand, without broadcasting",
    "keras.ops.bitwise_right_shift": "Keras infers the shape of the first operand, without broadcasting",
    "keras.ops.left_shift": "Keras infers the shape of the first operand, without broadcasting",
    "keras.ops.right_shift": "Keras infers the shape of the first operand, without broadcasting",
}
# Keras refuses to infer what it computes when the sizes are there; we say nothing
REFUSED_WHEN_OPEN = {
    "keras.ops.dot": "Keras refuses an open size against a number there, for symbolic tensors only",
    "keras.ops.solve": "Keras refuses a matrix whose height is open, for symbolic tensors only",
    "keras.ops.squeeze": "Keras refuses to squeeze an open axis of a symbolic tensor, and not of a real one",
}
# a library refuses what it documents, by a fault of its own or for what only a test gives
REFUSED_BY_FAULT = {
    "keras.ops.argpartition": "on TensorFlow Keras scatters beyond the tensor for some axes",
    "keras.ops.kron": "TensorFlow multiplies no tensors that are stretched against each other on many axes",
    "keras.ops.lu_factor": "on TensorFlow Keras factors a single matrix alone",
    "keras.ops.trapezoid": "on TensorFlow Keras takes no negative axis but the last",
    "tensorflow.broadcast_static_shape": "TensorFlow takes objects of shapes, which are not drawn",
}


def accepted_difference(case: Case, how: str, ours: Outcome, theirs: Outcome) -> str | None:
    """Why a difference is none, if so: for what Keras infers, and for what a library refuses by a fault of its own."""
    if theirs.rejected is not None and case.path in REFUSED_BY_FAULT:
        return REFUSED_BY_FAULT[case.path]
    if how != "open":
        return None
    if case.path in INFERRED_WRONGLY and ours.rejected is None and theirs.rejected is None:
        return INFERRED_WRONGLY[case.path]
    return REFUSED_WHEN_OPEN.get(case.path) if theirs.rejected is not None else None
