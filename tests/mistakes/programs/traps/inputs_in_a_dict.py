import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

age = keras.Input((1,), name="age")
text = keras.Input((20,), name="text")
x = layers.concatenate([age, layers.Dense(4)(text)])
model = keras.Model(inputs={"age": age, "text": text}, outputs=layers.Dense(1)(x))
model.compile("adam", "mse")
model.fit({"text": np.random.rand(16, 20), "age": np.random.rand(16, 1)}, np.random.rand(16, 1), epochs=1)
model.predict({"age": np.zeros((2, 1)), "text": np.zeros((2, 20))})
