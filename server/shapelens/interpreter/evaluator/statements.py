"""Execution of statements: one small function per kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from shapelens.interpreter.domain.values import ExceptionValue, Named, Ref
from shapelens.interpreter.evaluator.classes import define_class
from shapelens.interpreter.evaluator.contexts import execute_with
from shapelens.interpreter.evaluator.decorators import apply_decorators
from shapelens.interpreter.evaluator.escapes import forget
from shapelens.interpreter.evaluator.expressions import evaluate, operate_in_place
from shapelens.interpreter.evaluator.imports import import_modules, import_names
from shapelens.interpreter.evaluator.loops import execute_for, execute_while
from shapelens.interpreter.evaluator.patterns import execute_match
from shapelens.interpreter.evaluator.targets import assign_augmented, assign_target, delete_target
from shapelens.interpreter.evaluator.try_statements import execute_try, raised_by
from shapelens.interpreter.language.branches import completed
from shapelens.interpreter.language.conditions import decide
from shapelens.interpreter.language.functions import make_function
from shapelens.interpreter.language.shape_annotations import annotated, pinned_by_annotation, pinned_by_comment
from shapelens.interpreter.language.symbols import truth_of_test
from shapelens.interpreter.machine.completion import NORMAL, AbruptCompletion, Completion
from shapelens.interpreter.machine.machine import MISSING, Machine, ProgramRaises
from shapelens.shapes.unknown import Unknown
from shapelens.syntax import lowered as low

# what leaves a block where every path leaves it
_STRAIGHT = (low.Return, low.With)


def execute(machine: Machine, block: low.Block) -> Completion:
    """Run statements in order, until one leaves the block."""
    for statement in block:
        machine.tick()
        try:
            completion = _EXECUTE[type(statement)](machine, statement)
        except ProgramRaises as raised:
            completion = AbruptCompletion("raise", raised.value)
        if isinstance(completion, AbruptCompletion):
            if type(statement) not in _STRAIGHT and machine.module.file is None:
                machine.departures += 1
            return completion
    return NORMAL


def _expression(machine: Machine, node: low.ExpressionStatement) -> Completion:
    evaluate(machine, node.value)
    return NORMAL


def _assign(machine: Machine, node: low.Assign) -> Completion:
    return _assign_of(machine, node, node.value)


def _assign_of(machine: Machine, node: low.Assign, expression: low.Expression) -> Completion:
    while isinstance(expression, low.Conditional) and pinned_by_comment(node.comment) is None:
        # `x = a if c else b` is `if c: x = a`, `else: x = b`
        known = truth_of_test(machine, expression.test)
        if isinstance(known, Unknown):
            arms = (partial(_assign_of, machine, node, each) for each in (expression.body, expression.orelse))
            return decide(machine, expression.test, *(partial(completed, arm) for arm in arms))
        expression = expression.body if known else expression.orelse
    value = evaluate(machine, expression)
    if node.comment:
        places = machine.at(node.targets[0].span), machine.at(expression.span)
        value = annotated(machine, pinned_by_comment(node.comment), value, *places)
    for target in node.targets:
        assign_target(machine, target, value)
    return NORMAL


def _annotated(machine: Machine, node: low.AnnotatedAssign) -> Completion:
    declared = pinned_by_comment(node.comment) or pinned_by_annotation(node.annotation)
    if node.value is not None:
        value, places = evaluate(machine, node.value), (machine.at(node.target.span), machine.at(node.value.span))
        assign_target(machine, node.target, annotated(machine, declared, value, *places))
    return NORMAL


def _delete(machine: Machine, node: low.Delete) -> Completion:
    for target in node.targets:
        delete_target(machine, target)
    return NORMAL


def _return(machine: Machine, node: low.Return) -> Completion:
    return AbruptCompletion("return", None if node.value is None else evaluate(machine, node.value))


def _raise(machine: Machine, node: low.Raise) -> Completion:
    return AbruptCompletion("raise", raised_by(machine, node))


def _assert(machine: Machine, node: low.Assert) -> Completion:
    known = truth_of_test(machine, node.test)
    return AbruptCompletion("raise", ExceptionValue(Named("builtins.AssertionError"))) if known is False else NORMAL


def _jump(machine: Machine, node: low.Jump) -> Completion:
    return NORMAL if node.keyword == "pass" else AbruptCompletion(node.keyword)


def _declare(machine: Machine, node: low.ScopeDeclaration) -> Completion:
    scope = machine.scope_at(machine.scope)
    targets = {}
    for name in node.names:
        owner: Ref | None = machine.module.scope
        if node.keyword == "nonlocal":
            owner = scope.parent
            while owner is not None and machine.heap.name(owner, name) is MISSING:
                owner = machine.scope_at(owner).parent
        if owner is not None:
            targets[name] = owner
    machine.heap[machine.scope] = replace(scope, declared={**scope.declared, **targets})
    return NORMAL


def _import(machine: Machine, node: low.Import) -> Completion:
    import_modules(machine, node)
    return NORMAL


def _import_from(machine: Machine, node: low.ImportFrom) -> Completion:
    import_names(machine, node)
    return NORMAL


def _if(machine: Machine, node: low.If) -> Completion:
    known = truth_of_test(machine, node.test)
    if isinstance(known, Unknown):
        return decide(machine, node.test, partial(execute, machine, node.body), partial(execute, machine, node.orelse))
    return execute(machine, node.body if known else node.orelse)


def _augmented(machine: Machine, node: low.AugmentedAssign) -> Completion:
    assign_augmented(machine, node, operate_in_place)
    return NORMAL


def _function(machine: Machine, node: low.FunctionDefinition) -> Completion:
    function = make_function(machine, node.name, node.parameters, node.body, node)
    machine.assign(node.name, apply_decorators(machine, node.decorators, function))
    return NORMAL


def _class(machine: Machine, node: low.ClassDefinition) -> Completion:
    machine.assign(node.name, define_class(machine, node))
    return NORMAL


def _unread(machine: Machine, node: low.Unread) -> Completion:
    reason = machine.unknown("the lines that make it do not parse", node.span)
    for container in node.filled:
        forget(machine, evaluate(machine, container), reason)
    for target in node.targets:
        assign_target(machine, target, reason)
    return NORMAL


_EXECUTE: dict[type, Callable[[Machine, Any], Completion]] = {
    low.ExpressionStatement: _expression,
    low.Assign: _assign,
    low.AugmentedAssign: _augmented,
    low.AnnotatedAssign: _annotated,
    low.Delete: _delete,
    low.Return: _return,
    low.Raise: _raise,
    low.Assert: _assert,
    low.Jump: _jump,
    low.ScopeDeclaration: _declare,
    low.Import: _import,
    low.ImportFrom: _import_from,
    low.If: _if,
    low.For: execute_for,
    low.While: execute_while,
    low.Try: execute_try,
    low.With: execute_with,
    low.FunctionDefinition: _function,
    low.ClassDefinition: _class,
    low.Match: execute_match,
    low.Unread: _unread,
}
