"""`for` and `while`: over what is known item by item, over data of one shape, over what is not known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from shapelens.interpreter.data.elements import element_of, first_of, handed_over
from shapelens.interpreter.data.feeding import item_of
from shapelens.interpreter.heap import HeapObject, InstanceObject, ListObject, Objects, Scope
from shapelens.interpreter.machine import NORMAL, Completion, Left, Machine
from shapelens.interpreter.python.branches import join_once, settle
from shapelens.interpreter.python.generators import GENERATOR
from shapelens.interpreter.python.long_loops import Loop, run_items
from shapelens.interpreter.python.operators import items_of, truth
from shapelens.interpreter.python.sizes import MAX_SEQUENCE
from shapelens.interpreter.python.targets import assign_target
from shapelens.interpreter.values import Ref, Stream, Value
from shapelens.shapes.unknown import Unknown
from shapelens.syntax import lowered as low


def execute_for(machine: Machine, node: low.For) -> Completion:
    """Run a `for` loop."""
    iterable = machine.evaluate(node.iterable)
    content = machine.heap[iterable] if isinstance(iterable, Ref) else None
    if isinstance(content, ListObject) and content.kind == GENERATOR and isinstance(content.items, tuple):
        return _loop(machine, lambda: _over_iterator(machine, node, iterable), node.orelse)
    items = iterable if isinstance(iterable, range) else items_of(machine, iterable)
    if items is not None and len(items) <= MAX_SEQUENCE:
        return _over_items(machine, node, items)
    element = element_of(machine.heap, iterable)
    if isinstance(content, InstanceObject):
        element = item_of(machine, iterable, content, 0, machine.at(node.span))
    if element is not None:
        first = first_of(iterable) if isinstance(iterable, Stream) else element
        return _loop(machine, lambda: _over_elements(machine, node, first, element), node.orelse)
    reason = iterable if isinstance(iterable, Unknown) else machine.unknown("the sequence is not known", node.span)
    assign_target(machine, node.target, reason)
    join_once(machine, node.body)
    return machine.execute(node.orelse)


def _over_items(machine: Machine, node: low.For, items: Sequence[Value]) -> Completion:
    def run(item: Value) -> Completion:
        assign_target(machine, node.target, handed_over(machine.heap, item))
        return machine.execute(node.body)

    return _loop(machine, lambda: run_items(Loop(machine, items, node.body, run)), node.orelse)


def _over_iterator(machine: Machine, node: low.For, iterator: Ref) -> Completion:
    """What an iterator still has to give, of which the body may take some itself."""
    while True:
        machine.tick()
        content = machine.heap[iterator]
        if not isinstance(content, ListObject) or isinstance(content.items, Unknown):
            assign_target(machine, node.target, machine.unknown("what is left of the iterator is not known", node.span))
            return join_once(machine, node.body)
        if not content.items:
            return NORMAL
        machine.heap[iterator] = replace(content, items=content.items[1:])
        assign_target(machine, node.target, content.items[0])
        completion = machine.execute(node.body)
        if isinstance(completion, Left) and completion.keyword != "continue":
            return completion


def _over_elements(machine: Machine, node: low.For, first: Value, element: Value) -> Completion:
    """Data are there, so that the loop surely begins; how often it runs after that is not known."""
    assign_target(machine, node.target, handed_over(machine.heap, first))
    before = machine.heap.snapshot()
    completion = machine.execute(node.body)
    if isinstance(completion, Left) and completion.keyword != "continue":
        return completion
    if element is not first or _changed(machine, before):
        assign_target(machine, node.target, handed_over(machine.heap, element))
        return join_once(machine, node.body)
    return NORMAL


def _changed(machine: Machine, before: Objects) -> bool:
    """Whether anything is other than before that was there before."""
    return any(_differs(old, new) for _, old, new in machine.heap.changes(before))


def _differs(old: HeapObject, new: HeapObject) -> bool:
    if isinstance(old, Scope) and isinstance(new, Scope):
        return any(new.names.get(name) != value for name, value in old.names.items())
    return old != new


def execute_while(machine: Machine, node: low.While) -> Completion:
    """Run a `while` loop; a generator that never ends is left after the first time that it gives something."""

    def run() -> Completion:
        while True:
            machine.tick()
            known = truth(machine, machine.evaluate(node.test))
            if isinstance(known, Unknown):
                return join_once(machine, node.body)
            if not known:
                return NORMAL
            yielded = len(machine.yielded)
            completion = machine.execute(node.body)
            if isinstance(completion, Left) and completion.keyword != "continue":
                return completion
            if isinstance(node.test, low.Constant) and len(machine.yielded) > yielded:
                machine.endless = True
                return Left("return")

    return _loop(machine, run, node.orelse)


def _loop(machine: Machine, run: Callable[[], Completion], orelse: low.Block) -> Completion:
    """Run a loop; the paths that may have left it early are joined behind it."""
    waiting, machine.pending = machine.pending, []
    completion = run()
    left_over = settle(machine, machine.pending, {"break", "continue"})
    machine.pending = waiting + left_over
    if isinstance(completion, Left):
        return NORMAL if completion.keyword == "break" else completion
    return machine.execute(orelse)
