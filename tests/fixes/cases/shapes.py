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
    Change(
        "SL201",
        "Write input_shape=(28, 28, 1)",
        f"{HEAD}model = Sequential([layers.Conv2D(8, 5, input_shape=⟦(1, 28, 28)→(28, 28, 1)⟧), layers.Flatten()])\n",
    ),
    Change(
        "SL201",
        "Write (height, width, channels)",
        f"{HEAD}height, width, channels = 30, 40, 3\nx = Input(⟦(channels, height, width)→(height, width, channels)⟧)\n"
        "y = layers.Conv2D(8, 5)(x)\n",
    ),
    Change(
        "SL201",
        "Write the kernel sizes in brackets",
        f"{HEAD}x = Input((16, 16, 3))\nx = layers.Conv2D(8, ⟦→(⟧3, 3⟦→)⟧)(x)\n"
        "x = layers.Conv2D(8, ⟦→(⟧3, 3⟦→)⟧, activation='relu')(x)\ny = layers.MaxPooling2D(2)(x)\n",
    ),
    Change(
        "SL201",
        "Write shape=(16, 16, 1)",
        f"{HEAD}model = Sequential([Input(shape=⟦(8, 8, 1)→(16, 16, 1)⟧), layers.Conv2D(8, 7), layers.Conv2D(8, 5)])\n",
    ),
    Change(
        "SL704",
        "Write the kernel size in brackets",
        f"{HEAD}y = layers.Conv2D(8, ⟦→(⟧3, 3⟦→)⟧, activation='relu')(Input((16, 16, 3)))\n",
    ),
    Change(
        "SL202",
        "Remove the Flatten of line 4",
        f"{HEAD}model = Sequential()\nmodel.add(Input((9, 9, 3)))\n⟦model.add(layers.Flatten())\n→⟧"
        "model.add(layers.Conv2D(4, 3))\n",
    ),
    Change(
        "SL202",
        "Write input_shape=(9, 9, 3)",
        f"{HEAD}model = Sequential([layers.Conv2D(4, 3, input_shape=⟦(40, 9, 9, 3)→(9, 9, 3)⟧), layers.Flatten()])\n",
    ),
    Change(
        "SL202",
        "Write input_shape=(1, 9, 9, 3)",
        f"{HEAD}model = Sequential([layers.ConvLSTM2D(4, 3, input_shape=⟦(9, 9, 3)→(1, 9, 9, 3)⟧)])\n",
    ),
    Change(
        "SL212",
        "Write shape=(16, 16, 3)",
        f"{HEAD}model = Sequential([Input(shape=⟦(3, 16, 16)→(16, 16, 3)⟧), layers.Conv2D(8, 3, padding='same')])\n",
    ),
    Change(
        "SL202",
        "Put the Flatten into TimeDistributed",
        f"{HEAD}model = Sequential([Input((4, 5, 6)), layers.Dense(2)])\n"
        "model.add(⟦→layers.TimeDistributed(⟧layers.Flatten()⟦→)⟧)\nmodel.add(layers.LSTM(3))\n",
    ),
    Change(
        "SL202",
        "Write (None, 9, 9, 3)",
        f"{HEAD}model = Sequential([Input(⟦(9, 9, 3)→(None, 9, 9, 3)⟧)])\n"
        "model.add(layers.TimeDistributed(layers.Conv2D(8, 3)))\n"
        "model.add(layers.TimeDistributed(layers.Flatten()))\nmodel.add(layers.LSTM(4))\n",
    ),
    Change(
        "SL202",
        "Add the batch axis: `[None]`",
        "import numpy as np\nfrom keras import layers\npicture = np.zeros((9, 9, 3))\n"
        "y = layers.Conv2D(4, 3)(picture⟦→[None]⟧)\n",
    ),
    Change(
        "SL202",
        "Leave TimeDistributed out",
        f"{HEAD}model = Sequential([Input((9, 9, 3))])\n"
        "model.add(⟦layers.TimeDistributed(layers.Conv2D(8, 3))→layers.Conv2D(8, 3)⟧)\n",
    ),
    Change(
        "SL202",
        "Put Reshape((4, -1)) before it",
        f"{HEAD}x = Input((4, 5, 6))\ny = layers.LSTM(3)(⟦→layers.Reshape((4, -1))(⟧x⟦→)⟧)\n",
    ),
    Change(
        "SL202",
        "Put Reshape((1, 8)) before it",
        f"{HEAD}y = layers.Dense(8)(Input((4,)))\n⟦→y = layers.Reshape((1, 8))(y)\n⟧y = layers.LSTM(3)(y)\n",
    ),
    Change(
        "SL204",
        "Use GlobalAveragePooling2D instead of Flatten",
        "from keras.layers import Conv2D, Dense, ⟦Flatten→GlobalAveragePooling2D⟧, Input\n"
        "x = Conv2D(8, 3)(Input((None, None, 3)))\nx = ⟦Flatten→GlobalAveragePooling2D⟧()(x)\ny = Dense(5)(x)\n",
    ),
    Change(
        "SL207",
        "Set units=7 * 7 * 64 on the Dense of line 2",
        f"{HEAD}model = Sequential([Input((9,)), layers.Dense(⟦100→7 * 7 * 64⟧), layers.Reshape((7, 7, 64))])\n",
    ),
    Change(
        "SL207",
        "Put Flatten and Dense(40) before it",
        f"{HEAD}model = Sequential()\nmodel.add(Input((5, 5, 8)))\n"
        "⟦→model.add(layers.Flatten())\nmodel.add(layers.Dense(40))\n⟧model.add(layers.Reshape((4, 10)))\n",
    ),
    Change(
        "SL207",
        "Write -1 for the size 0",
        "import numpy as np\nx = np.zeros((60, 28, 28))\ny = x.reshape(⟦10→-1⟧, 784)\n",
    ),
)
