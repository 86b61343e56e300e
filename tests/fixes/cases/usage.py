"""Calls of `compile` and `fit` that lack something, or give it in a form that Keras does not take."""

from __future__ import annotations

from tests.fixes.changes import Change

HEAD = "import numpy as np\nfrom keras import Input, Model, Sequential, layers\n"
ROWS = f"{HEAD}x, y = np.zeros((8, 3)), np.zeros((8, 1))\n"

CHANGES = (
    Change(
        "SL409",
        "Compile it with mse",
        f"{ROWS}model = Sequential([Input((3,)), layers.Dense(1)])\n"
        '⟦→model.compile(optimizer="adam", loss="mse")\n⟧model.fit(x, y, verbose=0)\n',
    ),
    Change(
        "SL409",
        "Compile it with categorical_crossentropy",
        f"{HEAD}x, y = np.zeros((8, 3)), np.eye(4)[np.zeros(8, 'int32')]\n"
        "model = Sequential([Input((3,)), layers.Dense(4, activation='softmax')])\n"
        '⟦→model.compile(optimizer="adam", loss="categorical_crossentropy")\n⟧history = model.fit(x, y, verbose=0)\n',
    ),
    Change(
        "SL410",
        "Write `np.array(...)`",
        f"{HEAD}x = [[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]\nmodel = Sequential([Input((3,)), layers.Dense(1)])\n"
        "model.compile(loss='mse')\nmodel.fit(⟦→np.array(⟧x⟦→)⟧, np.zeros((2, 1)), verbose=0)\n",
    ),
    Change(
        "SL411",
        "Give y as the labels",
        f"{ROWS}model = Sequential([Input((3,)), layers.Dense(1)])\nmodel.compile(loss='mse')\n"
        "model.fit(x⟦→, y⟧, verbose=0)\n",
    ),
    Change(
        "SL411",
        "Give x as the labels",
        f"{HEAD}x = np.zeros((8, 3))\nmodel = Sequential([Input((3,)), layers.Dense(3)])\nmodel.compile(loss='mse')\n"
        "model.fit(x=x⟦→, y=x⟧, verbose=0)\n",
    ),
    Change(
        "SL412",
        "Rename the keys: meta",
        f"{HEAD}a, b = Input((3,), name='words'), Input((4,), name='meta')\n"
        "model = Model([a, b], layers.Dense(1)(layers.concatenate([a, b])))\nmodel.compile(loss='mse')\n"
        "data = {'words': np.zeros((8, 3)), '⟦metadata→meta⟧': np.zeros((8, 4))}\n"
        "model.fit(data, np.zeros((8, 1)), verbose=0)\n",
    ),
    Change(
        "SL414",
        "Set input_dim=11",
        f"{HEAD}model = Sequential([layers.Embedding(⟦10→11⟧, 4), layers.GlobalMaxPooling1D(), layers.Dense(1)])\n"
        "model.compile(loss='mse')\nmodel.fit(np.array([[1, 4, 9], [3, 5, 10]]), np.array([0, 1]), verbose=0)\n",
    ),
    Change(
        "SL415",
        "Write the metrics as a list",
        f"{HEAD}model = Sequential([Input((3,)), layers.Dense(1)])\nmodel.compile(loss='mse', metrics=⟦→[⟧'mae'⟦→]⟧)\n",
    ),
    Change(
        "SL415",
        "Write it as a dict: `dict(enumerate(...))`",
        f"{ROWS}model = Sequential([Input((3,)), layers.Dense(1)])\nmodel.compile('adam', 'mse')\n"
        "weights = [1.0, 5.0]\n"
        "model.fit(x, y, class_weight=⟦→dict(enumerate(⟧weights⟦→))⟧, verbose=0)\n",
    ),
    Change(
        "SL415",
        "Write `metrics=` before it",
        f"{ROWS}model = Sequential([Input((3,)), layers.Dense(1)])\nmodel.compile('adam', 'mse', ⟦→metrics=⟧['mae'])\n"
        "model.fit(x, y, verbose=0)\n",
    ),
    Change(
        "SL415",
        "Remove `validation_split`",
        f"import tensorflow as tf\n{ROWS}data = tf.data.Dataset.from_tensor_slices((x, y)).batch(4)\n"
        "model = Sequential([Input((3,)), layers.Dense(1)])\nmodel.compile(loss='mse')\n"
        "model.fit(data⟦, validation_split=0.2→⟧, verbose=0)\n",
    ),
    Change(
        "SL416",
        "Make batches: `.batch(32)`",
        f"import tensorflow as tf\n{ROWS}data = tf.data.Dataset.from_tensor_slices((x, y))⟦→.batch(32)⟧\n"
        "model = Sequential([Input((3,)), layers.Dense(1)])\nmodel.compile(loss='mse')\n"
        "model.fit(data, verbose=0)\n",
    ),
    Change(
        "SL416",
        "Yield batches of one: `[None]`",
        f"{HEAD}model = Sequential([Input((3,)), layers.Dense(1)])\nmodel.compile(loss='mse')\n\n\n"
        "def rows():\n    for _ in range(4):\n        x, y = np.zeros(3), np.zeros(1)\n"
        "        yield x⟦→[None]⟧, y⟦→[None]⟧\n\n\nmodel.fit(rows(), verbose=0)\n",
    ),
    Change(
        "SL513",
        "Add the batch axis: `[None]`",
        f"{HEAD}model = Sequential([Input((30, 1)), layers.LSTM(4), layers.Dense(1)])\nseries = np.zeros((30, 1))\n"
        "model.predict(series⟦→[None]⟧, verbose=0)\n",
    ),
    Change(
        "SL514",
        "Number the classes from 0",
        f"{HEAD}model = Sequential([Input((3,)), layers.Dense(1, activation='sigmoid')])\n"
        "model.compile(loss='binary_crossentropy')\nweights = {⟦'cat'→0⟧: 1.0, ⟦'dog'→1⟧: 5.0}\n"
        "model.fit(np.zeros((8, 3)), np.arange(8) % 2, class_weight=weights, verbose=0)\n",
    ),
)
