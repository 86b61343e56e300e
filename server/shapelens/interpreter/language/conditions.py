"""Conditions that are not known: what is decided alike on one path is decided alike everywhere on it.

A condition is known again by its text and by the values of its names: a name that is bound anew has another.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from shapelens.interpreter.domain.objects import InstanceObject
from shapelens.interpreter.domain.values import SCALARS, Named, OneOf, Ref, TensorValue, Value, is_scalar
from shapelens.interpreter.language.branches import Arm, arm_of, join_arms, value_of
from shapelens.interpreter.machine.completion import AbruptCompletion, Completion
from shapelens.interpreter.machine.machine import MISSING, Machine, State
from shapelens.interpreter.machine.path_facts import Bound, Condition, Split
from shapelens.interpreter.store.narrowing import Place
from shapelens.shapes.unknown import Unknown
from shapelens.syntax import lowered as low

# each comparison as another one, which is its contrary
_CONTRARIES = {"!=": "==", "is not": "is", "not in": "in", "<=": ">", ">=": "<"}
_ORDERED = frozenset({"<=", ">="})
# functions of Python that give the same for the same
_PURE = frozenset({"len", "isinstance", "bool", "int", "str", "type", "hasattr", "callable"})


def decide(machine: Machine, test: low.Expression, yes: Arm, no: Arm) -> Completion:
    """Run what follows from a condition that is not known: both arms, but for one that the path rules out."""
    said = _condition(machine, test)
    if said is None:
        return join_arms(machine, yes, no)
    condition, contrary = said
    if contrary:
        yes, no = no, yes
    known = machine.facts.assumed.get(condition)
    if known is not None:
        return yes() if known else no()
    ends: dict[bool, State] = {}
    arms = [partial(_assuming, machine, condition, known, arm, ends) for known, arm in ((True, yes), (False, no))]
    completion = join_arms(machine, *(reversed(arms) if contrary else arms))
    if len(ends) == 2:
        objects = ends[True].objects, ends[False].objects
        split = Split(machine.heap.snapshot(), *objects, ends[True].facts, ends[False].facts)
        machine.facts = machine.facts.with_split(condition, split)
    return completion


def decide_value(machine: Machine, test: low.Expression, yes: Callable[[], Value], no: Callable[[], Value]) -> Value:
    """The same of the two values of a conditional expression."""
    values: list[Value] = []
    completion = decide(machine, test, arm_of(yes, values), arm_of(no, values))
    return value_of(completion, values)


def _assuming(machine: Machine, condition: Condition, known: bool, arm: Arm, ends: dict[bool, State]) -> Completion:
    split = machine.facts.splits.get(condition)
    machine.facts = machine.facts.assuming(condition, known)
    if split is not None:
        machine.heap.narrow(split.joined, split.yes if known else split.no, split.changed)
    completion = arm()
    if not isinstance(completion, AbruptCompletion):
        ends[known] = machine.save()
    return completion


def _condition(machine: Machine, node: low.Expression) -> tuple[Condition, bool] | None:
    """A condition, and whether the contrary of it is meant; None for one that may come out otherwise each time."""
    if isinstance(node, low.Unary) and node.operator == "not":
        inner = _condition(machine, node.operand)
        return None if inner is None else (inner[0], not inner[1])
    if isinstance(node, low.Comparison) and len(node.targets) == 1:
        operator, target = node.targets[0]
        if operator in _ORDERED and not (_is_number(node.left) or _is_number(target)):
            # of sets, neither may be true
            return None
        compared = _joined(_CONTRARIES.get(operator, operator), _key(machine, node.left), _key(machine, target))
        return None if compared is None else (compared, operator in _CONTRARIES)
    key = _key(machine, node)
    return None if key is None else (key, False)


def _key(machine: Machine, node: low.Expression) -> Condition | None:
    """What an expression is known by again; None where it may have another value each time."""
    if isinstance(node, low.Constant):
        return (type(node.value), node.value) if isinstance(node.value, SCALARS) else None
    if isinstance(node, low.Name):
        return _joined(node.id, _key_of(machine, *_read(machine, node)))
    if isinstance(node, low.Attribute):
        return _key_of_attribute(machine, node)
    if isinstance(node, low.Subscript):
        return _joined("[]", _key(machine, node.value), _key(machine, node.index))
    if isinstance(node, (low.Binary, low.BooleanOperation)):
        return _joined(node.operator, _key(machine, node.left), _key(machine, node.right))
    if isinstance(node, low.Unary) and node.operator == "not":
        return _condition(machine, node)
    if isinstance(node, low.Comparison):
        return _condition(machine, node) if len(node.targets) == 1 else None
    if isinstance(node, low.Call) and isinstance(node.function, low.Name) and node.function.id in _PURE:
        plain = machine.lookup(node.function.id) is MISSING
        plain = plain and all(not each.star and each.keyword is None for each in node.arguments)
        keys = [_key(machine, each.value) for each in node.arguments] if plain else [None]
        return _joined(f"{node.function.id}()", *keys)
    return None


def _is_number(node: low.Expression) -> bool:
    return isinstance(node, low.Constant) and isinstance(node.value, (int, float))


def _joined(kind: str, *keys: Condition | None) -> Condition | None:
    return None if None in keys else (kind, *keys)


def _key_of_attribute(machine: Machine, node: low.Attribute) -> Condition | None:
    place, value = _read(machine, node)
    if value is not MISSING:
        return _joined(f".{node.name}", _key_of(machine, place, value))
    _, base = _read(machine, node.value)
    # those of a tensor or a module stay what they are
    constant = base is MISSING or isinstance(base, (Unknown, TensorValue, Named))
    return _joined(f".{node.name}", _key(machine, node.value)) if constant else None


def _read(machine: Machine, node: low.Expression) -> tuple[Place, Value]:
    """The place and the value of a name, or of an attribute of an instance; `MISSING` of anything else."""
    if isinstance(node, low.Name):
        return (machine.heap.owner(machine.scope, node.id).address, node.id), machine.lookup(node.id)
    base = _read(machine, node.value)[1] if isinstance(node, low.Attribute) else MISSING
    content = machine.heap[base] if isinstance(base, Ref) else None
    if isinstance(node, low.Attribute) and isinstance(base, Ref) and isinstance(content, InstanceObject):
        return (base.address, node.name), content.attributes.get(node.name, MISSING)
    return (0, None), MISSING


def _key_of(machine: Machine, place: Place, value: Value) -> Condition | None:
    if value is MISSING:
        return None
    if is_scalar(value):
        return (type(value), value)
    # an object that a program changes is another one then
    objects = (each for each in (value.values if isinstance(value, OneOf) else (value,)) if isinstance(each, Ref))
    return (Bound(place, value), *(Bound((each.address, None), machine.heap[each]) for each in objects))
