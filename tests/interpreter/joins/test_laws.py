"""The laws of joins, over values and objects of every kind: both arms are contained in what they have in common, a
join is the same from either side, and joining what is already in it changes nothing."""

from __future__ import annotations

import dataclasses
import inspect
from random import Random
from typing import Any, get_args

import pytest
from tests.interpreter.joins.containment import contains, contains_item, contains_object
from tests.interpreter.joins.generated import OBJECTS, VALUES, value

from shapelens.interpreter.domain import objects, values
from shapelens.interpreter.store.join import join_items, join_values
from shapelens.interpreter.store.join_objects import join_objects

_PAIRS = 400
# what is part of values or objects, and none itself
_PARTS = {values.Node, values.CallArguments, values.Field, objects.Option, objects.Count, objects.Cycle}


def _dataclasses(module: Any) -> set[type]:
    own = [each for _, each in inspect.getmembers(module, inspect.isclass) if each.__module__ == module.__name__]
    return {each for each in own if dataclasses.is_dataclass(each)}


def test_every_kind_of_value_and_object_is_generated() -> None:
    assert _dataclasses(values) - _PARTS <= VALUES.keys()
    assert _dataclasses(objects) - _PARTS == OBJECTS.keys() == set(get_args(objects.HeapObject))


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: str(kind.__name__))
def test_values(kind: type) -> None:
    chance = Random(kind.__name__)
    for _ in range(_PAIRS):
        left = VALUES[kind](chance, 2)
        right = VALUES[kind](chance, 2) if chance.random() < 0.7 else value(chance)
        joined, mirrored = join_values(left, right), join_values(right, left)
        assert contains(joined, left), (left, right)
        assert contains(joined, right), (left, right)
        assert contains(joined, mirrored), (left, right)
        assert contains(mirrored, joined), (left, right)
        assert contains(left, join_values(left, left)), left
        assert join_values(joined, joined) is joined
        for arm in (left, right):
            assert contains(joined, join_values(joined, arm)), (left, right)


def test_items_of_lists() -> None:
    chance = Random(0)
    for _ in range(_PAIRS):
        left, right = value(chance), value(chance)
        joined, mirrored = join_items(left, right), join_items(right, left)
        assert contains_item(joined, left), (left, right)
        assert contains_item(joined, right), (left, right)
        assert contains(joined, mirrored), (left, right)
        assert contains(joined, join_items(joined, right)), (left, right)


@pytest.mark.parametrize("kind", OBJECTS, ids=lambda kind: str(kind.__name__))
def test_objects(kind: type) -> None:
    chance = Random(kind.__name__)
    for _ in range(_PAIRS):
        left, right = OBJECTS[kind](chance), OBJECTS[kind](chance)
        joined, mirrored = join_objects(left, right), join_objects(right, left)
        assert contains_object(joined, left), (left, right)
        assert contains_object(joined, right), (left, right)
        assert contains_object(joined, mirrored), (left, right)
        assert contains_object(mirrored, joined), (left, right)
        # the very version comes back: a loop sees that a further round adds nothing
        assert join_objects(left, left) is left
        for arm in (left, right, joined):
            assert contains_object(joined, join_objects(joined, arm)), (left, right)


@pytest.mark.parametrize("kind", OBJECTS, ids=lambda kind: str(kind.__name__))
def test_joining_again_comes_to_an_end(kind: type) -> None:
    chance = Random(kind.__name__)
    for _ in range(_PAIRS // 4):
        versions = [OBJECTS[kind](chance) for _ in range(3)]
        joined = versions[0]
        for _ in range(4):
            before = joined
            for version in versions:
                joined = join_objects(joined, version)
        assert joined is before, versions
