import numpy as np
import tensorflow as tf

age = tf.keras.Input((1,), name="age")
income = tf.keras.Input((1,), name="income")
x = tf.keras.layers.concatenate([age, income])
model = tf.keras.Model([age, income], tf.keras.layers.Dense(1, activation="sigmoid")(x))
model.compile("adam", "binary_crossentropy")
columns = {"age": np.random.rand(20, 1), "income": np.random.rand(20, 1)}
target = np.random.randint(0, 2, (20, 1))
ds = tf.data.Dataset.from_tensor_slices((columns, target)).batch(5)
model.fit(ds, epochs=1)
