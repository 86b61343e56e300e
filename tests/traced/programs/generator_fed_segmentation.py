"""Images and masks that a generator makes, endless, and the same as a PyDataset."""
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

SIZE, CLASSES, BATCH = 32, 3, 4


def load_pair(index):
    image = np.random.RandomState(index).rand(SIZE, SIZE, 3)
    mask = (image[..., :1] * CLASSES).astype("uint8")
    return image.astype("float32"), mask


def batches(indices, batch_size=BATCH):
    while True:
        np.random.shuffle(indices)
        for start in range(0, len(indices) - batch_size + 1, batch_size):
            images, masks = [], []
            for index in indices[start:start + batch_size]:
                image, mask = load_pair(index)
                images.append(image)
                masks.append(mask)
            yield np.array(images), keras.utils.to_categorical(np.array(masks), CLASSES)


class Pairs(keras.utils.Sequence):
    def __init__(self, count, batch_size):
        super().__init__()
        self.count, self.batch_size = count, batch_size

    def __len__(self):
        return self.count // self.batch_size

    def __getitem__(self, idx):
        x = np.zeros((self.batch_size, SIZE, SIZE, 3), dtype="float32")
        y = np.zeros((self.batch_size, SIZE, SIZE, 1), dtype="uint8")
        for j in range(self.batch_size):
            x[j], y[j] = load_pair(idx * self.batch_size + j)
        return x, y


train = batches(list(range(12)))
image_batch, mask_batch = next(train)
inputs = keras.Input(image_batch.shape[1:])
down = layers.Conv2D(8, 3, strides=2, padding="same", activation="relu")(inputs)
middle = layers.Conv2D(16, 3, padding="same", activation="relu")(down)
up = layers.Conv2DTranspose(8, 3, strides=2, padding="same")(middle)
joined = layers.Concatenate()([up, inputs])
outputs = layers.Conv2D(mask_batch.shape[-1], 1, activation="softmax")(joined)
unet = keras.Model(inputs, outputs)
unet.compile("adam", "categorical_crossentropy")
unet.fit(train, steps_per_epoch=3, epochs=1)

pairs = Pairs(12, BATCH)
first, target = pairs[0]
plain = keras.Sequential([
    layers.Conv2D(4, 3, padding="same"),
    layers.Conv2D(CLASSES, target.shape[-1], activation="softmax"),
])
plain.compile("adam", "sparse_categorical_crossentropy")
plain.fit(pairs, epochs=1)
