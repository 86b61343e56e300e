# expect: SL502
import numpy as np
import tensorflow as tf

x = np.random.normal(size=(90, 20))
y = np.random.randint(0, 5, 90)

model = tf.keras.models.Sequential()
model.add(tf.keras.layers.Dense(32, activation="relu", input_shape=[20]))
model.add(tf.keras.layers.Dense(5, activation="softmax"))  # blame
model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])  # blame
model.fit(x, y, epochs=1)
