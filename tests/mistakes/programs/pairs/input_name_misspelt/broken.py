# expect: SL412
import numpy as np
from keras import Input, Model, layers

words = Input((30,), name="words")
meta = Input((5,), name="meta")
out = layers.Dense(1, activation="sigmoid")(layers.concatenate([words, meta]))
model = Model([words, meta], out)
model.compile("adam", "binary_crossentropy")
model.fit(
    {"words": np.random.rand(20, 30), "metadata": np.random.rand(20, 5)},  # blame
    np.random.randint(0, 2, 20),
    epochs=1,
)
