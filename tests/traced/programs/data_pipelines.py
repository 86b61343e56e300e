"""Models fed by tf.data, by a generator and by a Sequence."""
import math

import numpy as np
import tensorflow as tf
from tensorflow.keras import layers, utils
from tensorflow.keras.models import Sequential, Model

IMG = (24, 24)
N_CLASSES = 4
BATCH = 8


def load(index):
    image = tf.random.uniform((*IMG, 3))
    label = tf.one_hot(tf.cast(index % N_CLASSES, tf.int32), N_CLASSES)
    return image, label


def augment(image, label):
    image = tf.image.random_flip_left_right(image)
    return image * 2.0 - 1.0, label


dataset = tf.data.Dataset.range(64).map(load).map(augment).batch(BATCH).prefetch(2)

cnn = Sequential([
    layers.Conv2D(4, 3, activation="relu", input_shape=(*IMG, 3)),
    layers.GlobalAveragePooling2D(),
    layers.Dense(N_CLASSES, activation="softmax"),
])
cnn.compile("adam", "categorical_crossentropy")
cnn.fit(dataset, epochs=1)


def batches(n):
    while True:
        x = np.random.rand(n, 10).astype("float32")
        y = np.random.randint(0, 2, (n, 1))
        yield x, y


gen = batches(5)
sample_x, sample_y = next(gen)
mlp = Sequential()
mlp.add(layers.Dense(6, activation="relu", input_shape=(sample_x.shape[1],)))
mlp.add(layers.Dense(sample_y.shape[-1], activation="sigmoid"))
mlp.compile("sgd", "binary_crossentropy")
mlp.fit(gen, steps_per_epoch=2, epochs=1)


class Patches(utils.Sequence):
    def __init__(self, images, labels, batch_size):
        super().__init__()
        self.images, self.labels = images, labels
        self.batch_size = batch_size

    def __len__(self):
        return math.ceil(len(self.images) / self.batch_size)

    def __getitem__(self, idx):
        low = idx * self.batch_size
        high = min(low + self.batch_size, len(self.images))
        return self.images[low:high], self.labels[low:high]


images = np.zeros((30, 16, 16, 1), dtype="float32")
labels = utils.to_categorical(np.arange(30) % 3, num_classes=3)
train = Patches(images, labels, 10)
batch_x, batch_y = train[0]
inp = layers.Input(batch_x.shape[1:])
h = layers.Flatten()(inp)
h = layers.Dense(12)(h)
out = layers.Dense(batch_y.shape[1])(h)
net = Model(inp, out)
net.compile("adam", "mse")
net.fit(train)

(x_train, y_train), (x_test, y_test) = tf.keras.datasets.cifar10.load_data()
x_train, x_test = x_train[:40] / 255.0, x_test[:10] / 255.0
y_train = tf.keras.utils.to_categorical(y_train[:40], 10)
cifar_input = tf.keras.Input(shape=x_train[0].shape)
c = layers.Conv2D(5, (3, 3), padding="same")(cifar_input)
c = layers.MaxPool2D()(c)
c = layers.Flatten()(c)
cifar = Model(cifar_input, layers.Dense(y_train.shape[-1], activation="softmax")(c))

x_mean = np.mean(x_train, axis=(0, 1, 2))
columns = np.column_stack([np.arange(20), np.ones(20), np.linspace(0, 1, 20)])
features, targets = columns[:, :-1], columns[:, -1]
regression = Sequential([layers.Dense(8, input_dim=features.shape[1]), layers.Dense(1)])
regression.compile("sgd", "mse")
regression.fit(features, targets, verbose=0)
