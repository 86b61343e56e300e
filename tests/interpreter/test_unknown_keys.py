"""Containers that are filled under keys that are not known, or by code that nothing has run, are not empty."""

from __future__ import annotations

import pytest
from tests.interpreter.annotated import check

from shapelens.interpreter.analyze import analyze

HEAD = """import json
import random
from collections import defaultdict
import keras
from keras import layers
columns = json.load(open("columns.json"))
def made():
    return layers.Dense(5)(keras.Input((3,)))
"""
# each fills a container under a key that is not known; what is joined may then hold any number of tensors
FILLED = {
    "groups = defaultdict(list)\nfor each in columns:\n    groups[each['g']].append(made())": "groups['a']",
    "groups = {}\nfor each in columns:\n    groups.setdefault(each['g'], []).append(made())": "groups['a']",
    "groups = {'a': [], 'b': []}\ngroups[columns[0]].append(made())": "groups['a']",
    "groups = {'a': [], 'b': []}\ngroups.get(columns[0], []).append(made())": "groups['a']",
    "groups = {n: [] for n in range(9)}\ngroups[random.randint(0, 8)].append(made())": "groups[7]",
    "groups = {n: [] for n in range(9)}\ngroups[random.randint(0, 8)] += [made()]": "groups[7]",
    "groups = [[], []]\ngroups[random.randint(0, 1)].append(made())": "groups[1]",
    "groups = [[] for _ in range(9)]\nfor each in columns:\n    row = groups[each['n']]\n"
    "    row.append(made())": "groups[7]",
    "groups = [[] for _ in range(9)]\ngroups[random.randint(0, 8)].extend([made(), made()])": "groups[7]",
    "groups = {'a': {}, 'b': {}}\ngroups[columns[0]][columns[1]] = made()": "list(groups['a'].values())",
    "groups = defaultdict(lambda: defaultdict(list))\nfor each in columns:\n"
    "    groups[each[0]][each[1]].append(made())": "groups['a']['b']",
    "groups = defaultdict(list)\nfor each in columns:\n    groups[each['g']].append(made())\nflat = []\n"
    "for members in groups.values():\n    flat.extend(members)": "flat",
    "groups = {}\nfor each in columns:\n    groups[each['g']] = made()": "list(groups.values())",
    "groups = defaultdict(list)\nfor each in columns:\n    groups[each['g']].append(made())\n"
    "flat = [one for _, members in groups.items() for one in members]": "flat",
}


@pytest.mark.parametrize("filling", FILLED)
@pytest.mark.parametrize("join", ["layers.Concatenate()({0})", "keras.ops.stack({0})", "layers.Dense(len({0}))"])
def test_what_is_filled_under_an_unknown_key_is_not_empty(filling: str, join: str) -> None:
    text = f"{HEAD}{filling}\njoined = {join.format(FILLED[filling])}\n"
    assert analyze(text, strict=True).findings == ()


def test_what_is_not_filled_is_empty() -> None:
    text = f"{HEAD}groups = defaultdict(list)\njoined = layers.Concatenate()(groups['a'])\n"
    assert len(analyze(text, strict=True).findings) == 1


def test_what_all_items_have_in_common_is_known() -> None:
    check("""
        import json
        from collections import defaultdict
        columns = json.load(open("columns.json"))
        groups = defaultdict(list)
        for column in columns:
            groups[column["group"]].append(Dense(5)(Input((3, 2))))
        for members in groups.values():
            x = keras.ops.concatenate(members, axis=1)  #> (None, ?, 5)
            y = Dense(4)(members[0])  #> (None, 3, 4)
        z = Dense(6)(groups["a"][0])  #> (None, 3, 6)
        by_name = {}
        for column in columns:
            by_name[column["name"]] = Input((7,))
        for name, tensor in by_name.items():
            w = Dense(2)(tensor)  #> (None, 2)
    """)


def test_what_a_method_that_nothing_called_may_have_filled_is_not_empty() -> None:
    check("""
        WAITING = []
        BY_NAME = {}

        def register(tensor, name):
            WAITING.append(tensor)
            BY_NAME[name] = tensor

        def joined():
            return Concatenate()(WAITING), Concatenate()(list(BY_NAME.values()))

        class Builder:
            def __init__(self, wanted=None):
                self.parts = []
                self.inputs = self.outputs = {}
                self.head = None
                self.wanted = wanted or []

            def build(self):
                x = Concatenate()(self.parts)
                y = Add()(list(self.inputs.values()))
                z = Concatenate()(self.wanted)
                return keras.Model(self.inputs, self.head(x))

            def add(self, part, name):
                self.parts.append(part)
                self.inputs[name] = part
                self._want(part)

            def set_head(self, units):
                self.head = Dense(units)

            def _want(self, part):
                self.wanted += [part]

        class Longer(Builder):
            def build(self):
                return Concatenate()(self.parts)
    """)


def test_what_only_code_that_ran_fills_is_known() -> None:
    check("""
        class Builder:
            def __init__(self):
                self.parts = []

            def build(self):
                return Concatenate()(self.parts)  #! WrongInputs

            def add(self, part):
                self.parts.append(part)

        builder = Builder()
        builder.build()
        builder.add(Input((3,)))
        builder.add(Input((4,)))
        x = builder.build()
        y = Dense(2)(x)  #> (None, 2)
    """)
