"""Arrays and pictures that are not what a model takes."""

from __future__ import annotations

from tests.fixes.changes import Change

HEAD = "import numpy as np\nfrom keras import Input, Model, Sequential, layers\n"
FIT = "model.compile(loss='mse')\n"

CHANGES = (
    Change(
        "SL405",
        "Transpose the data: `.transpose(0, 2, 3, 1)`",
        f"{HEAD}x = np.zeros((4, 3, 8, 8))\n"
        "i = Input((8, 8, 3))\n"
        f"model = Model(i, layers.Dense(1)(layers.Flatten()(i)))\n{FIT}"
        "model.fit(x⟦→.transpose(0, 2, 3, 1)⟧, np.zeros((4, 1)), verbose=0)\n",
    ),
    Change(
        "SL405",
        "Reshape the data: `.reshape(-1, 784)`",
        f"{HEAD}x = np.zeros((4, 28, 28))\nmodel = Sequential([Input((784,)), layers.Dense(784)])\n"
        f"{FIT}model.fit(x⟦→.reshape(-1, 784)⟧, x⟦→.reshape(-1, 784)⟧, verbose=0)\n",
    ),
    Change(
        "SL405",
        "Reshape the data: `.reshape(-1, 9)`, in 2 places",
        f"{HEAD}x, new = np.zeros((4, 3, 3)), np.zeros((2, 3, 3))\n"
        "model = Sequential([Input((9,)), layers.Dense(1)])\n"
        f"{FIT}model.fit(x⟦→.reshape(-1, 9)⟧, np.zeros((4, 1)), verbose=0)\n"
        "model.predict(new⟦→.reshape(-1, 9)⟧, verbose=0)\n",
    ),
    Change(
        "SL405",
        "Write x.shape[1:]",
        f"{HEAD}x = np.zeros((40, 5))\nmodel = Sequential([layers.Dense(1, input_shape=x.shape⟦→[1:]⟧)])\n"
        f"{FIT}model.fit(x, np.zeros((40, 1)), verbose=0)\n",
    ),
    Change(
        "SL405",
        "Write (x.shape[1],)",
        f"{HEAD}x = np.zeros((40, 5))\nmodel = Sequential([Input((x.shape[⟦0→1⟧],)), layers.Dense(1)])\n"
        f"{FIT}model.fit(x, np.zeros((40, 1)), verbose=0)\n",
    ),
    Change(
        "SL202",
        "Write x.shape[1:]",
        f"{HEAD}x = np.zeros((40, 9, 5))\n"
        "model = Sequential([layers.LSTM(4, input_shape=x.shape⟦→[1:]⟧), layers.Dense(1)])\n"
        f"{FIT}model.fit(x, np.zeros((40, 1)), verbose=0)\n",
    ),
    Change(
        "SL405",
        "Resize the pictures",
        f"import tensorflow as tf\n{HEAD}model = Sequential([Input((8, 8, 3)), layers.Flatten(), layers.Dense(1)])\n"
        "picture = np.zeros((1, 5, 6, 3))\nmodel.predict(⟦→tf.image.resize(⟧picture⟦→, (8, 8))⟧, verbose=0)\n",
    ),
    Change(
        "SL405",
        "Write 12 for 11",
        f"{HEAD}model = Sequential([Input((12,)), layers.Dense(1)])\nnew = np.ones((⟦2, 11→2, 12⟧))\n"
        "model.predict(new, verbose=0)\n",
    ),
    Change(
        "SL405",
        "Add the last axis: `[..., None]`; write input_shape=(x.shape[1], 1)",
        f"{HEAD}x = np.zeros((8, 12))\nmodel = Sequential([layers.LSTM(4, input_shape=(x.shape[1], ⟦2→1⟧))])\n"
        f"{FIT}model.fit(x⟦→[..., None]⟧, np.zeros((8, 4)), verbose=0)\n",
    ),
    Change(
        "SL405",
        "Take it for one sample: `.reshape(1, 8, 8, 1)`",
        f"{HEAD}digit = np.zeros((8, 8))\nmodel = Sequential([Input((8, 8, 1)), layers.Flatten(), layers.Dense(1)])\n"
        "model.predict(digit⟦→.reshape(1, 8, 8, 1)⟧, verbose=0)\n",
    ),
    Change(
        "SL405",
        "Give [left, right]",
        f"{HEAD}a, b = Input((4,)), Input((6,))\nmodel = Model([a, b], layers.Dense(1)(layers.concatenate([a, b])))\n"
        f"{FIT}left, right = np.zeros((8, 4)), np.zeros((8, 6))\n"
        "model.fit(⟦[right, left]→[left, right]⟧, np.zeros((8, 1)), verbose=0)\n",
    ),
    Change(
        "SL407",
        "Leave it a list",
        f"{HEAD}a, b = Input((4,)), Input((4,))\nmodel = Model([a, b], layers.Dense(1)(layers.concatenate([a, b])))\n"
        f"{FIT}left, right = np.zeros((8, 4)), np.zeros((8, 4))\nboth = ⟦np.array([left, right])→[left, right]⟧\n"
        "model.fit(both, np.zeros((8, 1)), verbose=0)\n",
    ),
    Change(
        "SL405",
        "Repeat the channel: `repeat(x, 3, axis=-1)`",
        f"{HEAD}i = Input((8, 8, 3))\nmodel = Model(i, layers.Dense(1)(layers.Flatten()(i)))\n{FIT}"
        "grey = np.zeros((4, 8, 8, 1))\n"
        "model.fit(⟦→np.repeat(⟧grey⟦→, 3, axis=-1)⟧, np.zeros((4, 1)), verbose=0)\n",
    ),
    Change(
        "SL407",
        "Give [rows[:, :4], rows[:, 4:]]",
        f"{HEAD}a, b = Input((4,)), Input((6,))\nmodel = Model([a, b], layers.Dense(1)(layers.concatenate([a, b])))\n"
        f"{FIT}rows = np.zeros((8, 10))\nmodel.fit(⟦rows→[rows[:, :4], rows[:, 4:]]⟧, np.zeros((8, 1)), verbose=0)\n",
    ),
    Change(
        "SL407",
        "Give [left, right]",
        f"{HEAD}a, b = Input((4,)), Input((6,))\nmodel = Model([a, b], layers.Dense(1)(layers.concatenate([a, b])))\n"
        f"{FIT}left, right = np.zeros((8, 4)), np.zeros((8, 6))\n"
        "model.fit(⟦left→[left, right]⟧, np.zeros((8, 1)), verbose=0)\n",
    ),
    Change(
        "SL415",
        "Give the inputs in one list",
        f"{HEAD}a, b = Input((4,)), Input((6,))\nmodel = Model([a, b], layers.Dense(1)(layers.concatenate([a, b])))\n"
        f"{FIT}left, right = np.zeros((8, 4)), np.zeros((8, 6))\n"
        "model.fit(⟦→[⟧left, right⟦→]⟧, np.zeros((8, 1)), verbose=0)\n",
    ),
    Change(
        "SL407",
        "Join the arrays",
        f"{HEAD}model = Sequential([Input((10,)), layers.Dense(1)])\n{FIT}"
        "left, right = np.zeros((8, 4)), np.zeros((8, 6))\n"
        "model.fit(⟦→np.concatenate(⟧[left, right]⟦→, axis=-1)⟧, np.zeros((8, 1)), verbose=0)\n",
    ),
    Change(
        "SL407",
        "Give [pairs[:, 0], pairs[:, 1]]",
        f"{HEAD}a, b = Input((4,)), Input((4,))\nmodel = Model([a, b], layers.Dense(1)(layers.concatenate([a, b])))\n"
        f"{FIT}pairs = np.random.rand(8, 2, 4)\n"
        "model.fit(⟦pairs→[pairs[:, 0], pairs[:, 1]]⟧, np.zeros((8, 1)), verbose=0)\n",
    ),
    Change(
        "SL408",
        "Give y_train",
        f"{HEAD}x_train, y_train, y_test = np.zeros((8, 4)), np.zeros((8, 1)), np.zeros((3, 1))\n"
        f"model = Sequential([Input((4,)), layers.Dense(1)])\n{FIT}model.fit(x_train, y_⟦test→train⟧, verbose=0)\n",
    ),
    Change(
        "SL408",
        "Take the first 6 alone",
        f"{HEAD}x, y = np.zeros((8, 4)), np.zeros((6, 1))\nmodel = Sequential([Input((4,)), layers.Dense(1)])\n{FIT}"
        "model.fit(x⟦→[:6]⟧, y, verbose=0)\n",
    ),
)
