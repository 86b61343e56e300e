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
    return None
