"""Programs in which an input is not known: each line says what is its own, and never more than that."""

from __future__ import annotations

import pytest
from tests.interpreter.annotated import check

from shapelens.editor.hints import HintOptions, Style, hints
from shapelens.interpreter.analyze import analyze
from shapelens.shapes.formatting import json_shape

UNKNOWN = "import keras\nimport numpy as np\nfrom keras import layers, ops\nfrom elsewhere import thing\nx = thing()\n"


def test_layers_one_after_another() -> None:
    check(
        """
        a = layers.Dense(16)(x)  #> (…, 16)
        b = layers.BatchNormalization()(a)  #> (…, 16)
        c = layers.Dense(b.shape[-1] * 2)(b)  #> (…, 32)
        d = layers.Concatenate()([b, c])  #> (…, 48)
        e = layers.Add()([b, c[..., :16]])  #> (…, 16)
        f = layers.Reshape((4, 4))(b)  #> (?, 4, 4)
        g = layers.Flatten()(f)  #> (?, 16)
        h = layers.GlobalAveragePooling2D()(x)  #> (?, ?)
        i = layers.Dense(3)(h)  #> (?, 3)
        """,
        imports=UNKNOWN,
    )


def test_operations_on_a_known_last_axis() -> None:
    check(
        """
        a = layers.Dense(16)(x)
        b = ops.relu(a) + 1.0  #> (…, 16)
        c = ops.matmul(b, ops.ones((16, 5)))  #> (…, 5)
        d = ops.reshape(b, (-1, ops.shape(b)[-1]))  #> (?, 16)
        e = ops.mean(b, axis=-1)  #> ?
        f = b[..., None]  #> (…, 16, 1)
        g = ops.expand_dims(b, 0)  #> (…, 16)
        h = ops.concatenate([b, ops.ones((2, 3, 4))], axis=-1)  #> (2, 3, 20)
        """,
        imports=UNKNOWN,
    )


@pytest.mark.parametrize(
    ("of_shape", "expected"),
    [
        ("s[-1]", "(2, 16)"),
        ("s[1:][-1]", "(2, 16)"),
        ("s[2:][-1]", "(2, ?)"),
        ("s[-1:][0]", "(2, 16)"),
        ("s[:-1][-1]", "(2, ?)"),
        ("(s + (5,))[-1]", "(2, 5)"),
        ("(s[:-1] + (7,))[-1]", "(2, 7)"),
        ("((5,) + s)[-1]", "(2, ?)"),
        ("(*s, 5)[-1]", "(2, ?)"),
        ("[each for each in s][-1]", "(2, ?)"),
        ("list(s)[-1]", "(2, ?)"),
        ("(s * 2)[-1]", "(2, ?)"),
        ("s.as_list()[-1]", "(2, 16)"),
        ("s[0]", "(2, ?)"),
        ("(s if thing() else (3, 16))[-1]", "(2, 16)"),
        ("(s if thing() else (3, 15))[-1]", "(2, ?)"),
        ("(s if thing() else None)[-1]", "(2, ?)"),
        ("(s if thing() else b.shape)[-1]", "(2, ?)"),
        ("(s if thing() else s)[-1]", "(2, 16)"),
    ],
)
def test_a_shape_whose_end_is_known(of_shape: str, expected: str) -> None:
    check(
        f"""
        a = layers.Dense(16)(x)
        b = layers.Dense(17)(x)
        s = a.shape
        y = np.zeros((2, {of_shape}))  #> {expected}
        """,
        imports=UNKNOWN,
    )


