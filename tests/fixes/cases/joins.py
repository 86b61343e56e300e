"""Tensors that do not come together: in a merge, in attention, in a layer that is shared, as a state."""

from __future__ import annotations

from tests.fixes.changes import Change

HEAD = "import numpy as np\nfrom keras import Input, Model, Sequential, layers\n"

CHANGES = (
    Change(
        "SL203",
        "Make a Dense of its own",
        f"{HEAD}shared = layers.Dense(8, activation='relu', name='shared')\na = shared(Input((4,)))\n"
        "b = ⟦shared→layers.Dense(8, activation='relu')⟧(Input((6,)))\n",
    ),
    Change(
        "SL205",
        "Set filters=3 on the Conv2D of line 4",
        f"{HEAD}x = Input((9, 9, 3))\ny = layers.Conv2D(⟦8→3⟧, 3, padding='same')(x)\nz = layers.add([x, y])\n",
    ),
    Change(
        "SL205",
        "Put Conv2D(filters, 1) before it",
        f"{HEAD}def block(x, filters):\n    y = layers.Conv2D(filters, 3, padding='same')(x)\n"
        "    return layers.add([⟦→layers.Conv2D(filters, 1)(⟧x⟦→)⟧, y])\n\n\n"
        "y = block(block(Input((9, 9, 3)), 4), 8)\n",
    ),
    Change(
        "SL205",
        "Put a Conv2D of the same strides before it",
        f"{HEAD}def block(x, filters, strides):\n"
        "    y = layers.Conv2D(filters, 3, strides=strides, padding='same')(x)\n"
        '    return layers.add([⟦→layers.Conv2D(filters, 1, strides=strides, padding="same")(⟧x⟦→)⟧, y])\n\n\n'
        "y = block(block(Input((9, 9, 4)), 4, 1), 8, 2)\n",
    ),
    Change(
        "SL205",
        "Pad the smaller one",
        f"{HEAD}x = layers.Conv2D(3, 1)(Input((9, 9, 3)))\n"
        "y = x + ⟦→layers.ZeroPadding2D(((0, 2), (0, 2)))(⟧x[:, 1:-1, 1:-1]⟦→)⟧\n",
    ),
    Change(
        "SL202",
        "Put Flatten before it",
        f"{HEAD}x, words = Input((5, 5, 3)), Input((4,))\ny = layers.concatenate([⟦→layers.Flatten()(⟧x⟦→)⟧, words])\n",
    ),
    Change(
        "SL211",
        "Put RepeatVector(1) before it",
        f"{HEAD}i = Input((9, 4))\nq, v = layers.Dense(6)(layers.Flatten()(i)), layers.Dense(4)(i)\n"
        "model = Model(i, layers.Attention()([⟦→layers.RepeatVector(1)(layers.Dense(4)(⟧q⟦→))⟧, v]))\n"
        "model.predict(np.zeros((2, 9, 4)), verbose=0)\n",
    ),
    Change(
        "SL203",
        "Set axes=(1, 2)",
        f"{HEAD}a, b = Input((8, 1)), Input((1, 8))\ny = layers.Dot(axes=⟦1→(1, 2)⟧)([a, b])\n",
    ),
    Change(
        "SL203",
        "Put Dense(8) before it",
        f"{HEAD}a, b = Input((8,)), Input((6,))\ny = layers.Dot(axes=1)([a, ⟦→layers.Dense(8)(⟧b⟦→)⟧])\n",
    ),
    Change(
        "SL205",
        "Set units=16 on the Dense of line 5",
        f"{HEAD}x = Input((9,))\na = layers.Dense(16)(x)\nb = layers.Dense(⟦8→16⟧)(x)\n"
        "y = layers.Multiply()([a, layers.Activation('relu')(b)])\n",
    ),
    Change(
        "SL206",
        "Pad the smaller one",
        f"{HEAD}a = Input((8, 9, 3))\nb = Input((7, 9, 3))\n"
        "y = layers.Concatenate()([a, ⟦→layers.ZeroPadding2D(((0, 1), (0, 0)))(⟧b⟦→)⟧])\n",
    ),
    Change(
        "SL206",
        "Join on the last axis",
        f"{HEAD}a = Input((8, 8, 3))\nb = Input((8, 8, 5))\ny = layers.concatenate([a, b], axis=⟦1→-1⟧)\n",
    ),
    Change(
        "SL208",
        "Put Concatenate before it",
        f"{HEAD}a = Input((8,))\nb = Input((5,))\ny = layers.Dense(4)(⟦→layers.Concatenate()(⟧[a, b]⟦→)⟧)\n",
    ),
    Change(
        "SL208",
        "Give [left, right]",
        f"{HEAD}left, right = Input((8,)), Input((8,))\ny = layers.Add()(⟦left→[left, right]⟧)\n",
    ),
    Change(
        "SL209",
        'Set padding="same" on the Conv2D of line 4',
        f'{HEAD}x = Input((None, None, 4))\ny = layers.Conv2D(4, 3⟦→, padding="same"⟧)(x)\n'
        "model = Model(x, layers.Add()([x, y]))\nmodel.predict(np.zeros((1, 9, 9, 4)), verbose=0)\n",
    ),
    Change(
        "SL210",
        "Set units=32",
        f"{HEAD}a, b = Input((9, 3)), Input((5, 3))\n_, h, c = layers.LSTM(32, return_state=True)(a)\n"
        "model = Model([a, b], layers.LSTM(⟦64→32⟧)(b, initial_state=[h, c]))\n"
        "model.predict([np.zeros((2, 9, 3)), np.zeros((2, 5, 3))], verbose=0)\n",
    ),
    Change(
        "SL210",
        "Take the last state of the layer before",
        f"{HEAD}x = Input((9, 3))\ns = layers.Bidirectional(layers.GRU(4⟦, return_sequences=True→⟧))(x)\n"
        "model = Model(x, layers.GRU(8)(x, initial_state=s))\nmodel.predict(np.zeros((2, 9, 3)), verbose=0)\n",
    ),
    Change(
        "SL210",
        "Begin with zeros: remove initial_state",
        f"{HEAD}x = Input((9, 3))\nh = layers.Dense(6)(layers.Flatten()(x))\n"
        "model = Model(x, layers.GRU(8)(x⟦, initial_state=h→⟧))\nmodel.predict(np.zeros((2, 9, 3)), verbose=0)\n",
    ),
    Change(
        "SL211",
        "Put Dense(64) before it",
        f"{HEAD}q, v = Input((5, 32)), Input((9, 64))\n"
        "model = Model([q, v], layers.Attention()([⟦→layers.Dense(64)(⟧q⟦→)⟧, v]))\n"
        "model.predict([np.zeros((2, 5, 32)), np.zeros((2, 9, 64))], verbose=0)\n",
    ),
)
