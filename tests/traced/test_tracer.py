"""The tracer itself: what real Keras gave is found at the right place, in every module, and nothing else is."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from tests.traced.truth import Traced, TracedCall, trace_all

SOURCES = {
    "layers_at_their_calls.py": """
        import keras
        inputs = keras.Input((8, 8, 3))
        x = keras.layers.Conv2D(4, 3)(inputs)
        def double(t):
            return keras.layers.Add()([t, t])
        y = double(double(x))
        outputs = keras.layers.Dense(2)(keras.layers.Flatten()(y))
        model = keras.Model(inputs, outputs)
        again = model(keras.Input((8, 8, 3)))
    """,
    "elements_of_a_sequential.py": """
        import keras, numpy as np
        known = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3), keras.layers.Dense(2)])
        fitted = keras.Sequential()
        fitted.add(keras.layers.Dense(5))
        fitted.compile("sgd", "mse")
        fitted.fit(np.zeros((6, 7)), np.zeros((6, 5)))
        known(np.ones((9, 4)))
    """,
    "inside_a_call.py": """
        import keras, tensorflow as tf
        class Halve(keras.layers.Layer):
            def __init__(self):
                super().__init__()
                self.dense = keras.layers.Dense(6)
            def call(self, x):
                return tf.reshape(self.dense(x), (-1, 2, 3))
        Halve()(keras.Input((5,)))
    """,
    "raises.py": """
        import keras
        x = keras.layers.Dense(4)(keras.Input((3,)))
        keras.layers.Conv2D(4, 3)(x)
    """,
    "what_ran.py": """
        import keras
        import numpy as np
        double = lambda t: keras.ops.multiply(t, 2)
        never = lambda t: keras.layers.Dense(2)(t)
        def unused(t):
            return keras.layers.Dense(3)(t)
        x = double(np.ones((2, 3))) if True else unused(1)
        try:
            keras.layers.Conv2D(4, 3)(x)
        except ValueError:
            pass
        for step in range(0):
            print(step)
        model = keras.Sequential([keras.Input((3,)), keras.layers.Dense.from_config({"units": 4})])
        out = model.predict(np.ones((7, 3)))
        x @ np.ones((4, 4))
    """,
    "mapped.py": """
        import keras
        import numpy as np
        import tensorflow as tf
        def grow(image):
            return tf.expand_dims(image, -1)
        def choose(image):
            if tf.reduce_sum(image) > 0:
                image = -image
            return image
        data = tf.data.Dataset.from_tensor_slices(np.ones((8, 4))).map(choose).batch(2).map(grow)
    """,
    "project/main.py": """
        from blocks.unit import unit
        import keras
        unit(keras.Input((5,)), 3)
    """,
    "project/blocks/__init__.py": "",
    "project/blocks/unit.py": """
        from keras import layers
        def unit(x, n):
            x = layers.Dense(n)(x)
            return layers.ReLU()(x)
    """,
}
PROGRAMS = [name for name in SOURCES if "/" not in name or name.endswith("main.py")]


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Traced]:
    folder = tmp_path_factory.mktemp("traced")
    for name, text in SOURCES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(textwrap.dedent(text).lstrip("\n"), encoding="utf-8")
    found = trace_all([folder / name for name in PROGRAMS], processes=1)
    return dict(zip(PROGRAMS, found, strict=True))


def places(program: Traced) -> list[tuple[str, int, int, str, str]]:
    return [(Path(call.path).name, call.line, call.column, call.kind, call.layer) for call in program.calls]


def at(program: Traced, line: int, layer: str = "") -> TracedCall:
    return next(call for call in program.calls if call.line == line and layer in ("", call.layer))


def test_a_layer_is_seen_where_it_is_called(traced: dict[str, Traced]) -> None:
    program = traced["layers_at_their_calls.py"]
    assert program.error is None
    assert places(program) == [
        ("layers_at_their_calls.py", 2, 10, "input", "InputLayer"),
        ("layers_at_their_calls.py", 3, 5, "layer", "Conv2D"),
        ("layers_at_their_calls.py", 5, 12, "layer", "Add"),
        ("layers_at_their_calls.py", 7, 11, "layer", "Dense"),
        ("layers_at_their_calls.py", 7, 33, "layer", "Flatten"),
        ("layers_at_their_calls.py", 9, 9, "model", "Functional"),
        ("layers_at_their_calls.py", 9, 15, "input", "InputLayer"),
    ]
    assert at(program, 3).symbolic == ([None, 6, 6, 4],)
    assert at(program, 9, "Functional").symbolic == ([None, 2],)


def test_an_element_of_a_sequential_is_seen_where_it_is_made(traced: dict[str, Traced]) -> None:
    program = traced["elements_of_a_sequential.py"]
    assert program.error is None
    dense = [call for call in program.calls if call.layer == "Dense"]
    assert [(call.line, call.symbolic, call.concrete, call.zeros) for call in dense] == [
        (2, ([None, 3],), ([9, 3],), ([2, 3],)),
        (2, ([None, 2],), ([9, 2],), ([2, 2],)),
        (4, (), (), ([2, 5],)),
    ]
    assert at(program, 7).concrete == ([9, 2],)


def test_what_a_layer_does_inside_is_seen(traced: dict[str, Traced]) -> None:
    program = traced["inside_a_call.py"]
    assert at(program, 7, "Dense").symbolic == ([None, 6],)
    assert [call.symbolic for call in program.calls if call.kind == "op"] == [([None, 2, 3],)]
    assert at(program, 8, "Halve").symbolic == ([None, 2, 3],)


def test_a_program_that_raises_is_told_by_its_line(traced: dict[str, Traced]) -> None:
    program = traced["raises.py"]
    assert program.error is not None
    assert program.error.startswith("line 3: ValueError: Input 0 ")
    assert at(program, 2, "Dense").symbolic == ([None, 4],)


def fate(program: Traced, line: int) -> list[tuple[bool, bool]]:
    return [(ran.begun, ran.ended) for ran in program.statements if ran.span.line == line]


def test_what_became_of_a_statement(traced: dict[str, Traced]) -> None:
    program = traced["what_ran.py"]
    assert program.error is not None
    assert [line for _, line in program.failed] == [16]
    # a lambda has a fate of its own beside the statement that makes it
    assert sorted(fate(program, 3)) == [(True, True), (True, True)]
    assert sorted(fate(program, 4)) == [(False, False), (True, True)]
    assert fate(program, 6) == [(False, False)]
    assert fate(program, 9) == [(True, False)]
    assert fate(program, 11) == []
    assert (fate(program, 12), fate(program, 13)) == ([(True, True)], [(False, False)])
    assert fate(program, 16) == [(True, False)]
    assert {span.line for _, span in program.unreturned} == {4, 6, 7, 9, 13}


def test_what_predict_runs_is_the_model_and_a_layer_that_keras_makes_is_no_call(traced: dict[str, Traced]) -> None:
    program = traced["what_ran.py"]
    assert [(call.kind, call.layer, call.concrete) for call in program.calls if call.line == 15] == [
        ("model", "Sequential", ([7, 4],))
    ]
    assert [call.layer for call in program.calls if call.line == 14] == ["InputLayer"]


def test_a_mapped_function_is_watched(traced: dict[str, Traced]) -> None:
    program = traced["mapped.py"]
    assert program.error is None
    assert at(program, 5).symbolic == ([None, 4, 1],)
    # autograph rewrites this one, and the copy is not watched
    assert fate(program, 8) == [(False, False)]


def test_modules_of_the_program_are_watched(traced: dict[str, Traced]) -> None:
    program = traced["project/main.py"]
    assert program.error is None
    assert places(program) == [
        ("unit.py", 3, 9, "layer", "Dense"),
        ("unit.py", 4, 12, "layer", "ReLU"),
        ("main.py", 3, 6, "input", "InputLayer"),
    ]
