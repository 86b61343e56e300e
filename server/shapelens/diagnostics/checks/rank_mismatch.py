"""SL202: a layer takes an input with another number of axes."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.ranks import change_rank
from shapelens.diagnostics.words import axes_taken, is_recurrent, plural, shape_text
from shapelens.interpreter.domain.analysis import Finding
from shapelens.layers.framework.problems import RankMismatch


def message(problem: RankMismatch, finding: Finding) -> str:
    """`Conv2D takes 4 axes (batch, height, width, channels), and gets (None, 784) with 2. Put ...`."""
    # "4", "at least 3", or with a reason: "2, as the first input has"
    number, _, reason = problem.expected.partition(", ")
    digits = "".join(character for character in number if character.isdigit())
    wanted = int(digits) if digits else 0
    named = axes_taken(finding.layer, wanted) if number == digits and not reason else ""
    because = f", {reason}" if reason else ""
    return (
        f"{finding.layer} takes {number} ax{'i' if number == '1' else 'e'}s{named}{because}, "
        f"and gets {shape_text(problem.input_shape)} with {problem.found}. {_advice(problem, finding.layer, wanted)}"
    )


def _advice(problem: RankMismatch, layer: str, wanted: int) -> str:
    missing = wanted - problem.found
    if missing < 0:
        surplus = plural(-missing, "axis", "axes")
        if is_recurrent(layer):
            return f"It has {surplus} too many: put a Reshape before it, or TimeDistributed(Flatten())."
        return f"It has {surplus} too many: put Flatten, a global pooling layer or a Reshape before it."
    if problem.found == 2 and wanted == 3:
        return (
            "If the input comes from a recurrent layer, give that one return_sequences=True; "
            "otherwise put a Reshape before this layer."
        )
    if missing == 1:
        return "It lacks one axis, often the channels or the batch: put a Reshape before it, or add it to the Input."
    return f"It lacks {plural(missing, 'axis', 'axes')}: put a Reshape before it, or move {layer} before the Flatten."


CHECK = check_of_problem("SL202", "rank-mismatch", "error", RankMismatch, message, change_rank)
