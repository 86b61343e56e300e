"""Names in versions against plain dicts, over random histories."""

from __future__ import annotations

import random
from collections.abc import Mapping

import pytest

from shapelens.interpreter.domain.objects import Scope
from shapelens.interpreter.store.join_objects import join_objects
from shapelens.interpreter.store.scope_bindings import Names, bound


@pytest.mark.parametrize("seed", range(20))
def test_does_what_copies_of_a_dict_do(seed: int) -> None:
    chance = random.Random(seed)
    versions: list[tuple[Mapping[str, int], dict[str, int]]] = [({}, {})]
    for step in range(600):
        names, plain = versions[-1] if chance.random() < 0.99 else chance.choice(versions)
        name = f"n{chance.randrange(1 + step)}"
        versions.append((bound(names, name, step), {**plain, name: step}))
    for names, plain in versions:
        assert list(names.items()) == list(plain.items())
        assert len(names) == len(plain)
        assert names.get("none", -1) == -1
        assert "none" not in names
    assert any(isinstance(names, Names) for names, _ in versions)


@pytest.mark.parametrize("seed", range(20))
def test_two_versions_are_joined_as_dicts_are(seed: int) -> None:
    chance = random.Random(seed)
    before: Mapping[str, int] = {f"n{number}": number for number in range(200)}
    arms = []
    for arm in range(2):
        names = before
        for _ in range(chance.choice([3, 90])):
            name = f"n{chance.randrange(230)}"
            names = bound(names, name, chance.choice([7, arm]))
        arms.append(names)
    one, other = arms
    joined = join_objects(Scope(one), Scope(other))
    expected = join_objects(Scope(dict(one)), Scope(dict(other)))
    assert isinstance(joined, Scope)
    assert isinstance(expected, Scope)
    assert joined.names.keys() == expected.names.keys()
    assert all(repr(joined.names[name]) == repr(value) for name, value in expected.names.items())
