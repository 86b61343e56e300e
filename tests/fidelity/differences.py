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
    takes_one = case.construction.layer.startswith("Global") or case.construction.layer == "UnitNormalization"
    if takes_one and isinstance(case.inputs, list) and real.rejected is not None:
        return (
            "A list given to a layer of one tensor: where tensors are symbolic Keras looks for the axes of the list "
            "(a global pool with its channels first, UnitNormalization), where they are not it works on the tensor. So "
            "do we."
        )
    if case.construction.layer in ("StringLookup", "IntegerLookup") and real.rejected is not None and _is_odd(case):
        return (
            "An `oov_token` that is no single token, with invert=True: Keras meets it when it looks ids up. We do not."
        )
    if case.construction.layer == "Resizing" and isinstance(case.inputs, list) and "0" in str(ours.shape):
        return (
            "A list given to Resizing, to a height of 0: Keras stacks the pictures and loses their axes. We keep them."
        )
    return None


def _is_odd(case: Case) -> bool:
    token = case.construction.keywords.get("oov_token")
    return bool(case.construction.keywords.get("invert")) and isinstance(token, (list, tuple))
