"""SL208: a layer is not given the kind of input it takes (one tensor, a list of several)."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.arguments import write_one_list
from shapelens.diagnostics.words import is_operation
from shapelens.interpreter.domain.analysis import Finding
from shapelens.layers.framework.problems import WrongInputs


def message(problem: WrongInputs, finding: Finding) -> str:
    """`Add takes a list of tensors, and gets one tensor. Write the inputs as one list: Add()([a, b]).`"""
    fact = f"{finding.layer} takes {problem.requirement}, and gets {problem.found}."
    if problem.takes == "list":
        return f"{fact} Write the inputs as one list: {finding.layer}(...)([first, second])."
    if problem.takes == "tensor" and is_operation(finding.layer):
        return f"{fact} Choose one of them, or join them first: concatenate, stack."
    if problem.takes == "tensor":
        return f"{fact} Choose one of them, or join them first with Concatenate or Add."
    return fact


CHECK = check_of_problem("SL208", "wrong-inputs", "error", WrongInputs, message, write_one_list)
