"""`for` and `while`: unrolled where their rounds are known, else run until a further round changes nothing."""

from __future__ import annotations

from functools import partial

from shapelens.interpreter.domain.values import NOTHING, Value
from shapelens.interpreter.evaluator.loop_summaries import FIRST, Loop, many_items, run_items
from shapelens.interpreter.evaluator.targets import assign_target
from shapelens.interpreter.language.branches import repeat, run_loop, run_round
from shapelens.interpreter.language.elements import handed_over
from shapelens.interpreter.language.iteration import walk
from shapelens.interpreter.language.symbols import truth_of_test
from shapelens.interpreter.machine.completion import NORMAL, AbruptCompletion, Completion
from shapelens.interpreter.machine.machine import Machine
from shapelens.shapes.unknown import Unknown
from shapelens.syntax import lowered as low


def execute_for(machine: Machine, node: low.For) -> Completion:
    iterable = machine.evaluate(node.iterable)
    return run_loop(machine, partial(_rounds, machine, node, iterable), node.orelse)


def _rounds(machine: Machine, node: low.For, iterable: Value) -> Completion:
    many = many_items(machine, iterable)
    if many is not None:
        return run_items(Loop(machine, many, node.body, partial(_round, machine, node)))
    items = walk(machine, iterable, machine.at(node.span))
    for number, item in enumerate(items.known):
        machine.tick()
        if number >= FIRST and machine.steps > machine.unrolling:
            return repeat(machine, lambda: _round(machine, node, items.any))
        completion = _round(machine, node, item)
        if isinstance(completion, AbruptCompletion):
            return completion
    if items.rest is NOTHING:
        return NORMAL
    return repeat(machine, partial(_round, machine, node, items.rest))


def _round(machine: Machine, node: low.For, item: Value) -> Completion:
    assign_target(machine, node.target, handed_over(machine.heap, item))
    return run_round(machine, node.body)


def execute_while(machine: Machine, node: low.While) -> Completion:
    def rounds() -> Completion:
        while True:
            machine.tick()
            known = truth_of_test(machine, node.test)
            if isinstance(known, Unknown):
                return repeat(machine, once)
            if not known:
                return NORMAL
            if machine.steps > machine.unrolling:
                return repeat(machine, once)
            yielded = len(machine.yielded)
            completion = run_round(machine, node.body)
            if isinstance(completion, AbruptCompletion):
                return completion
            if isinstance(node.test, low.Constant) and len(machine.yielded) > yielded:
                # a generator that never ends is left after the first time that it gives something
                machine.endless = True
                return AbruptCompletion("return")

    def once() -> Completion:
        completion = run_round(machine, node.body)
        if not isinstance(completion, AbruptCompletion):
            machine.evaluate(node.test)
        return completion

    return run_loop(machine, rounds, node.orelse)
