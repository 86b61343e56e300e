import tensorflow as tf


def cnn(depth):
    model = tf.keras.Sequential([tf.keras.Input((28, 28, 1))])
    for i in range(depth):
        model.add(tf.keras.layers.Conv2D(8 * 2**i, 3, activation="relu"))
        model.add(tf.keras.layers.MaxPool2D(2))
    model.add(tf.keras.layers.Flatten())
    model.add(tf.keras.layers.Dense(10))
    return model


model = cnn(depth=2)
