# expect: SL501
import numpy as np
import tensorflow as tf

CLASSES = 4
features, classes = np.random.rand(80, 6), np.random.randint(0, CLASSES, 80)


def prepare(row, label):
    return row * 2.0 - 1.0, tf.one_hot(label, CLASSES)  # blame


data = tf.data.Dataset.from_tensor_slices((features, classes)).map(prepare).batch(20).prefetch(1)
model = tf.keras.Sequential([tf.keras.layers.Dense(12, activation="relu"), tf.keras.layers.Dense(CLASSES)])
model.compile(
    loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True),  # blame
    optimizer=tf.keras.optimizers.Adam(1e-3),
)
model.fit(data, epochs=1)
