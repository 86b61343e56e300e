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
    Change(
        "SL501",
        "Write the labels one-hot: `to_categorical(y, 4)`",
        "import numpy as np\nfrom keras import Input, Sequential, layers⟦→\nfrom keras.utils import to_categorical⟧\n"
        "y = np.zeros((40,), 'int32')\nmodel = Sequential([Input((8,)), layers.Dense(4, activation='softmax')])\n"
        "model.compile(loss='categorical_crossentropy')\n"
        "model.fit(np.zeros((40, 8)), ⟦→to_categorical(⟧y⟦→, 4)⟧, verbose=0, "
        "validation_data=(np.zeros((40, 8)), ⟦→to_categorical(⟧y⟦→, 4)⟧))\n",
    ),
    Change(
        "SL501",
        "Use CategoricalCrossentropy",
        "import numpy as np\nfrom keras import Input, Sequential, layers, losses\n"
        "loss_fn = losses.⟦SparseCategoricalCrossentropy→CategoricalCrossentropy⟧(from_logits=True)\n"
        "model = Sequential([Input((8,)), layers.Dense(4)])\nmodel.compile(loss=loss_fn)\n"
        "model.fit(np.zeros((40, 8)), np.eye(4)[np.zeros((40,), 'int32')], verbose=0)\n",
    ),
    Change(
        "SL501",
        "Use SparseCategoricalCrossentropy",
        "import numpy as np\nfrom keras import Input, Sequential, layers\n"
        "from keras.losses import ⟦CategoricalCrossentropy→SparseCategoricalCrossentropy⟧\n"
        "model = Sequential([Input((8,)), layers.Dense(4, activation='softmax')])\n"
        "model.compile(loss=⟦CategoricalCrossentropy→SparseCategoricalCrossentropy⟧())\n"
        "model.fit(np.zeros((40, 8)), np.arange(40) % 4, verbose=0)\n",
    ),
    Change(
        "SL502",
        "Use sparse_categorical_crossentropy",
        f"{HEAD}model = Sequential([Input((8,)), layers.Dense(2, activation='softmax')])\n"
        "model.compile(loss='⟦binary_crossentropy→sparse_categorical_crossentropy⟧')\n"
        "model.fit(np.zeros((40, 8)), np.zeros((40,), 'int32'), verbose=0)\n",
    ),
    Change(
        "SL502",
        "Set units=1; use sigmoid",
        f"{HEAD}model = Sequential([Input((8,)), layers.Dense(⟦3→1⟧, activation='⟦softmax→sigmoid⟧')])\n"
        "model.compile(loss='binary_focal_crossentropy')\n"
        "model.fit(np.zeros((40, 8)), np.zeros((40, 1)), verbose=0)\n",
    ),
    Change(
        "SL502",
        "Use GlobalAveragePooling2D instead of Flatten",
        f"{HEAD}model = Sequential([Input((8, 8, 1)), layers.Conv2D(3, 3)])\n"
        "model.add(layers.⟦Flatten→GlobalAveragePooling2D⟧())\n"
        "model.compile(loss='categorical_crossentropy')\n"
        "model.fit(np.zeros((4, 8, 8, 1)), np.zeros((4, 3)), verbose=0)\n",
    ),
    Change(
        "SL502",
        'Put Dense(3, activation="softmax") behind it',
        f"{HEAD}model = Sequential([Input((8, 8, 1)), layers.Conv2D(2, 3), "
        'layers.Flatten()⟦→, layers.Dense(3, activation="softmax")⟧])\n'
        "model.compile(loss='categorical_crossentropy')\n"
        "model.fit(np.zeros((4, 8, 8, 1)), np.zeros((4, 3)), verbose=0)\n",
    ),
    Change(
        "SL502",
        'Set padding="same" on this Conv2D',
        f"{HEAD}x = np.zeros((2, 8, 8, 1))\nmodel = Sequential([\n    Input((8, 8, 1)),\n"
        "    layers.Conv2D(2, 3, padding='same'),\n    layers.Conv2D(1, 3⟦→, padding=\"same\"⟧),\n])\n"
        "model.compile(loss='mse')\nmodel.fit(x, x, verbose=0)\n",
    ),
    Change(
        "SL502",
        "Crop the outputs",
        f"{HEAD}x = np.zeros((2, 9, 9, 1))\nmodel = Sequential([\n    Input((9, 9, 1)),\n"
        "    layers.MaxPooling2D(2, padding='same'),\n    layers.UpSampling2D(2),\n"
        "    layers.Conv2D(1, 1, activation='sigmoid'),  # the picture\n"
        "⟦→    layers.Cropping2D(((0, 1), (0, 1))),\n⟧])\n"
        "model.compile(loss='mse')\nmodel.fit(x, x, verbose=0)\n",
    ),
    Change(
        "SL503",
        "Set return_sequences=False on the last recurrent layer",
        f"{HEAD}model = Sequential([Input((9, 3)), layers.LSTM(4, return_sequences=⟦True→False⟧), layers.Dropout(0.5), "
        "layers.Dense(2)])\nmodel.compile(loss='categorical_crossentropy')\n"
        "model.fit(np.zeros((4, 9, 3)), np.zeros((4, 2)), verbose=0)\n",
    ),
    Change(
        "SL503",
        "Set return_sequences=True on the last recurrent layer",
        f"{HEAD}model = Sequential([Input((9, 3)), layers.LSTM(4⟦→, return_sequences=True⟧), layers.Dense(2)])\n"
        "model.compile(loss='categorical_crossentropy')\n"
        "model.fit(np.zeros((4, 9, 3)), np.zeros((4, 9, 2)), verbose=0)\n",
    ),
    Change(
        "SL503",
        "Put Flatten before it",
        "import numpy as np\nimport keras\n\n\nclass Net(keras.Model):\n    def __init__(self):\n"
        "        super().__init__()\n"
        "        self.out = keras.layers.Dense(2)\n\n    def call(self, x):\n"
        "        return self.out(⟦→keras.layers.Flatten()(⟧x⟦→)⟧)\n\n\nmodel = Net()\nmodel.compile(loss='mae')\n"
        "model.fit(np.zeros((4, 9, 3)), np.zeros((4, 2)), verbose=0)\n",
    ),
    Change(
        "SL502",
        "Set n=4 on the RepeatVector of line 3",
        f"{HEAD}model = Sequential([Input((5,)), layers.RepeatVector(⟦3→4⟧), layers.Dense(2)])\n"
        "model.compile(loss='mse')\nmodel.fit(np.zeros((8, 5)), np.zeros((8, 4, 2)), verbose=0)\n",
    ),
    Change(
        "SL502",
        "Put UpSampling2D(2) before it",
        f"{HEAD}model = Sequential([Input((8, 8, 1)), layers.MaxPooling2D(2)])\n"
        "⟦→model.add(layers.UpSampling2D(2))\n⟧model.add(layers.Conv2D(1, 1))\n"
        "model.compile(loss='mse')\nmodel.fit(np.zeros((2, 8, 8, 1)), np.zeros((2, 8, 8, 1)), verbose=0)\n",
    ),
    Change(
        "SL503",
        "Reshape the labels: `.reshape(-1, 4, 4, 1)`",
        f"{HEAD}y = np.zeros((2, 16))\nmodel = Sequential([Input((4, 4, 1)), layers.Conv2D(1, 1)])\n"
        "model.compile(loss='mse')\n"
        "model.fit(np.zeros((2, 4, 4, 1)), y⟦→.reshape(-1, 4, 4, 1)⟧, verbose=0)\n",
    ),
    Change(
        "SL502",
        "Set units=3",
        f"{HEAD}from keras import losses\n"
        "model = Sequential([Input((5,)), layers.Dense(⟦2→3⟧, activation='softmax')])\n"
        "loss = losses.CategoricalCrossentropy()(np.zeros((6, 3)), model(np.zeros((6, 5))))\n",
    ),
    Change(
        "SL505",
        "Leave the metric out",
        f"{HEAD}model = Sequential([Input((8,)), layers.Dense(4, activation='softmax')])\n"
        "model.compile(loss='sparse_categorical_crossentropy', metrics=['accuracy'⟦, 'Precision'→⟧])\n"
        "model.fit(np.zeros((40, 8)), np.zeros((40,), 'int32'), verbose=0)\n",
    ),
    Change(
        "SL511",
        "Reshape the labels: `.reshape(-1, 3)`",
        f"{HEAD}y = np.zeros((6, 1, 3))\n"
        "model = Sequential([Input((8,)), layers.Dense(3)])\nmodel.compile(loss='mse')\n"
        "model.fit(np.zeros((6, 8)), y⟦→.reshape(-1, 3)⟧, verbose=0)\n",
    ),
)
