import tensorflow as tf
from tensorflow.keras.utils import to_categorical

(x, y), (xv, yv) = tf.keras.datasets.cifar10.load_data()
x, xv = x.astype("float32") / 255, xv.astype("float32") / 255
y, yv = to_categorical(y, 10), to_categorical(yv, 10)

model = tf.keras.models.Sequential([
    tf.keras.Input(shape=(32, 32, 3)),
    tf.keras.layers.Conv2D(8, 3, strides=2, activation="relu"),
    tf.keras.layers.Flatten(),
    tf.keras.layers.Dense(10),
])
loss_fn = tf.keras.losses.CategoricalCrossentropy(from_logits=True)
model.compile(optimizer="adam", loss=loss_fn, metrics=["accuracy"])
model.fit(x, y, validation_data=(xv, yv), epochs=1)
