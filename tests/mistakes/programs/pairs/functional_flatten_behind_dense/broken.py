# expect: SL404
import tensorflow as tf

inputs = tf.keras.Input(shape=(64,))
x = tf.keras.layers.Dense(32, activation="relu")(inputs)
outputs = tf.keras.layers.Dense(10)  # blame
model = tf.keras.Model(inputs=inputs, outputs=outputs)  # blame
