"""A fault is reported on what is one of two only where it is one of both."""

from __future__ import annotations

import pytest
from tests.interpreter.annotated import check

_BEGIN = """
        import numpy as np
        from elsewhere import flag
        c = flag()
"""


@pytest.mark.parametrize(
    "lines",
    [
        # a layer that is one of two, built for other sizes
        """
        one, other = Dense(3), Dense(3)
        one(Input((5,)))
        other(Input((7,)))
        x = (one if c else other)(Input((7,)))
        """,
        # a size, a kernel, a target
        """
        x = Conv2D(2, 3 if c else 30)(Input((8, 8, 1)))
        y = Reshape((4,) if c else (6,))(Input((4,)))
        z = Dense(3 if c else "many")(Input((4,)))
        """,
        # a tensor among others
        """
        x = Add()([Input((3,)), Input((3,)) if c else Input((4,))])
        y = Concatenate()([Input((3, 2)), Input((3, 1)) if c else Input((4, 1))])
        """,
        # data and labels
        """
        model = keras.Sequential([Input((4,)), Dense(3)])
        model.compile("adam", "mse")
        x = np.zeros((9, 4)) if c else np.zeros((9, 6))
        y = np.zeros((9, 3)) if c else np.zeros((8, 3))
        model.fit(x, y)
        """,
        # what `compile` said, or that it was called at all
        """
        model = keras.Sequential([Input((4,)), Dense(3)])
        if c:
            model.compile("adam", "mse")
        model.fit(np.zeros((9, 4)), np.zeros((9, 3)))
        if c:
            model.compile("adam", "mse")
        else:
            model.compile("adam", "categorical_crossentropy")
        model.fit(np.zeros((9, 4)), np.zeros((9, 1)))
        """,
        # the last layer
        """
        x = Input((4,))
        if c:
            out = Dense(1, activation="softmax")(x)
        else:
            out = Dense(1, activation="sigmoid")(x)
        model = keras.Model(x, out)
        model.compile("adam", "binary_crossentropy")
        model.fit(np.zeros((9, 4)), np.array([0, 1, 0, 1, 0, 1, 0, 1, 0]))
        """,
        # the ends of a graph
        """
        one, other = Input((8,)), Input((8,))
        source = one if c else other
        x = Dense(3)(source)
        a = keras.Model(one, x)
        b = keras.Model(source, x)
        d = keras.Model([one, other], x)
        e = keras.Model(keras.utils.get_source_inputs(x), x)
        """,
        # a model of one of two inputs
        """
        source = Input((4,)) if c else Input((5,))
        model = keras.Sequential([source, Dense(3)])
        model.add(Dense(2))
        """,
        # labels of either number of classes
        """
        y = np.arange(3) if c else np.arange(9)
        model = keras.Sequential([Input((4,)), Dense(3, activation="softmax")])
        model.compile("adam", "sparse_categorical_crossentropy")
        model.fit(np.zeros((9, 4)), np.concatenate([y, y, y])[:9])
        """,
    ],
    ids=["layer", "size", "tensor", "data", "compile", "last layer", "graph", "input", "labels"],
)
def test_nothing_is_wrong_on_one_path(lines: str) -> None:
    check(_BEGIN + lines)


def test_what_is_wrong_on_every_path_is_told() -> None:
    check(
        _BEGIN
        + """
        model = keras.Sequential([Input((4,)), Dense(3)])  #! DataMismatch
        if c:
            model.compile("adam", "mse")
            x = np.zeros((9, 5))
        else:
            model.compile("sgd", "mse")
            x = np.zeros((10, 5))
        model.fit(x, np.zeros((9, 3)))
        one, other = Input((8,)), Input((8,))
        out = Dense(3)(one) if c else Dense(3)(other)
        missing = keras.Model(Input((8,)), out)  #! DisconnectedGraph
        dense = Dense(2)
        if c:
            dense(Input((4, 5)))
        else:
            dense(Input((3, 5)))
        dense(Input((4, 6)))  #! AxisMismatch
        """
    )
