"""Cases where our rules and real Keras differ and shall, each with its reason. As few as can be."""

from __future__ import annotations

from tests.fidelity.cases import Case
from tests.fidelity.outcomes import Outcome

# their output is not a rule's to say, and what they wrap is not there to be compared
NOT_COMPARED = frozenset({"TFSMLayer", "TorchModuleWrapper", "JaxLayer", "FlaxLayer"})


def accepted_difference(case: Case, ours: Outcome, real: Outcome) -> str | None:
    """The reason why a difference is accepted, if it is."""
    if real.rejected is not None and "Vocabulary file" in real.rejected:
        return "A vocabulary by the name of a file: Keras opens the file. We do not."
    if case.construction.layer == "MultiHeadAttention" and ours.shape and "?" in ours.shape:
        return "MultiHeadAttention over the axis of features: what its scores are depends on the heads. We say unknown."
    if case.construction.layer == "MultiHeadAttention" and len(case.inputs) > 5 and isinstance(ours.shape, list):
        return (
            "The scores of MultiHeadAttention over four axes and more: TensorFlow has no kernel for a CPU to say "
            "what they are. We give the axes of the query and those of the key."
        )
    if case.construction.layer.startswith("Global") and isinstance(case.inputs, list) and "IndexError" in str(real):
        return (
            "A global pool with its channels first, on a list of one tensor: Keras looks for axes of the list where "
            "tensors are symbolic, and reduces the tensor where they are not. We give what is reduced."
        )
    return None
