"""Both arms of a condition that is not known: each on a state of its own, then joined."""

from __future__ import annotations

from collections.abc import Callable

from shapelens.interpreter.heap import Objects
from shapelens.interpreter.joins import join_objects, join_values
from shapelens.interpreter.machine import NORMAL, Completion, Left, Machine
from shapelens.interpreter.values import Value
from shapelens.syntax import lowered as low


def join_evaluated(machine: Machine, body: low.Expression, orelse: low.Expression) -> Value:
    """The value of `body if ? else orelse`: what both have in common."""
    return join_made(machine, lambda: machine.evaluate(body), lambda: machine.evaluate(orelse))


def join_made(machine: Machine, body: Callable[[], Value], orelse: Callable[[], Value]) -> Value:
    """What the values of two ways have in common of which only one is gone."""
    before = machine.heap.snapshot()
    with machine.speculating():
        left = body()
        after_body = machine.heap.snapshot()
        machine.heap.restore(before)
        right = orelse()
    machine.heap.join(after_body, join_objects)
    return join_values(left, right)


def join_executed(machine: Machine, body: low.Block, orelse: low.Block) -> Completion:
    """Run both blocks and go on with what they have in common."""
    return join_arms(machine, lambda: machine.execute(body), lambda: machine.execute(orelse))


def join_arms(machine: Machine, body: Callable[[], Completion], orelse: Callable[[], Completion]) -> Completion:
    """Run both arms and go on with what they have in common.

    An arm that leaves (by `return`, `break`, ...) waits in `pending` for the end of its function or loop, and the run
    goes on with the other arm alone.
    """
    before = machine.heap.snapshot()
    with machine.speculating():
        first = body()
        after_body = machine.heap.snapshot()
        machine.heap.restore(before)
        second = orelse()
    if not isinstance(first, Left) and not isinstance(second, Left):
        machine.heap.join(after_body, join_objects)
        return NORMAL
    if isinstance(first, Left) and isinstance(second, Left):
        return _both_left(machine, first, after_body, second)
    if isinstance(first, Left):
        _wait(machine, first, after_body)
        return second
    assert isinstance(second, Left)
    _wait(machine, second, machine.heap.snapshot())
    machine.heap.restore(after_body)
    return NORMAL


def _both_left(machine: Machine, first: Left, after_first: Objects, second: Left) -> Completion:
    if first.keyword == second.keyword:
        machine.heap.join(after_first, join_objects)
        return Left(first.keyword, join_values(first.value, second.value))
    if second.keyword == "raise":
        machine.heap.restore(after_first)
        return first
    _wait(machine, first, after_first)
    return second


def _wait(machine: Machine, left: Left, state: Objects) -> None:
    # a path that raises is over: nothing that follows is seen from it
    if left.keyword != "raise":
        machine.pending.append((left, state))


def join_once(machine: Machine, block: low.Block) -> Completion:
    """Run a block that may run any number of times (a loop over what is not known): once, joined with not at all."""
    before = machine.heap.snapshot()
    with machine.speculating():
        completion = machine.execute(block)
    if isinstance(completion, Left) and completion.keyword == "return":
        _wait(machine, completion, machine.heap.snapshot())
        machine.heap.restore(before)
    elif isinstance(completion, Left) and completion.keyword == "raise":
        machine.heap.restore(before)
    else:
        machine.heap.join(before, join_objects)
    return NORMAL


def settle(machine: Machine, waiting: list[tuple[Left, Objects]], keywords: set[str]) -> list[tuple[Left, Objects]]:
    """Join the pending paths that left by one of `keywords` into the present state; give back the others."""
    others = []
    for left, state in waiting:
        if left.keyword in keywords:
            machine.heap.join(state, join_objects)
        else:
            others.append((left, state))
    return others
