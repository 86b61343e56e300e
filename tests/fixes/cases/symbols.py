"""What refuses a KerasTensor, sizes that a layer inside a model refuses, widths and values that are missing."""

from __future__ import annotations

from tests.fixes.changes import Change

HEAD = "import keras\nimport numpy as np\nfrom keras import Input, Model, layers\n"
ENDING = "model = Model(x, layers.Dense(1)(y))\nmodel.predict(np.zeros((2, 9, 4)), verbose=0)\n"
SERIES = f"{HEAD}i = Input((None, 4))\nmodel = Model(i, layers.Conv1D(2, 7)(i))\n"
HALVED = (
    f"{HEAD}i = Input((None, None, 1))\nhalf = layers.UpSampling2D()(layers.MaxPooling2D()(i))\n"
    "model = Model(i, layers.Add()([i, half]))\n"
)

CHANGES = (
    Change(
        "SL421",
        "Write `keras.ops.mean`",
        f"{HEAD}x = Input((9, 4))\ny = ⟦np→keras.ops⟧.mean(x, axis=1)\n{ENDING}",
    ),
    Change(
        "SL421",
        "Leave `float` out",
        f"{HEAD}x = Input((9, 4))\nmost = ⟦float→⟧(keras.ops.max(x))\ny = x / most\n{ENDING}",
    ),
    Change(
        "SL421",
        "Ask whether it `is not None`",
        f"{HEAD}def block(x, skip=None):\n    y = layers.Dense(4)(x)\n    if skip⟦→ is not None⟧:\n"
        f"        y = layers.Add()([y, skip])\n    return y\nx = Input((9, 4))\ny = block(x, x)\n{ENDING}",
    ),
    Change(
        "SL421",
        "Write `keras.losses.mean_squared_error`",
        f"{HEAD}x = Input((9, 4))\ny = layers.Dense(4)(x)\n"
        f"error = keras.losses.⟦MeanSquaredError()→mean_squared_error⟧(x, y)\n{ENDING}",
    ),
    Change(
        "SL421",
        "Give [x, scale]",
        f"{HEAD}scale = np.ones((1, 9, 4))\nx = Input((9, 4))\n"
        f"y = layers.Multiply()(⟦[scale, x]→[x, scale]⟧)\n{ENDING}",
    ),
    Change(
        "SL421",
        "Write `keras.ops.concatenate`",
        f"{HEAD}first = keras.ops.zeros((2, 1, 4))\nx = Input((9, 4), batch_size=2)\n"
        f"y = ⟦layers.Concatenate(axis=1)([first, x])→keras.ops.concatenate([first, x], axis=1)⟧\n{ENDING}",
    ),
    Change(
        "SL423",
        "Make it of the shape (2, 8, 4)",
        f"{SERIES}steps = np.zeros((⟦2, 5, 4→2, 8, 4⟧))\ny = model(steps)\n",
    ),
    Change(
        "SL423",
        "Make it of the shape (2, 8, 4)",
        f"{SERIES}steps = np.zeros((⟦2, 5, 4→2, 8, 4⟧))\nmodel.predict(steps, verbose=0)\n",
    ),
    Change(
        "SL423",
        "Write (28, 28, 1)",
        f"{HALVED}picture = Input(⟦(27, 27, 1)→(28, 28, 1)⟧)\nlast = Model(picture, model(picture))\n",
    ),
    Change(
        "SL302",
        "Give the query as the value, too",
        f"{HEAD}x = Input((9, 4))\ny = layers.MultiHeadAttention(2, 4)(x⟦→, value=x⟧)\n{ENDING}",
    ),
    Change(
        "SL205",
        "Set units=4 on the Dense of line 6",
        f"{HEAD}x = Input((9, 9, 4))\nweights = layers.GlobalAveragePooling2D()(x)\n"
        "weights = layers.Dense(⟦2→4⟧, activation='sigmoid')(weights)\ny = layers.Multiply()([x, weights])\n",
    ),
    Change(
        "SL205",
        "Set units=4 on this Dense",
        f"{HEAD}x = Input((9, 4))\nhidden = layers.Dense(6)(x)\ny = x + layers.Dense(⟦6→4⟧)(hidden)\n{ENDING}",
    ),
    Change(
        "SL405",
        "Write 5 for 3",
        f"{HEAD}x = Input((5,))\nmodel = Model(x, layers.Dense(1)(x))\n"
        "noise = np.random.normal(0, 1, (8, ⟦3→5⟧))\nmodel.predict(noise, verbose=0)\n",
    ),
    Change(
        "SL206",
        'Set padding="same" on every convolution',
        f'{HEAD}x = Input((32, 32, 1))\nhigh = layers.Conv2D(2, 3⟦→, padding="same"⟧)(x)\n'
        'low = layers.Conv2D(2, 3⟦→, padding="same"⟧)(layers.MaxPooling2D()(high))\n'
        "y = layers.concatenate([layers.UpSampling2D()(low), high])\n",
    ),
    Change(
        "SL302",
        "Add buffer_size=1000",
        "import tensorflow as tf\nnumbers = tf.data.Dataset.range(9).shuffle(⟦→buffer_size=1000⟧)\n",
    ),
    Change(
        "SL415",
        "Write validation_split=0.2",
        f"{HEAD}x = Input((3,))\nmodel = Model(x, layers.Dense(1)(x))\nmodel.compile(loss='mse')\n"
        "model.fit(np.zeros((10, 3)), np.zeros((10, 1)), validation_split=⟦1.0→0.2⟧, verbose=0)\n",
    ),
)
