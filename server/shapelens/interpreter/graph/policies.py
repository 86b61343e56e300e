"""Dtype policies (keras.src.dtype_policies): what they say of a layer, and tensors in the dtype that it computes in."""

from __future__ import annotations

from dataclasses import replace

from shapelens.interpreter.domain.objects import DictObject, ListObject
from shapelens.interpreter.domain.values import CallArguments, LibraryInstance, Ref, TensorValue, Value
from shapelens.interpreter.machine.machine import MISSING, Machine
from shapelens.layers.framework.identifiers import FLOAT_DTYPES, MIXED_POLICIES
from shapelens.shapes.tensors import Tensor
from shapelens.shapes.unknown import Unknown

DTYPE_ATTRIBUTES = frozenset({"dtype_policy", "dtype", "compute_dtype", "variable_dtype"})
POLICY = "keras.DTypePolicy"


def policy_of(name: Value) -> Value:
    """A dtype policy by its name (`mixed_float16`)."""
    return LibraryInstance(POLICY, CallArguments([name]))


def policy_name(value: Value) -> Value:
    """The name of a policy; any other value is one by itself."""
    if isinstance(value, LibraryInstance) and value.path == POLICY:
        return value.arguments.get(0, "name")
    return value


def policy_attribute(value: LibraryInstance, name: str) -> Value:
    """`policy.name`, `policy.compute_dtype`, ...; `MISSING` for what is no policy, or has no such attribute."""
    if value.path != POLICY:
        return MISSING
    own = policy_name(value)
    return own if name == "name" else dtype_attributes(own).get(name, MISSING)


def dtype_attributes(policy: Value) -> dict[str, Value]:
    """What a layer of the program says of its dtype: that given to its constructor (keras.src.dtype_policies)."""
    if policy is None:
        policy = "float32"
    policy = policy_name(policy)
    if not isinstance(policy, str):
        reason = policy if isinstance(policy, Unknown) else Unknown("the dtype policy is not known")
        return {"dtype_policy": policy, **dict.fromkeys(("dtype", "compute_dtype", "variable_dtype"), reason)}
    variables = "float32" if policy in MIXED_POLICIES else policy
    computed = MIXED_POLICIES.get(policy, policy)
    names = {
        "dtype_policy": policy_of(policy),
        "dtype": variables,
        "compute_dtype": computed,
        "variable_dtype": variables,
    }
    return names if "_from_" in policy else {**names, "quantization_mode": None}


def autocast(machine: Machine, value: Value, dtype: str) -> Value:
    """What a layer's `call` gets of an argument: tensors of floats in the dtype that the layer computes in."""
    if isinstance(value, TensorValue):
        given = value.tensor.dtype
        return replace(value, tensor=Tensor(value.tensor.shape, dtype)) if given in FLOAT_DTYPES - {dtype} else value
    if isinstance(value, tuple):
        return _autocast_each(machine, value, dtype)
    content = machine.heap[value] if isinstance(value, Ref) else None
    if isinstance(content, ListObject) and isinstance(content.items, tuple):
        items = _autocast_each(machine, content.items, dtype)
        return value if items is content.items else machine.heap.new(replace(content, items=items))
    if isinstance(content, DictObject) and isinstance(content.items, dict):
        named = {key: autocast(machine, item, dtype) for key, item in content.items.items()}
        same = all(item is content.items[key] for key, item in named.items())
        return value if same else machine.heap.new(replace(content, items=named))
    return value


def _autocast_each(machine: Machine, items: tuple[Value, ...], dtype: str) -> tuple[Value, ...]:
    """Each of some values in a dtype; the same ones where nothing changes."""
    cast = tuple(autocast(machine, item, dtype) for item in items)
    return items if all(one is other for one, other in zip(cast, items, strict=True)) else cast
