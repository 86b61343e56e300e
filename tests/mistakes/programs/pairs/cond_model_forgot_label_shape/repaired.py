import numpy as np
from tensorflow.keras.layers import Input, Embedding, Flatten, Dense, Concatenate
from tensorflow.keras.models import Model

noise = Input((50,))
label = Input((1,), dtype="int32")
emb = Flatten()(Embedding(10, 20)(label))
h = Concatenate()([noise, emb])
img = Dense(64, activation="sigmoid")(h)
g = Model([noise, label], img)
z = np.random.normal(0, 1, (5, 50))
digits = np.arange(5).reshape(-1, 1)
samples = g.predict([z, digits])
