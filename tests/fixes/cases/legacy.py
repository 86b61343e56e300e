"""Spellings from before Keras 3, and the same written as today."""

from __future__ import annotations

from tests.fixes.changes import Change

HEAD = "from keras import Input, Model, Sequential, layers\n"
BARE = "from keras import Input, Sequential\n"

ARGUMENTS = (
    Change(
        "SL601",
        "Write kernel_size=(3, 5), padding='same', strides=(2, 2)",
        f"{HEAD}model = Sequential()\nmodel.add(Input((32, 32, 3)))\n"
        "model.add(layers.Convolution2D(64, ⟦→(⟧3, 5⟦→)⟧, ⟦border_mode→padding⟧='same', ⟦subsample→strides⟧=(2, 2)))\n",
    ),
    Change(
        "SL601",
        "Write filters=8, kernel_size=(3, 5), data_format='channels_last'",
        f"{HEAD}x = Input((9, 9, 3))\n"
        "y = layers.Conv2D(\n    ⟦nb_filter→filters⟧=8,\n    ⟦nb_row=3→kernel_size=(3, 5)⟧,  # rows\n"
        "⟦    nb_col=5,\n→⟧    ⟦dim_ordering→data_format⟧=⟦\"tf\"→'channels_last'⟧,\n)(x)\n",
    ),
    Change(
        "SL601",
        "Write kernel_size=(3, 3), padding='valid'",
        f"{HEAD}y = layers.Conv2D(8, ⟦→(⟧3, 3⟦→)⟧, ⟦→kernel_initializer=⟧'uniform', ⟦→activation=⟧'relu', "
        "⟦border_mode→padding⟧='valid')(Input((9, 9, 3)))\n",
    ),
    Change(
        "SL601",
        "Write padding='same'",
        f"{HEAD}x = Input((9, 9, 3))\n"
        "y = layers.Conv2D(8, (3, 3), ⟦border_mode→padding⟧='same'⟦, dim_ordering='default'→⟧)(x)\n",
    ),
    Change(
        "SL601",
        "Write units=7, kernel_initializer='uniform'",
        f"{HEAD}x = Input((9,))\n"
        "y = layers.Dense(⟦output_dim→units⟧=7, ⟦init→kernel_initializer⟧='uniform', activation='relu')(x)\n",
    ),
    Change(
        "SL601",
        "Write recurrent_activation='sigmoid'",
        f"{HEAD}y = layers.LSTM(\n\t7,\n\t⟦inner_activation→recurrent_activation⟧='sigmoid',\n"
        "⟦\tconsume_less='gpu',\n→⟧)(Input((9, 3)))\n",
    ),
    Change(
        "SL601",
        "Write input_shape=(9, 2)",
        f"{HEAD}model = Sequential([layers.LSTM(6, ⟦input_dim=2, input_length=9→input_shape=(9, 2)⟧)])\n",
    ),
    Change(
        "SL601",
        "Put an Input before the layer",
        f"{HEAD}model = Sequential([\n    ⟦→layers.Input(batch_shape=(8, 20, 5)),\n    ⟧layers.LSTM(\n        32,\n"
        "⟦        batch_input_shape=(8, 20, 5),\n→⟧        stateful=True,\n    ),\n    layers.Dense(1),\n])\n",
    ),
    Change(
        "SL601",
        "Put an Input before the layer",
        "from keras.models import Sequential\nfrom keras.layers import Dense, ⟦→Input, ⟧LSTM\n\nmodel = Sequential()\n"
        "⟦→model.add(Input(batch_shape=(8, 20, 5)))\n⟧"
        "model.add(LSTM(32⟦, batch_input_shape=(8, 20, 5)→⟧))  # sequences\n"
        "model.add(Dense(1))\n",
    ),
    Change(
        "SL601",
        "Put an Input before the layer",
        f"{HEAD}y = layers.Dense(3⟦, batch_input_shape=(8, 5)→⟧)(Input((5,)))\n",
    ),
    Change("SL601", "Remove weights", f"{HEAD}y = layers.Dense(3⟦, weights=[1, 2]→⟧)(Input((5,)))\n"),
    Change("SL601", "Write rate=0.5", f"{HEAD}y = layers.Dropout(⟦p→rate⟧=0.5)(Input((5,)))\n"),
    Change(
        "SL601",
        "Write inputs=..., outputs=...",
        f"{HEAD}x = Input((5,))\nmodel = Model(⟦input→inputs⟧=x, ⟦output→outputs⟧=layers.Dense(3)(x))\n",
    ),
    Change(
        "SL601",
        "Write learning_rate=0.1",
        "from keras.optimizers import SGD\nfrom keras import Input, Sequential, layers\n"
        "model = Sequential([Input((5,)), layers.Dense(3)])\n"
        "model.compile(SGD(⟦lr→learning_rate⟧=0.1, momentum=0.9), 'mse')\n",
    ),
    Change(
        "SL601",
        "Write epochs=1",
        f"import numpy as np\n{HEAD}model = Sequential([Input((5,)), layers.Dense(3)])\nmodel.compile(loss='mse')\n"
        "model.fit(np.zeros((4, 5)), np.zeros((4, 3)), ⟦nb_epoch→epochs⟧=1, verbose=0⟦, workers=2→⟧)\n",
    ),
)

