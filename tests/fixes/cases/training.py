"""Data, models and labels that do not go together."""

from __future__ import annotations

from tests.fixes.changes import Change

HEAD = "import numpy as np\nfrom keras import Input, Sequential, layers\n"

CHANGES = (
    Change(
        "SL405",
        "Write input_shape=(12,)",
        f"{HEAD}model = Sequential([layers.Dense(1, input_shape=⟦(80,)→(12,)⟧)])\nmodel.compile(loss='mse')\n"
        "model.fit(np.zeros((80, 12)), np.zeros((80, 1)), verbose=0)\n",
    ),
    Change(
        "SL405",
        "Reshape the data: `.reshape(-1, 784)`",
        f"{HEAD}digits = np.zeros((60, 28, 28))\nmodel = Sequential([Input((784,)), layers.Dense(1)])\n"
        "model.compile(loss='mse')\nmodel.fit(digits⟦→.reshape(-1, 784)⟧, np.zeros((60, 1)), verbose=0)\n",
    ),
    Change(
        "SL202",
        "Add the last axis: `[..., None]`",
        f"{HEAD}model = Sequential([layers.Conv2D(2, 3), layers.Flatten(), layers.Dense(1)])\n"
        "model.compile(loss='mse')\n"
        "model.fit(⟦→(⟧np.zeros((6, 8, 8)) / 2⟦→)[..., None]⟧, np.zeros((6, 1)), verbose=0)\n",
    ),
    Change(
        "SL406",
        "Add the batch axis: `[None]`",
        f"{HEAD}model = Sequential([Input((8, 8, 3)), layers.Conv2D(2, 3)])\n"
        "model.predict(np.zeros((8, 8, 3))⟦→[None]⟧, verbose=0)\n",
    ),
    Change(
        "SL501",
        "Use sparse_categorical_crossentropy",
        f"{HEAD}model = Sequential([Input((8,)), layers.Dense(10, activation='softmax')])\n"
        "model.compile(loss='⟦→sparse_⟧categorical_crossentropy')\n"
        "model.fit(np.zeros((40, 8)), np.zeros((40,), 'int32'), verbose=0)\n",
    ),
    Change(
        "SL502",
        "Set units=4",
        f"{HEAD}model = Sequential([Input((8,)), layers.Dense(⟦3→4⟧, activation='softmax')])\n"
        "model.compile(loss='categorical_crossentropy')\n"
        "model.fit(np.zeros((40, 8)), np.eye(4)[np.zeros((40,), 'int32')], verbose=0)\n",
    ),
    Change(
        "SL503",
        "Put Flatten before it",
        f"{HEAD}model = Sequential()\nmodel.add(Input((8, 8, 1)))\nmodel.add(layers.Conv2D(2, 3))\n"
        "⟦→model.add(layers.Flatten())\n⟧model.add(layers.Dense(10, activation='softmax'))\n"
        "model.compile(loss='categorical_crossentropy')\n"
        "model.fit(np.zeros((40, 8, 8, 1)), np.eye(10)[np.zeros((40,), 'int32')], verbose=0)\n",
    ),
    Change(
        "SL504",
        "Set units=6",
        f"{HEAD}model = Sequential([Input((8,)), layers.Dense(⟦5→6⟧, activation='softmax')])\n"
        "model.compile(loss='sparse_categorical_crossentropy')\n"
        "model.fit(np.zeros((6, 8)), np.array([0, 1, 2, 3, 4, 5]), verbose=0)\n",
    ),
    Change(
        "SL511",
        "Set units=1",
        f"{HEAD}model = Sequential([Input((8,)), layers.Dense(⟦3→1⟧)])\nmodel.compile(loss='mse')\n"
        "model.fit(np.zeros((6, 8)), np.zeros((6, 1)), verbose=0)\n",
    ),
    Change(
        "SL512",
        "Use sigmoid",
        f"{HEAD}model = Sequential([Input((8,)), layers.Dense(1, activation='⟦softmax→sigmoid⟧')])\n"
        "model.compile(loss='binary_crossentropy')\nmodel.fit(np.zeros((6, 8)), np.zeros((6, 1)), verbose=0)\n",
    ),
)
