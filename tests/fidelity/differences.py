"""Cases where our rules and real Keras differ and shall, each with its reason. As few as can be."""

from __future__ import annotations

from tests.fidelity.cases import Case
from tests.fidelity.outcomes import Outcome

LIST_FOR_TENSOR = (
    "A layer that takes one tensor is given a list: Keras reads the list as a shape and, layer by layer, "
    "rejects it or makes up an output that no run has. We say nothing."
)
INSIDE_TIME_DISTRIBUTED = (
    "TimeDistributed asks the layer inside for its shape without asking it for the rank that it takes; "
    "a run then fails. We report the rank."
)
TRACED_CELL = (
    "A cell called by itself is traced through TensorFlow, which rejects dtypes that do not mix, and dropout masks "
    "that are kept from trace to trace. We look at sizes alone."
)
NO_QR = "Value for attr 'T' of bfloat16 is not in the list of allowed values"


def accepted_difference(case: Case, ours: Outcome, real: Outcome) -> str | None:
    """The reason why a difference is accepted, if it is."""
    if isinstance(case.inputs, list) and (len(case.inputs) == 1 or ours.shape == "?") and ours.rejected is None:
        return LIST_FOR_TENSOR
    if case.construction.layer == "MultiHeadAttention" and ours.params == "?" and ours.shape == real.shape:
        return "MultiHeadAttention takes a tensor with only a batch axis: we give its shape, and no parameter count."
    if case.construction.layer == "TimeDistributed" and "RankMismatch" in (ours.rejected or ""):
        return INSIDE_TIME_DISTRIBUTED
    if case.construction.layer.endswith(("Cell", "Cells")) and "Exception encountered when calling" in str(real):
        return TRACED_CELL
    if real.rejected is not None and NO_QR in real.rejected:
        return f"TensorFlow's own limit, not Keras' rule: {NO_QR}... (orthogonal initializers in bfloat16)."
    return None
