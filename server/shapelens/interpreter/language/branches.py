"""Paths: the arms of a condition that is not known, each on a state of its own, then joined; loops that run any number
of times; and paths that left a block early, where they go on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeAlias

from shapelens.interpreter.domain.values import Value
from shapelens.interpreter.machine.completion import NORMAL, AbruptCompletion, Completion
from shapelens.interpreter.machine.machine import Machine, ProgramRaises, State
from shapelens.interpreter.store.join import ALTERNATIVES, join_all, join_values
from shapelens.syntax import lowered as low

Arm: TypeAlias = Callable[[], Completion]

# an open loop is run until a further round changes nothing: every round takes what it knows one step further
_ROUNDS = 12
_FOLLOWED = 2
# going back and joining takes as long as so many expressions
_STEPS = 10


def join_evaluated(machine: Machine, *arms: Callable[[], Value]) -> Value:
    """What expressions have in common of which one is evaluated."""
    values: list[Value] = []
    return value_of(join_arms(machine, *(arm_of(arm, values) for arm in arms)), values)


def arm_of(evaluate: Callable[[], Value], values: list[Value]) -> Arm:
    """An expression as an arm, whose value is put among others."""
    return partial(_evaluated, evaluate, values)


def value_of(completion: Completion, values: Sequence[Value]) -> Value:
    """What the arms of an expression give together."""
    if isinstance(completion, AbruptCompletion):
        raise ProgramRaises(completion.value)
    return join_all(values)


def _evaluated(evaluate: Callable[[], Value], values: list[Value]) -> Completion:
    try:
        values.append(evaluate())
    except ProgramRaises as raised:
        return AbruptCompletion("raise", raised.value)
    return NORMAL


def completed(run: Callable[[], object]) -> Completion:
    """Evaluate something that may raise, as a block."""
    try:
        run()
    except ProgramRaises as raised:
        return AbruptCompletion("raise", raised.value)
    return NORMAL


def join_arms(machine: Machine, *arms: Arm) -> Completion:
    """Run each arm from the state now, and go on with what they have in common.

    An arm that leaves (by `return`, `break`, ...) waits for the end of its function or loop, and the run goes on with
    the others alone; on an arm that fails the program does not go on.
    """
    machine.tick(_STEPS)
    before = machine.save()
    ended: list[State] = []
    left: list[tuple[AbruptCompletion, State]] = []
    with machine.speculating(), machine.on_one_of_the_paths():
        for arm in arms:
            machine.restore(before)
            completion = arm()
            if isinstance(completion, AbruptCompletion):
                left.append((completion, machine.save()))
            else:
                ended.append(machine.save())
    if not ended:
        return _leave(machine, left)
    for path in left:
        machine.wait(*path)
    machine.restore(ended[0])
    for state in ended[1:]:
        machine.join(state)
    return NORMAL


def _leave(machine: Machine, paths: Sequence[tuple[AbruptCompletion, State]]) -> Completion:
    """Every arm left: go on with one that does not raise, joined with those that left by the same keyword."""
    main = next((position for position, (left, _) in enumerate(paths) if left.keyword != "raise"), 0)
    result, state = paths[main]
    machine.restore(state)
    for position, (left, other) in enumerate(paths):
        if position == main:
            continue
        if left.keyword == result.keyword != "raise":
            machine.join(other)
            result = AbruptCompletion(result.keyword, join_values(result.value, left.value))
        else:
            machine.wait(left, other)
    return result


def maybe(machine: Machine, run: Callable[[], object]) -> None:
    """Evaluate what may not be evaluated at all."""
    join_arms(machine, partial(completed, run), lambda: NORMAL)


def gather(machine: Machine, completion: Completion, keyword: str) -> Completion:
    """Where paths that left by `keyword` come together: they go on with the one that runs now."""
    return _meet(machine, completion, keyword, _take_waiting(machine, keyword))


def _take_waiting(machine: Machine, keyword: str) -> list[tuple[AbruptCompletion, State]]:
    coming = [path for path in machine.suspended if path[0].keyword == keyword]
    if coming:
        machine.suspended = [path for path in machine.suspended if path[0].keyword != keyword]
    return coming


def _meet(
    machine: Machine, completion: Completion, keyword: str, coming: list[tuple[AbruptCompletion, State]]
) -> Completion:
    value = completion.value if isinstance(completion, AbruptCompletion) else None
    if isinstance(completion, AbruptCompletion) and completion.keyword != keyword:
        if not coming:
            return completion
        machine.wait(completion, machine.save())
        (first, state), *coming = coming
        machine.restore(state)
        value = first.value
    for left, state in coming:
        machine.join(state)
        value = join_values(value, left.value)
    return AbruptCompletion("return", value) if keyword == "return" else NORMAL


def run_loop(machine: Machine, rounds: Arm, orelse: low.Block) -> Completion:
    """Run the rounds of a loop and its `else`; what broke out of it goes on behind it."""
    waiting, machine.suspended = machine.suspended, []
    try:
        try:
            completion = rounds()
        except ProgramRaises as raised:
            completion = AbruptCompletion("raise", raised.value)
        broken = _take_waiting(machine, "break")
        if isinstance(completion, AbruptCompletion):
            return _meet(machine, completion, "break", broken)
        completion = machine.execute(orelse)
        if not broken:
            return completion
        if isinstance(completion, AbruptCompletion):
            # a `break` in the `else` leaves the loop around this one
            machine.wait(completion, machine.save())
            machine.restore(broken.pop()[1])
        return _meet(machine, NORMAL, "break", broken)
    finally:
        machine.suspended = waiting + machine.suspended


def run_round(machine: Machine, body: low.Block) -> Completion:
    """Run the body of a loop once, up to where `continue` goes."""
    return gather(machine, machine.execute(body), "continue")


def repeat(machine: Machine, once: Arm) -> Completion:
    """Run a block that may run any number of times, or never: until a further round changes nothing."""
    with machine.speculating():
        for position in range(_ROUNDS):
            machine.tick(_STEPS)
            before = machine.save()
            completion = once()
            if isinstance(completion, AbruptCompletion):
                # no path comes back to the head of the loop
                machine.wait(completion, machine.save())
                machine.restore(before)
                return NORMAL
            after = machine.save()
            machine.restore(before)
            # alternatives are followed for two rounds: what every round makes anew would never be all of them
            machine.join(after, ALTERNATIVES if position < _FOLLOWED else 1)
            if not machine.heap.differs_from(before.objects):
                break
    return NORMAL
