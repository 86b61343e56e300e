"""Cases where our rules and real Keras differ and shall, each with its reason. As few as can be."""

from __future__ import annotations

from typing import Any

from tests.fidelity.cases import Case
from tests.fidelity.outcomes import Outcome

from shapelens.layers.registry import find_layer

LIST_FOR_TENSOR = (
    "A layer that takes one tensor is given a list: Keras reads the list as a shape and, layer by layer, "
    "rejects it or makes up an output that no run has. We say nothing."
)
RANK_INSIDE = (
    "TimeDistributed and SpectralNormalization ask the layer inside for its shape without asking it for the rank "
    "that it takes; a run then fails. We report the rank."
)
TRACED_CELL = (
    "A cell called by itself is traced through TensorFlow, which rejects dtypes that do not mix, and dropout masks "
    "that are kept from trace to trace. We look at sizes alone."
)
TRACED_PIPELINE = (
    "A Pipeline is traced through TensorFlow's own image operations, which reject what its layers by themselves "
    "accept, lose the sizes that a CenterCrop gives, and broadcast with an array. We look at shapes alone."
)
NOT_IN_BFLOAT16 = (
    "TensorFlow's own limit, not Keras' rule: initializers that do not work in bfloat16 (orthogonal, STFT). "
    "We do not fill weights."
)
SCORES_LENGTH = (
    "The attention scores of a MultiHeadAttention have the key's length in a run; symbolically Keras gives the "
    "query's. Where the two differ we give unknown."
)
# their output is not a rule's to say, and what they wrap is not there to be compared
NOT_COMPARED = frozenset({"TFSMLayer", "TorchModuleWrapper", "JaxLayer", "FlaxLayer"})
LEARNED = ("StringLookup", "IntegerLookup", "TextVectorization")
LEARNED_VOCABULARY = (
    "A lookup without a written vocabulary: Keras gives None until `adapt`, and the number of tokens afterwards. "
    "We give unknown."
)


def _open_where_unknown(ours: Any, real: Any) -> bool:
    """Whether two shapes differ only where Keras says None and we say unknown."""
    if not isinstance(ours, tuple) or not isinstance(real, tuple) or len(ours) != len(real):
        return False
    return all(a == b or (a == "?" and b is None) for a, b in zip(ours, real, strict=True))


def accepted_difference(case: Case, ours: Outcome, real: Outcome) -> str | None:
    """The reason why a difference is accepted, if it is."""
    entry = find_layer(case.construction.layer)
    if isinstance(case.inputs, list) and ours.rejected is None and entry is not None and not entry.takes_list:
        return LIST_FOR_TENSOR
    if case.construction.layer == "MultiHeadAttention" and "'?'" in str(ours.shape) and ours.params == real.params:
        return SCORES_LENGTH
    if case.construction.layer == "MultiHeadAttention" and ours.params == "?" and ours.shape == real.shape:
        return "MultiHeadAttention takes a tensor with only a batch axis: we give its shape, and no parameter count."
    if case.construction.layer in ("TimeDistributed", "SpectralNormalization") and "RankMismatch" in (
        ours.rejected or ""
    ):
        return RANK_INSIDE
    if case.construction.layer == "STFTSpectrogram" and "?" in str(ours.shape):
        return "STFTSpectrogram takes a fraction for frame_step. We do not follow it."
    if case.construction.layer == "Pipeline" and (
        "Exception encountered when calling" in str(real) or "CenterCrop" in str(case) or "Rescaling((" in str(case)
    ):
        return TRACED_PIPELINE
    if case.construction.layer.endswith(("Cell", "Cells")) and "Exception encountered when calling" in str(real):
        return TRACED_CELL
    if case.construction.layer == "SimpleRNN" and "activity_regularizer" in str(ours.rejected):
        return "SimpleRNN takes an activity_regularizer and does not look at it. We do."
    if case.construction.layer == "RNN" and "argument='cell'" in str(ours.rejected):
        return "RNN takes a list of recurrent layers as its cells; a run then fails. We report that they are no cells."
    if case.construction.layer in LEARNED and _open_where_unknown(ours.shape, real.shape):
        return LEARNED_VOCABULARY
    if real.rejected is not None and "Vocabulary file" in real.rejected:
        return "A vocabulary by the name of a file: Keras opens the file. We do not."
    if real.rejected is not None and "scipy" in real.rejected:
        return "STFTSpectrogram asks scipy for a window by name; the comparison runs without scipy."
    if (real.rejected or "").startswith("InvalidArgumentError") and "bfloat16" in str(case):
        return NOT_IN_BFLOAT16
    return None