NAMES = (
    Change(
        "SL602",
        "Write Conv2D",
        "from keras.layers import Input, ⟦AtrousConvolution2D→Conv2D⟧\n"
        "y = ⟦AtrousConvolution2D→Conv2D⟧(8, ⟦→(⟧3, 3⟦→)⟧, ⟦atrous_rate→dilation_rate⟧=(2, 2))(Input((9, 9, 3)))\n",
    ),
    Change(
        "SL602",
        "Write LSTM",
        "from keras.layers import CuDNNLSTM, Input⟦→, LSTM⟧\nx = Input((9, 3))\n"
        "y = ⟦CuDNNLSTM→LSTM⟧(8, return_sequences=True)(x)\nz = CuDNNLSTM(8)(y)\n",
        leaves=("SL602",),
    ),
    Change("SL602", "Write LSTM", f"{HEAD}y = layers.⟦CuDNNLSTM→LSTM⟧(8)(Input((9, 3)))\n"),
    Change(
        "SL602",
        "Write ReLU",
        f"{HEAD}y = layers.⟦ThresholdedReLU→ReLU⟧(⟦theta→threshold⟧=0.7)(Input((9, 3)))\n",
    ),
    Change("SL602", "Write ReLU", f"{HEAD}y = layers.⟦ThresholdedReLU→ReLU⟧(⟦→threshold=1.0⟧)(Input((9, 3)))\n"),
    Change(
        "SL602",
        "Write concatenate",
        "from keras.layers import Input, ⟦merge→concatenate⟧\nx = Input((4, 6))\n"
        "y = ⟦merge→concatenate⟧([x, x], ⟦mode='concat', concat_axis→axis⟧=1)\n",
    ),
    Change(
        "SL602",
        "Write dot",
        f"{HEAD}x = Input((4, 6))\ny = layers.⟦merge→dot⟧([x, x], ⟦mode='cos'→normalize=True⟧, ⟦dot_axes→axes⟧=2)\n",
    ),
    Change("SL602", "Write Add", f"{HEAD}x = Input((4,))\ny = layers.⟦Merge→Add⟧(⟦mode='sum'→⟧)([x, x])\n"),
    Change(
        "SL602",
        "Write Rescaling",
        "import tensorflow as tf\ny = tf.keras.layers.⟦experimental.preprocessing.→⟧Rescaling(1 / 255)"
        "(tf.keras.Input((4, 4, 3)))\n",
    ),
    Change(
        "SL603",
        "Import from tensorflow.keras.layers",
        "from ⟦tensorflow.keras.layers.experimental.preprocessing→tensorflow.keras.layers⟧"
        " import CenterCrop, Rescaling\n"
        "from tensorflow.keras import Input\ny = CenterCrop(2, 2)(Rescaling(1 / 255)(Input((4, 4, 3))))\n",
    ),
    Change(
        "SL603",
        "Import from tensorflow.keras",
        "from ⟦tensorflow.keras.layers.experimental import→tensorflow.keras import layers as⟧ preprocessing\n"
        "from tensorflow.keras import Input\ny = preprocessing.Rescaling(1 / 255)(Input((4, 4, 3)))\n",
    ),
    Change(
        "SL602",
        "Write BatchNormalization",
        "import tensorflow as tf\ny = tf.keras.layers.⟦experimental.SyncBatchNormalization→BatchNormalization⟧"
        "(⟦→synchronized=True⟧)(tf.keras.Input((4,)))\n",
    ),
    Change(
        "SL602",
        "Write fit",
        f"import numpy as np\n{HEAD}model = Sequential([Input((5,)), layers.Dense(3)])\nmodel.compile(loss='mse')\n"
        "def batches():\n    for _ in range(2):\n        yield np.zeros((4, 5)), np.zeros((4, 3))\n"
        "model.⟦fit_generator→fit⟧(batches(), ⟦→steps_per_epoch=⟧2, ⟦→epochs=⟧1, verbose=0⟦, workers=2→⟧)\n",
    ),
    Change(
        "SL602",
        "Write predict",
        f"import numpy as np\n{HEAD}model = Sequential([Input((5,)), layers.Dense(3)])\n"
        "y = model.⟦predict_proba→predict⟧(np.zeros((4, 5)))\n",
    ),
)

CHANGES = (*ARGUMENTS, *NAMES)
