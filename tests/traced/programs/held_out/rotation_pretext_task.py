import numpy as np
from tensorflow.keras import layers, models, utils, datasets

(x, y), (xt, yt) = datasets.cifar10.load_data()
x, y = x[:300].astype("float32") / 255, y[:300, 0]


def rotations(images):
    turned = [np.rot90(images, k, axes=(1, 2)) for k in range(4)]
    labels = np.repeat(np.arange(4), len(images))
    return np.concatenate(turned), utils.to_categorical(labels, 4)


rx, ry = rotations(x)
assert rx.shape == (1200, 32, 32, 3) and ry.shape == (1200, 4)


def block(filters, pool=True):
    out = [layers.Conv2D(filters, 3, padding="same"), layers.BatchNormalization(), layers.ReLU()]
    return out + [layers.MaxPool2D()] if pool else out


trunk = models.Sequential([layers.Input((32, 32, 3)), *block(16), *block(32), *block(64, pool=False), layers.GlobalAveragePooling2D()])
pretext = models.Sequential([trunk, layers.Dense(4, activation="softmax")])
pretext.compile("adam", "categorical_crossentropy")
pretext.fit(rx, ry, epochs=1, batch_size=64)
trunk.trainable = False
probe_x = trunk.predict(x)
probe = models.Sequential([layers.Dense(10, activation="softmax")])
probe.compile("adam", "sparse_categorical_crossentropy")
probe.fit(probe_x, y, epochs=2)
full = models.Sequential([trunk, probe])
print(probe_x.shape, full.predict(xt[:9] / 255.0).shape, full.output_shape)
