"""What is kept for the next revision is plain data: nothing in it holds the machine that made it, or code of ours.

A function in a memo would go on with the state of the revision that it was made in.
"""

from __future__ import annotations

import dataclasses
import random
import types
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from tests.fuzz.mutate import programs
from tests.incremental.compare import differences

from shapelens.interpreter.analyze import analyze, analyze_again
from shapelens.interpreter.domain.positions import Lines
from shapelens.interpreter.incremental.history import History
from shapelens.interpreter.machine.machine import Machine
from shapelens.layers.framework.registry import Layer
from shapelens.layers.operations.framework.registry import Operation

# whatever a call takes beside its inputs, and what goes on behind the items of an iterator
STEPS = """\
import itertools
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

class Gate(layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.inner = layers.Dense(units)

    def call(self, x, mask=None):
        return self.inner(x) * mask

a, b = keras.Input((4,)), keras.Input((1,))
x = Gate(8)(a, mask=b)
q = keras.Input((5, 8))
y = layers.MultiHeadAttention(2, 4)(q, value=q)
z = tf.map_fn(lambda row: row + 1, y)
w = tf.foldl(lambda state, row: state + row, z)
model = keras.Model([a, b], x)
width = next(itertools.count(3))
turns = itertools.cycle([1, 2])
same = itertools.repeat(7)
n = 1
out = model([tf.zeros((2, 4)), tf.zeros((2, 1))])
"""
# what is declared when the rules are imported, and what the parser made
DECLARED = (Layer, Operation)
CODE = (types.FunctionType, types.MethodType, types.BuiltinMethodType, Machine)


def code_in(value: object, seen: set[int]) -> Iterator[object]:
    """The functions and machines that a value leads to."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if id(each) in seen or isinstance(each, (str, bytes, int, float, *DECLARED)):
            continue
        seen.add(id(each))
        if isinstance(each, CODE):
            yield each
        elif isinstance(each, Mapping):
            waiting += [*each.keys(), *each.values()]
        elif isinstance(each, (tuple, list, set, frozenset)):
            waiting += each
        elif dataclasses.is_dataclass(each) and not isinstance(each, (type, Lines)):
            waiting += [getattr(each, field.name) for field in dataclasses.fields(each)]


def kept_code(text: str) -> list[object]:
    history = History()
    analyze_again(history, text)
    blocks = (*history.blocks, *history.uncalled)
    memos = [(memo.writes, memo.objects, memo.record) for block in blocks for memo in block.memos]
    return list(code_in(memos, set()))


def test_memos_of_every_kind_of_step_hold_no_code() -> None:
    assert kept_code(STEPS) == []


@pytest.mark.parametrize("text", random.Random(1).sample(programs(), 30))
def test_memos_hold_no_code(text: str) -> None:
    assert kept_code(text) == []


def test_a_model_that_is_called_after_an_edit_does_what_it_does_from_scratch(tmp_path: Path) -> None:
    history, path = History(), str(tmp_path / "m.py")
    analyze_again(history, STEPS, path)
    for number in (2, 3):
        edited = STEPS.replace("n = 1\n", f"n = {number}\nprint(n)\n").replace("(2, 4)", f"({number}, 4)")
        assert differences(analyze_again(history, edited, path), analyze(edited, path)) == []
