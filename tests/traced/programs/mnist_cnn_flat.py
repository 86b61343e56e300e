# Simple convnet on MNIST, notebook style: everything at the top level.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

num_classes = 10
input_shape = (28, 28, 1)

(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
x_train = x_train[:64].astype("float32") / 255
x_test = x_test[:32].astype("float32") / 255
x_train = np.expand_dims(x_train, -1)
x_test = np.expand_dims(x_test, -1)
print("x_train shape:", x_train.shape)

y_train = keras.utils.to_categorical(y_train[:64], num_classes)
y_test = keras.utils.to_categorical(y_test[:32], num_classes)

model = keras.Sequential(
    [
        keras.Input(shape=input_shape),
        layers.Conv2D(8, kernel_size=(3, 3), activation="relu"),
        layers.MaxPooling2D(pool_size=(2, 2)),
        layers.Conv2D(16, kernel_size=(3, 3), activation="relu"),
        layers.MaxPooling2D(pool_size=(2, 2)),
        layers.Flatten(),
        layers.Dropout(0.5),
        layers.Dense(num_classes, activation="softmax"),
    ]
)
model.summary()

batch_size = 16
epochs = 1
model.compile(loss="categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
model.fit(x_train, y_train, batch_size=batch_size, epochs=epochs, validation_split=0.1)
score = model.evaluate(x_test, y_test, verbose=0)
print("Test loss:", score[0], "accuracy:", score[1])

# a second, deeper version with the old way of giving the input shape
deep = tf.keras.models.Sequential()
deep.add(tf.keras.layers.Conv2D(8, (3, 3), padding="same", activation="relu", input_shape=x_train.shape[1:]))
deep.add(tf.keras.layers.BatchNormalization())
deep.add(tf.keras.layers.Conv2D(8, (3, 3), strides=2, activation="relu"))
deep.add(tf.keras.layers.AveragePooling2D((2, 2), strides=(1, 1), padding="same"))
deep.add(tf.keras.layers.Dropout(rate=0.25))
deep.add(tf.keras.layers.Flatten())
deep.add(tf.keras.layers.Dense(32))
deep.add(tf.keras.layers.Activation("relu"))
deep.add(tf.keras.layers.Dense(y_train.shape[1], activation=tf.nn.softmax))
deep.compile(optimizer=tf.keras.optimizers.RMSprop(1e-3), loss=tf.keras.losses.CategoricalCrossentropy())
history = deep.fit(x_train, y_train, epochs=2)
print(history.history["loss"])
