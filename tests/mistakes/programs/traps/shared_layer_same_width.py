import keras
import numpy as np
from keras import layers

question, answer = keras.Input((None,), dtype="int32"), keras.Input((None,), dtype="int32")
embed = layers.Embedding(100, 16)
encode = layers.LSTM(8)
score = layers.Dot(axes=1)([encode(embed(question)), encode(embed(answer))])
model = keras.Model([question, answer], score)
model.compile("adam", "mse")
model.fit([np.ones((6, 4), "int32"), np.ones((6, 9), "int32")], np.ones((6, 1)), epochs=1)
