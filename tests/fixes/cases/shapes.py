"""Layers that do not follow each other."""

from __future__ import annotations

from tests.fixes.changes import Change

HEAD = "from keras import Input, Model, Sequential, layers\n"
BARE = "from keras import Input, Sequential\nfrom keras.layers import Conv2D, Dense"

CHANGES = (
    Change(
        "SL201",
        'Set padding="same"',
        f"{HEAD}model = Sequential([\n    Input((3, 3, 1)),\n"
        '    layers.MaxPooling2D(4⟦→, padding="same"⟧),  # all of it\n'
        "    layers.Flatten(),\n])\n",
    ),
    Change(
        "SL201",
        'Set padding="same" here and on the layers behind',
        f"{HEAD}model = Sequential()\nmodel.add(Input((3, 3, 1)))\n"
        "model.add(layers.MaxPooling2D((4, 4), 2, ⟦'valid'→\"same\"⟧))\n"
        'model.add(layers.MaxPooling2D(pool_size=4⟦→, padding="same"⟧))\n',
    ),
    Change("SL201", "Set kernel_size=3", f"{HEAD}y = layers.Conv2D(8, ⟦(5, 5)→3⟧)(Input((3, 3, 1)))\n"),
    Change(
        "SL201",
        "Remove this MaxPooling2D",
        f"{HEAD}model = Sequential()\nmodel.add(Input((3, 3, 1)))\n⟦model.add(layers.MaxPooling2D(4))\n→⟧"
        "model.add(layers.Flatten())\n",
    ),
    Change(
        "SL202",
        "Give the layer before return_sequences=True",
        f"{HEAD}model = Sequential([Input((9, 3)), layers.LSTM(8⟦→, return_sequences=True⟧), layers.LSTM(4)])\n",
    ),
    Change(
        "SL202",
        "Give the layer before return_sequences=True",
        f"{HEAD}x = Input((9, 3))\nx = layers.GRU(8, return_sequences=⟦False→True⟧)(x)\nx = layers.GRU(4)(x)\n",
    ),
    Change(
        "SL202",
        "Put Reshape((28, 28, 1)) before it",
        f"{BARE}⟦→, Reshape⟧\nmodel = Sequential([\n    Input((28, 28)),\n"
        "    ⟦→Reshape((28, 28, 1)),\n    ⟧Conv2D(8, 3),\n])\n",
    ),
    Change(
        "SL207",
        "Reshape to (7, 7, 32)",
        f"{HEAD}y = layers.Reshape(⟦(7, 7, 33)→(7, 7, 32)⟧)(Input((1568,)))\n",
    ),
    Change(
        "SL206",
        "Join on axis 1",
        f"{HEAD}y = layers.Concatenate(⟦→axis=1⟧)([Input((4, 8)), Input((5, 8))])\n",
    ),
    Change(
        "SL206",
        'Set padding="same" on the Conv2D of line 3',
        f'{HEAD}x = Input((9, 9, 3))\na = layers.Conv2D(8, 3⟦→, padding="same"⟧)(x)\ny = layers.concatenate([x, a])\n',
    ),
    Change(
        "SL205",
        'Set padding="same" on the Conv2D of line 3',
        f'{HEAD}x = Input((9, 9, 3))\na = layers.Conv2D(3, 3⟦→, padding="same"⟧)(x)\ny = layers.add([x, a])\n',
    ),
    Change(
        "SL206",
        "Crop the larger one",
        f"{HEAD}a = Input((8, 9, 3))\nb = Input((7, 9, 3))\n"
        "y = layers.Concatenate()([⟦→layers.Cropping2D(((0, 1), (0, 0)))(⟧a⟦→)⟧, b])\n",
    ),
)
