"""Which line is blamed: the one that a user would change, marked `# here`; and not where that is another's doing."""

from __future__ import annotations

import pytest

from shapelens.diagnostics.diagnose import diagnose
from shapelens.interpreter.analyze import analyze

HERE = "  # here"
HEAD = "import numpy as np\nimport keras\nfrom keras import Input, Model, Sequential, layers\n"
# a program, and the code of its one error
PLACES = [
    # a recurrent layer that gives its last state alone, whatever takes a sequence behind it
    ("SL202", "x = Input((9, 4))\nx = layers.GRU(8)(x)  # here\nx = layers.Dropout(0.1)(x)\nx = layers.LSTM(4)(x)\n"),
    (
        "SL202",
        "m = Sequential([Input((9, 4))])\nm.add(layers.Bidirectional(layers.LSTM(8)))  # here\n"
        "m.add(layers.Conv1D(4, 3))\n",
    ),
    # a vector that is no state
    ("SL202", "x = Input((9,))\nx = layers.Dense(8)(x)\nx = layers.LSTM(4)(x)  # here\n"),
    ("SL202", "x = Input((9, 4))\n_, h, c = layers.LSTM(8, return_state=True)(x)\nx = layers.LSTM(4)(h)  # here\n"),
    # the new sizes say what is meant, unless they lay axes around the units
    ("SL207", "m = Sequential([Input((9,))])\nm.add(layers.Dense(50))  # here\nm.add(layers.Reshape((7, 8)))\n"),
    ("SL207", "m = Sequential([Input((9,))])\nm.add(layers.Dense(50))\nm.add(layers.Reshape((7, 50)))  # here\n"),
    ("SL207", "m = Sequential([Input((9, 2))])\nm.add(layers.Flatten())\nm.add(layers.Reshape((7, 8)))  # here\n"),
    # a layer that is not called
    ("SL404", "x = Input((9,))\ny = layers.Dense(4)  # here\nz = layers.Dense(2)(y)\n"),
    ("SL404", "x = Input((9,))\ny = layers.Dense(4)  # here\nm = Model(x, y)\n"),
    # what a model is called on, where that is made
    (
        "SL423",
        "m = Sequential([Input((None, 8)), layers.Conv1D(4, 5)])\nx = np.zeros((2, 3, 8))  # here\ny = m(x)\n",
    ),
    (
        "SL423",
        "m = Sequential([Input((None, 8)), layers.Conv1D(4, 5)])\nx = Input((3, 8))  # here\ny = m(x)\n",
    ),
    # what is added to its own input has its width; two branches are nobody's doing
    ("SL205", "x = Input((9, 4))\ny = layers.Dense(6)(x)  # here\nz = x + layers.Dropout(0.1)(y)\n"),
    ("SL205", "x = Input((9, 4))\ny = layers.Dense(6)(x)  # here\nz = layers.Add()([y, x])\n"),
    ("SL205", "x = Input((9, 4))\ny = layers.Conv1D(6, 1)(x)\nz = x + y  # here\n"),
    ("SL205", "x, y = Input((9, 4)), Input((9, 3))\ny = layers.Dense(6)(y)\nz = x + y  # here\n"),
    # the last layer of a model whose outputs a loss is called on
    (
        "SL502",
        "m = Sequential([Input((5,))])\nm.add(layers.Dense(2))  # here\n"
        "loss = keras.losses.CategoricalCrossentropy()(np.zeros((6, 3)), m(np.zeros((6, 5))))\n",
    ),
    # classes, and the loss of one
    (
        "SL502",
        "m = Sequential([Input((5,)), layers.Dense(4, activation='softmax')])\n"
        "m.compile(loss='binary_crossentropy')  # here\nm.fit(np.zeros((6, 5)), np.zeros((6,)))\n",
    ),
    (
        "SL502",
        "m = Sequential([Input((5,))])\nm.add(layers.Dense(4, activation='sigmoid'))  # here\n"
        "m.compile(loss='binary_crossentropy')\nm.fit(np.zeros((6, 5)), np.zeros((6,)))\n",
    ),
    # labels of one step: the sequence is one too many
    (
        "SL503",
        "m = Sequential([Input((9, 4))])\nm.add(layers.LSTM(8, return_sequences=True))  # here\n"
        "m.add(layers.Dense(3))\n"
        "m.compile(loss='categorical_crossentropy')\nm.fit(np.zeros((6, 9, 4)), np.zeros((6, 3)))\n",
    ),
    (
        "SL503",
        "m = Sequential([Input((9, 4))])\nm.add(layers.Dense(3))  # here\n"
        "m.compile(loss='categorical_crossentropy')\nm.fit(np.zeros((6, 9, 4)), np.zeros((6, 3)))\n",
    ),
    # labels of as many numbers, in other axes
    (
        "SL503",
        "m = Sequential([Input((8, 8, 1)), layers.Conv2D(1, 3, padding='same')])\nm.compile(loss='mse')\n"
        "x = np.zeros((6, 8, 8, 1))\nm.fit(x, x.reshape(6, 64))  # here\n",
    ),
    # pictures with their channels first, and such as were brought to a size
    (
        "SL405",
        "x = np.zeros((6, 3, 8, 8))  # here\nm = Sequential([Input((8, 8, 3)), layers.Conv2D(1, 8)])\n"
        "m.add(layers.Flatten())\nm.compile(loss='mse')\nm.fit(x, np.zeros((6, 1)))\n",
    ),
    (
        "SL405",
        "x = np.zeros((6, 8, 8, 3))\nm = Sequential()\nm.add(layers.Conv2D(1, 3, input_shape=(3, 8, 8)))  # here\n"
        "m.add(layers.GlobalAveragePooling2D())\n"
        "m.compile(loss='mse')\nm.fit(x, np.zeros((6, 1)))\n",
    ),
    (
        "SL405",
        "x = keras.utils.image_dataset_from_directory('pictures', image_size=(9, 9))  # here\n"
        "m = Sequential([Input((8, 8, 3)), layers.Flatten(), layers.Dense(1)])\nm.compile(loss='mse')\nm.fit(x)\n",
    ),
    (
        "SL405",
        "x = keras.utils.image_dataset_from_directory('pictures', image_size=(8, 8), color_mode='grayscale')\n"
        "m = Sequential([Input((8, 8, 3)), layers.Flatten(), layers.Dense(1)])  # here\n"
        "m.compile(loss='mse')\nm.fit(x)\n",
    ),
]


@pytest.mark.parametrize(("code", "program"), PLACES, ids=range(len(PLACES)))
def test_the_line_that_a_user_would_change_is_blamed(code: str, program: str) -> None:
    text = HEAD + program
    found = [each for each in diagnose(analyze(text)) if each.severity in ("error", "warning")]
    expected = [number for number, line in enumerate(text.split("\n"), 1) if line.endswith(HERE)]
    assert [(each.code, each.span.line) for each in found] == [(code, line) for line in expected]


def test_the_place_that_fails_is_told_beside() -> None:
    text = HEAD + "x = Input((9, 4))\ny = layers.LSTM(8)(x)\nz = layers.LSTM(8)(y)\n"
    [found] = diagnose(analyze(text))
    assert [(place.span.line, place.message) for place in found.related] == [(6, "it fails in this call")]
