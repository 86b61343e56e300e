# expect: SL421
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

steps, width = 12, 16
angles = np.arange(steps)[:, None] / np.power(100.0, np.arange(width)[None] / width)
positions = np.sin(angles)[None].astype("float32")

tokens = keras.Input((steps,), dtype="int32")
embedded = layers.Embedding(50, width)(tokens)
placed = layers.Add()([positions, embedded])  # blame
attended = layers.MultiHeadAttention(num_heads=2, key_dim=8)(placed, placed)
outputs = layers.Dense(1, activation="sigmoid")(layers.GlobalAveragePooling1D()(attended))
model = keras.Model(tokens, outputs)
print(model.predict(np.zeros((2, steps), "int32"), verbose=0).shape)
