"""SL402: a model is given another number of tensors than it has inputs."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.models import give_its_inputs
from shapelens.diagnostics.words import plural
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.problems import WrongInputCount


def message(problem: WrongInputCount, finding: Finding) -> str:
    """`The model siamese has 2 inputs and is given 1. Give it one tensor for each input, in a list.`"""
    named = f"The model {finding.layer}" if finding.layer else "The model"
    shape = "one tensor" if problem.expected == 1 else "one tensor for each input, in a list"
    return f"{named} has {plural(problem.expected, 'input')} and is given {problem.found}. Give it {shape}."


CHECK = check_of_problem("SL402", "model-input-count", "error", WrongInputCount, message, give_its_inputs)
