import math

import keras
import numpy as np
from keras import layers

SIZE = 96
CLASSES = 4


class Shapes(keras.utils.Sequence):
    """Coloured rectangles on noise; the mask says which colour."""

    def __init__(self, n, batch, seed=0, **kw):
        super().__init__(**kw)
        self.n, self.batch = n, batch
        self.rng = np.random.default_rng(seed)

    def __len__(self):
        return math.ceil(self.n / self.batch)

    def __getitem__(self, index):
        image = self.rng.random((self.batch, SIZE, SIZE, 3)).astype("float32")
        mask = np.zeros((self.batch, SIZE, SIZE, 1), "uint8")
        for k in range(self.batch):
            top, left = self.rng.integers(0, SIZE // 2, size=2)
            h, w = self.rng.integers(8, SIZE // 2, size=2)
            label = self.rng.integers(1, CLASSES)
            mask[k, top:top + h, left:left + w, 0] = label
            image[k, top:top + h, left:left + w, label - 1] += 1
        return image, mask


def conv_block(x, filters, n=2):
    for _ in range(n):
        x = layers.Conv2D(filters, 3, padding="same", use_bias=False)(x)
        x = layers.BatchNormalization()(x)
        x = layers.ReLU()(x)
    return x


def unet(depth=3, base=16):
    inputs = layers.Input((SIZE, SIZE, 3))
    x, skips = inputs, []
    for level in range(depth):
        x = conv_block(x, base * 2 ** level)
        skips.append(x)
        x = layers.MaxPool2D()(x)
    x = conv_block(x, base * 2 ** depth)
    x = layers.SpatialDropout2D(0.2)(x)
    while skips:
        skip = skips.pop()
        x = layers.Conv2DTranspose(skip.shape[-1], 2, strides=2, padding="same")(x)
        x = layers.concatenate([x, skip])
        x = conv_block(x, skip.shape[-1])
    return keras.Model(inputs, layers.Conv2D(CLASSES, 1, activation="softmax")(x), name=f"unet{depth}")


train, test = Shapes(64, 8), Shapes(16, 8, seed=1)
model = unet()
model.compile("rmsprop", loss="sparse_categorical_crossentropy", metrics=["sparse_categorical_accuracy"])
model.fit(train, validation_data=test, epochs=2)

images, masks = test[0]
guess = model.predict(images).argmax(axis=-1)[..., None]
iou = []
for c in range(CLASSES):
    inter = np.logical_and(guess == c, masks == c).sum()
    union = np.logical_or(guess == c, masks == c).sum()
    iou.append(inter / max(union, 1))
print("IoU", np.round(iou, 3))
shallow = unet(depth=2, base=8)
print([(l.name, l.output.shape) for l in shallow.layers if "conv2d" in l.name])
