"""Cases where our rules and real Keras differ and shall, each with its reason. As few as can be."""

from __future__ import annotations

from tests.fidelity.cases import Case
from tests.fidelity.outcomes import Outcome

ONE_ITEM_LIST = (
    "A layer that takes one tensor is given a list of one: Keras reads the list as a shape and, layer by layer, "
    "rejects it or makes up an output that no run has. We say nothing."
)
NO_QR = "Value for attr 'T' of bfloat16 is not in the list of allowed values"


def accepted_difference(case: Case, ours: Outcome, real: Outcome) -> str | None:
    """The reason why a difference is accepted, if it is."""
    if isinstance(case.inputs, list) and len(case.inputs) == 1 and ours.rejected is None:
        return ONE_ITEM_LIST
    if real.rejected is not None and NO_QR in real.rejected:
        return f"TensorFlow's own limit, not Keras' rule: {NO_QR}... (orthogonal initializers in bfloat16)."
    return None
