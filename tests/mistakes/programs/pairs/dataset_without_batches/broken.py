# expect: SL416
import numpy as np
import tensorflow as tf

x = np.random.rand(60, 10).astype("float32")
y = np.random.randint(0, 2, (60, 1)).astype("float32")
dataset = tf.data.Dataset.from_tensor_slices((x, y))  # blame
dataset = dataset.shuffle(60)  # blame

model = tf.keras.Sequential([
    tf.keras.layers.Input((10,)),
    tf.keras.layers.Dense(16, activation="relu"),
    tf.keras.layers.Dense(1, activation="sigmoid"),
])
model.compile(optimizer="adam", loss="binary_crossentropy")
model.fit(dataset, epochs=1)  # blame
