"""Arguments that a layer does not have."""

from __future__ import annotations

from tests.fixes.changes import Change

HEAD = "from keras import Input, Sequential, layers\n"

CHANGES = (
    Change(
        "SL301",
        "Change to `filters`",
        f"{HEAD}model = Sequential([\n    Input((9, 9, 3)),\n"
        "    layers.Conv2D(⟦filter→filters⟧=32, kernel_size=3),  # the first\n    layers.Flatten(),\n])\n",
    ),
    Change("SL301", "Change to `units`", f"{HEAD}y = layers.Dense(⟦unit→units⟧ = 3)(Input((4,)))\n"),
    Change("SL301", "Remove `colour`", f"{HEAD}y = layers.Dense(3⟦, colour='red'→⟧)(Input((4,)))\n"),
    Change(
        "SL301",
        "Change to `activation`",
        f"{HEAD}hidden = layers.Dense(\n    8,\n    ⟦activaton→activation⟧='relu',  # not linear\n)\n"
        "hidden(Input((4,)))\n",
    ),
    Change(
        "SL301",
        "Change to `return_sequences`",
        f"{HEAD}model = Sequential()\nmodel.add(Input((5, 4)))\n"
        "model.add(layers.LSTM(8, ⟦return_sequence→return_sequences⟧=True))\nmodel.add(layers.LSTM(8))\n",
    ),
    Change("SL304", "Remove `units=`", f"{HEAD}y = layers.Dense(3⟦, units=10→⟧)(Input((4,)))\n"),
    Change("SL208", "Write the inputs as one list", f"{HEAD}a = Input((4,))\ny = layers.Add()(⟦→[⟧a, a⟦→]⟧)\n"),
    Change("SL701", "Remove `strides`", f"{HEAD}y = layers.MaxPooling2D(2⟦, strides=1→⟧)(Input((30, 30, 3)))\n"),
    Change("SL302", "Add kernel_size=3", f"{HEAD}y = layers.Conv2D(8⟦→, 3⟧)(Input((9, 9, 3)))\n"),
    Change(
        "SL302",
        "Add kernel_size=3",
        f"{HEAD}y = layers.Conv2D(filters=8, padding='same'⟦→, kernel_size=3⟧)(Input((9, 9, 3)))\n",
    ),
    Change(
        "SL303",
        'Write padding="same"',
        f'{HEAD}y = layers.Conv2D(8, 3, padding=⟦"smae"→"same"⟧)(Input((9, 9, 3)))\n',
    ),
    Change(
        "SL303",
        "Write units=784 // 2",
        f"{HEAD}y = layers.Dense(⟦784 / 2→784 // 2⟧)(Input((9,)))\n",
    ),
    Change(
        "SL303",
        "Write kernel_size=(3, 3)",
        f"{HEAD}y = layers.Conv2D(8, ⟦(3, 3, 3)→(3, 3)⟧)(Input((9, 9, 3)))\n",
    ),
    Change("SL303", "Write units=1", f"{HEAD}y = layers.Dense(⟦0→1⟧)(Input((9,)))\n"),
    Change("SL303", "Write rate=0.2", f"{HEAD}y = layers.Dropout(⟦20→0.2⟧)(Input((9,)))\n"),
    Change(
        "SL303",
        "Call the layer on the list",
        f"{HEAD}a, b = Input((9,)), Input((3,))\ny = layers.Dense(2)(layers.Concatenate(⟦→)(⟧[a, b]))\n",
    ),
)
