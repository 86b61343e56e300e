"""Execution of statements: one small function per kind."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from typing import Any

from shapelens.interpreter.keras.pins import pinned_by_annotation, pinned_by_comment
from shapelens.interpreter.machine import NORMAL, Completion, Left, Machine
from shapelens.interpreter.python.branches import join_arms, join_executed
from shapelens.interpreter.python.classes import define_class
from shapelens.interpreter.python.functions import make_function
from shapelens.interpreter.python.imports import import_modules, import_names
from shapelens.interpreter.python.loops import execute_for, execute_while
from shapelens.interpreter.python.operators import truth
from shapelens.interpreter.python.patterns import match_pattern
from shapelens.interpreter.python.targets import assign_target
from shapelens.interpreter.values import (
    CallArguments,
    Descriptor,
    Function,
    LibraryInstance,
    Method,
    Named,
    Ref,
    TensorValue,
    Value,
)
from shapelens.shapes.unknown import Unknown
from shapelens.syntax import lowered as low


def execute(machine: Machine, block: low.Block) -> Completion:
    """Run statements in order, until one leaves the block."""
    for statement in block:
        machine.tick()
        completion = _EXECUTE[type(statement)](machine, statement)
        if isinstance(completion, Left):
            return completion
    return NORMAL


def _expression(machine: Machine, node: low.ExpressionStatement) -> Completion:
    machine.evaluate(node.value)
    return NORMAL


def _assign(machine: Machine, node: low.Assign) -> Completion:
    value = machine.evaluate(node.value)
    if isinstance(value, Unknown) or (isinstance(value, TensorValue) and value.tensor.rank is None):
        # a pin tells what we cannot know; it does not overrule what we do
        value = pinned_by_comment(node.comment) or value
    for target in node.targets:
        assign_target(machine, target, value)
    return NORMAL


def _augmented(machine: Machine, node: low.AugmentedAssign) -> Completion:
    operation = low.Binary(node.span, node.operator, node.target, node.value)
    assign_target(machine, node.target, machine.evaluate(operation))
    return NORMAL


def _annotated(machine: Machine, node: low.AnnotatedAssign) -> Completion:
    declared = pinned_by_comment(node.comment) or pinned_by_annotation(node.annotation)
    if node.value is not None:
        value = machine.evaluate(node.value)
        unknown = isinstance(value, Unknown) or (isinstance(value, TensorValue) and value.tensor.rank is None)
        assign_target(machine, node.target, declared if declared is not None and unknown else value)
    return NORMAL


def _delete(machine: Machine, node: low.Delete) -> Completion:
    for target in node.targets:
        assign_target(machine, target, machine.unknown("it was deleted", node.span))
    return NORMAL


def _return(machine: Machine, node: low.Return) -> Completion:
    return Left("return", None if node.value is None else machine.evaluate(node.value))


def _raise(machine: Machine, node: low.Raise) -> Completion:
    if node.exception is not None:
        machine.evaluate(node.exception)
    return Left("raise")


def _assert(machine: Machine, node: low.Assert) -> Completion:
    machine.evaluate(node.test)
    return NORMAL


def _jump(machine: Machine, node: low.Jump) -> Completion:
    return NORMAL if node.keyword == "pass" else Left(node.keyword)


def _declare(machine: Machine, node: low.ScopeDeclaration) -> Completion:
    scope = machine.scope_at(machine.scope)
    targets = {}
    for name in node.names:
        owner: Ref | None = machine.module.scope
        if node.keyword == "nonlocal":
            owner = scope.parent
            while owner is not None and name not in machine.scope_at(owner).names:
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
    known = truth(machine, machine.evaluate(node.test))
    if isinstance(known, Unknown):
        return join_executed(machine, node.body, node.orelse)
    return machine.execute(node.body if known else node.orelse)


def _try(machine: Machine, node: low.Try) -> Completion:
    """The body, taken to succeed; a handler only where the body certainly raises.

    What a handler catches is no fault: the program expects it.
    """
    expected = machine.speculating() if _catches_faults(machine, node.handlers) else nullcontext()
    with expected:
        completion = machine.execute(node.body)
    if isinstance(completion, Left) and completion.keyword == "raise" and node.handlers:
        handler = node.handlers[0]
        if handler.name is not None:
            machine.assign(handler.name, machine.unknown("the exception is not known", handler.span))
        completion = machine.execute(handler.body)
    elif not isinstance(completion, Left):
        completion = machine.execute(node.orelse)
    final = machine.execute(node.final)
    return final if isinstance(final, Left) else completion


def _catches_faults(machine: Machine, handlers: tuple[low.ExceptHandler, ...]) -> bool:
    """Whether a handler may catch what Keras raises; one for imports does not."""
    imports = {"builtins.ImportError", "builtins.ModuleNotFoundError"}
    caught = [None if each.exception is None else machine.evaluate(each.exception) for each in handlers]
    return any(not isinstance(each, Named) or each.path not in imports for each in caught)


def _with(machine: Machine, node: low.With) -> Completion:
    for manager, target in node.items:
        value = machine.evaluate(manager)
        if target is not None:
            given = machine.unknown("what `with` gives is not known", node.span)
            assign_target(machine, target, value if isinstance(value, (Unknown, LibraryInstance)) else given)
    return machine.execute(node.body)


def _function(machine: Machine, node: low.FunctionDefinition) -> Completion:
    value: Value = make_function(machine, node.name, node.parameters, node.body, node)
    for decorator in reversed(node.decorators):
        value = _decorated(machine, decorator, value)
    machine.assign(node.name, value)
    return NORMAL


def _decorated(machine: Machine, node: low.Expression, value: Value) -> Value:
    """A decorator of the program is called; one that is not known passes its function through."""
    decorator = machine.evaluate(node)
    if isinstance(decorator, Named) and isinstance(value, Function):
        kind = _DESCRIPTORS.get(decorator.path)
        return Descriptor(kind, value) if kind else value
    if isinstance(node, low.Attribute) and node.name in {"setter", "deleter"}:
        return machine.evaluate(node.value)
    if isinstance(decorator, (Function, Method)):
        result = machine.call(decorator, CallArguments([value], {}, [machine.at(node.span)]), machine.at(node.span))
        return value if isinstance(result, Unknown) else result
    return value


_DESCRIPTORS = {
    "builtins.property": "property",
    "functools.cached_property": "property",
    "builtins.staticmethod": "staticmethod",
    "builtins.classmethod": "classmethod",
}


def _class(machine: Machine, node: low.ClassDefinition) -> Completion:
    machine.assign(node.name, define_class(machine, node))
    return NORMAL


def _match(machine: Machine, node: low.Match) -> Completion:
    return _match_cases(machine, machine.evaluate(node.subject), node.cases)


def _match_cases(machine: Machine, subject: Value, cases: tuple[low.MatchCase, ...]) -> Completion:
    """The first case that matches; from one of which that is not known, it and the others joined."""
    for position, case in enumerate(cases):
        bound = match_pattern(machine, case.pattern, subject)
        if bound is None:
            continue
        if isinstance(bound, dict):
            for name, value in bound.items():
                machine.assign(name, value)
            wanted = True if case.guard is None else truth(machine, machine.evaluate(case.guard))
            if wanted is True:
                return machine.execute(case.body)
            if wanted is False:
                continue
        return join_arms(
            machine, partial(machine.execute, case.body), partial(_match_cases, machine, subject, cases[position + 1 :])
        )
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
    low.Try: _try,
    low.With: _with,
    low.FunctionDefinition: _function,
    low.ClassDefinition: _class,
    low.Match: _match,
}
