import numpy as np
import tensorflow as tf

x = np.random.rand(10, 20, 3)
y = np.arange(10) % 2
model = tf.keras.Sequential([
    tf.keras.layers.Permute((2, 1), input_shape=(20, 3)),
    tf.keras.layers.Conv1D(4, 2, activation="relu"),
    tf.keras.layers.GlobalMaxPooling1D(),
    tf.keras.layers.Dropout(0.5),
    tf.keras.layers.Dense(1, activation="sigmoid"),
])
model.compile("adam", "binary_crossentropy")
model.fit(x, y, epochs=1)
