"""What was meant, where another change would only silence the fault."""

from __future__ import annotations

from tests.fixes.changes import Change

HEAD = "import numpy as np\nfrom keras import Input, Model, Sequential, layers\n"
ROWS = f"{HEAD}x, y = np.zeros((8, 10)), np.zeros((8, 1))\n"
END = "model.compile('sgd', 'mse')\nmodel.fit(x, y, verbose=0)\n"
TWO = f"{HEAD}steps, units = Input((12, 5)), Input((4,))\n"

CHANGES = (
    Change("SL303", "Write (10,)", f"{ROWS}model = Sequential([Input(shape=⟦10→(10,)⟧), layers.Dense(1)])\n{END}"),
    Change("SL303", "Write (10,)", f"{ROWS}model = Sequential([Input(⟦(10)→(10,)⟧), layers.Dense(1)])\n{END}"),
    Change(
        "SL303",
        "Write (x.shape[1],)",
        f"{ROWS}model = Sequential([layers.Dense(1, input_shape=⟦(x.shape[1])→(x.shape[1],)⟧)])\n{END}",
    ),
    Change(
        "SL202",
        "Write input_shape=(28, 28, 1)",
        f"{HEAD}model = Sequential([layers.Conv2D(4, 3, input_shape=⟦(None, 28, 28, 1)→(28, 28, 1)⟧)])\n",
    ),
    Change(
        "SL411",
        "Give its parts: `*train`",
        f"{ROWS}train = (x, y)\nmodel = Sequential([Input((10,)), layers.Dense(1)])\nmodel.compile('sgd', 'mse')\n"
        "model.fit(⟦→*⟧train, verbose=0)\n",
    ),
    Change(
        "SL202",
        "Put Reshape((1, 8)) before it",
        f"{HEAD}a, b = Input((8,)), Input((1, 8))\nc = layers.Concatenate()([⟦→layers.Reshape((1, 8))(⟧a⟦→)⟧, b])\n",
    ),
    Change(
        "SL202",
        "Put RepeatVector(12) before it",
        f"{TWO}both = layers.Concatenate()([steps, ⟦→layers.RepeatVector(12)(⟧units⟦→)⟧])\n",
    ),
    Change(
        "SL206",
        "Give [queries, values]",
        f"{HEAD}values, queries = Input((12, 7)), Input((9, 7))\n"
        "context = layers.Attention()(⟦[values, queries]→[queries, values]⟧)\n"
        "joined = layers.Concatenate()([queries, context])\n",
    ),
    Change(
        "SL301",
        "Swap the last two axes",
        "from keras import Input, ops\na, b = Input((9, 6)), Input((12, 6))\n"
        "scores = ops.matmul(a, ⟦→ops.swapaxes(⟧b⟦, transpose_b=True→, -1, -2)⟧)\n",
    ),
    Change(
        "SL206",
        "Write (88, 88, 1)",
        f"{HEAD}inputs = Input(⟦(90, 90, 1)→(88, 88, 1)⟧)\nhalf = layers.MaxPooling2D()(inputs)\n"
        "quarter = layers.MaxPooling2D()(half)\n"
        "joined = layers.Concatenate()([layers.UpSampling2D()(quarter), half])\n",
    ),
    Change(
        "SL205",
        "Put Reshape((12, 1)) before it",
        f"{HEAD}steps, weights = Input((12, 8)), Input((12,))\n"
        "weighted = layers.Multiply()([steps, ⟦→layers.Reshape((12, 1))(⟧weights⟦→)⟧])\n",
    ),
    Change(
        "SL202",
        "Set return_sequences=False on the ConvLSTM2D of line 4",
        f"{HEAD}video = Input((5, 24, 24, 3))\nmaps = layers.ConvLSTM2D(4, 3, return_sequences=⟦True→False⟧)(video)\n"
        "picture = layers.Conv2D(1, 3)(maps)\n",
    ),
    Change(
        "SL405",
        "Leave the list around it out",
        f"{ROWS}model = Sequential([Input((10,)), layers.Dense(1)])\nmodel.compile('sgd', 'mse')\n"
        "batch = np.array(⟦[x]→x⟧)\nmodel.fit(batch, y, verbose=0)\n",
    ),
    Change(
        "SL405",
        "Write 10 for 11",
        f"{ROWS}model = Sequential([Input((10,)), layers.Dense(1)])\nmodel.compile('sgd', 'mse')\n{END[28:]}"
        "model.predict(np.random.normal(0, 1, size=(4, ⟦11→10⟧)), verbose=0)\n",
    ),
)