def test_models_called_on_what_is_not_known() -> None:
    check(
        """
        built = keras.Sequential([keras.Input((8, 8, 3)), layers.Conv2D(5, 3), layers.Flatten(), layers.Dense(7)])
        a = built(x)  #> (?, 7)
        waiting = keras.Sequential([layers.Conv2D(5, 3), layers.MaxPooling2D()])
        b = waiting(x)  #> (?, ?, ?, 5)
        c = waiting(keras.Input((9, 9, 2)))  #> (None, 3, 3, 5)
        i = keras.Input((8, 4))
        functional = keras.Model(i, layers.Conv1D(6, 3)(i))
        d = functional(x)  #> (?, 6, 6)
        j = keras.Input((3,))
        two = keras.Model([i, j], [layers.Flatten()(i), layers.Dense(2)(j)])
        e, f = two(x)
        g = layers.Dense(1)(e)  #> (?, 1)
        h = layers.Concatenate()([e, f])  #> (?, 34)
        k, l = two([x, keras.Input((3,))])  #> [(?, 32), (None, 2)]
        """,
        imports=UNKNOWN,
    )


def test_paths_of_different_ranks_have_their_end_in_common() -> None:
    check(
        """
        i = keras.Input((6, 4))
        y = layers.Dense(5)(i) if thing() else layers.Dense(5)(layers.Flatten()(i))
        z = layers.Dense(2)(y)  #> (…, 2)
        w = ops.relu(y)  #> (…, 5)
        """,
        imports=UNKNOWN,
    )


def test_a_layer_has_its_weights_where_the_last_axis_is_known() -> None:
    source = UNKNOWN + "y = layers.Dense(4)(layers.Dense(16)(x))\n"
    hint = hints(analyze(source))[0]
    assert (hint.label, hint.params) == ("(…, 4)", 68)


def test_a_line_shows_what_is_known_best() -> None:
    source = UNKNOWN + (
        "def block(x):\n    return layers.Conv2D(8, 3)(x)\n\nblock(x)\nblock(keras.Input((9, 9, 2)))\nblock(thing())\n"
    )
    analysis = analyze(source)
    (hint,) = [hint for hint in hints(analysis) if hint.layer == "Conv2D"]
    assert hint.label == "(None, 7, 7, 8)"
    assert [json_shape(shape) for shape in hint.shapes] == [["?", "?", "?", 8], [None, 7, 7, 8], ["?", "?", "?", 8]]
    assert hint.params == 152


@pytest.mark.parametrize(("style", "label"), [("keras", "(…, 16)"), ("compact", "…×16"), ("axes", "(…, 16)")])
def test_every_format_prints_it(style: Style, label: str) -> None:
    (hint,) = hints(analyze(UNKNOWN + "y = layers.Dense(16)(x)\n"), HintOptions(style=style))
    assert hint.label == label
    assert [json_shape(shape) for shape in hint.shapes] == [["...", 16]]


def test_a_function_of_the_program_is_run_once() -> None:
    """What is asked of a rule for every rank calls nothing of the program."""
    check(
        """
        seen = []

        def note(y):
            seen.append(1)
            return y

        z = layers.Lambda(note)(layers.Dense(16)(x))
        w = np.zeros((2, len(seen)))  #> (2, 0)
        """,
        imports=UNKNOWN,
    )


def test_what_predict_gives_for_each_sample() -> None:
    check(
        """
        i, j = keras.Input((28, 28, 1)), keras.Input((5,))
        one = keras.Model(i, layers.Conv2D(8, 3)(i))
        a = one.predict(x)  #> (?, 26, 26, 8)
        two = keras.Model([i, j], [layers.Flatten()(i), layers.Dense(4)(j)])
        b = two.predict([x, x])  #> [(?, 784), (?, 4)]
        stack = keras.Sequential([keras.Input((28, 28, 1)), layers.Conv2D(8, 3)])
        c = stack.predict(x)  #> (?, ?, ?, 8)
        fixed = keras.Sequential([keras.Input((4,)), layers.Lambda(lambda each: ops.ones((2, 7)))])
        d = fixed.predict(x)  #> (?, 7)
        line = keras.Sequential([keras.Input((1,)), layers.Dense(3)])
        e = line.predict(np.zeros(251))  #> (251, 3)
        """,
        imports=UNKNOWN,
    )
