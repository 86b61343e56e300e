"""Models that are called, or made, with what they do not take."""

from __future__ import annotations

from tests.fixes.changes import Change

HEAD = "from keras import Input, Model, Sequential, layers\n"

CHANGES = (
    Change(
        "SL401",
        "Set units=32 on the Dense of line 5",
        f"{HEAD}code = Input((32,))\ndecoder = Model(code, layers.Dense(9)(code))\nimage = Input((9,))\n"
        "small = layers.Dense(⟦16→32⟧)(image)\ny = decoder(small)\n",
    ),
    Change(
        "SL401",
        "Write (4, 4, 8)",
        f"{HEAD}code = Input(⟦(2, 2, 8)→(4, 4, 8)⟧)\ndecoder = Model(code, layers.UpSampling2D()(code))\n"
        "image = Input((8, 8, 8))\ny = decoder(layers.MaxPooling2D()(image))\n",
    ),
    Change(
        "SL401",
        "Add the batch axis: `[None]`",
        "import numpy as np\nfrom keras import Sequential, layers\n"
        "model = Sequential([layers.Dense(3, input_shape=(5,))])\n"
        "sample = np.zeros((5,))\ny = model(sample⟦→[None]⟧)\n",
    ),
    Change(
        "SL417",
        "Write input_shape=(75, 75, 3)",
        "from keras.applications import InceptionV3\n"
        "base = InceptionV3(weights=None, include_top=False, input_shape=⟦(60, 60, 3)→(75, 75, 3)⟧)\n",
    ),
    Change(
        "SL402",
        "Give [query, known]",
        f"{HEAD}a, b = Input((8,)), Input((8,))\ndistance = Model([a, b], layers.Subtract()([a, b]))\n"
        "query = Input((8,))\nknown = Input((8,))\ny = distance(⟦query→[query, known]⟧)\n",
    ),
    Change(
        "SL402",
        "Give first",
        f"{HEAD}a = Input((8,))\nmodel = Model(a, layers.Dense(3)(a))\nfirst = Input((8,))\nsecond = Input((8,))\n"
        "y = model(⟦[first, second]→first⟧)\n",
    ),
    Change(
        "SL403",
        "Add words to the inputs",
        f"{HEAD}image = Input((8,), name='picture')\nwords = Input((4,), name='caption')\n"
        "y = layers.concatenate([image, words])\nmodel = Model(inputs=⟦image→[image, words]⟧, outputs=y)\n",
    ),
    Change(
        "SL404",
        "Call it on hidden",
        f"{HEAD}x = Input((8,))\nhidden = layers.Dense(4)(x)\nout = layers.Dense(2)⟦→(hidden)⟧\n"
        "model = Model(x, out)\n",
    ),
    Change(
        "SL413",
        "Set output_dim=6",
        "import numpy as np\nfrom keras import layers\n"
        "y = layers.Embedding(9, ⟦4→6⟧, weights=[np.zeros((9, 6))])(np.zeros((1, 2)))\n",
    ),
    Change(
        "SL404",
        "Call it on x",
        f"{HEAD}x = Input((8,))\nhidden = layers.Dense(4)⟦→(x)⟧\ny = layers.Dense(2)(hidden)\n",
    ),
)
