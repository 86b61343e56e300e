"""SL403: an output of `Model(inputs, outputs)` depends on a tensor that is not among its inputs."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.models import name_the_input
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.problems import DisconnectedGraph


def message(problem: DisconnectedGraph, finding: Finding) -> str:
    """`The outputs of this model depend on image, which is not among its inputs. ...`"""
    named = f"the model {finding.layer}" if finding.layer not in {"", "Model", "Functional"} else "this model"
    return (
        f"The outputs of {named} depend on {problem.missing}, which is not among its inputs. "
        "Add it to inputs=, or compute the outputs from the inputs given."
    )


CHECK = check_of_problem("SL403", "disconnected-graph", "error", DisconnectedGraph, message, name_the_input)
