"""A U-Net for images of any size: Keras builds it, and the skips join only where height and width are multiples of 16."""

from keras import Input, Model
from keras.layers import Concatenate, Conv2D, Conv2DTranspose, MaxPooling2D


def unet(shape=(None, None, 3), filters=(8, 16, 32, 64)):
    inputs = Input(shape)
    x = inputs
    skips = []
    for count in filters:
        x = Conv2D(count, 3, padding="same", activation="relu")(x)
        skips.append(x)
        x = MaxPooling2D(2)(x)
    x = Conv2D(128, 3, padding="same", activation="relu")(x)
    for count, skip in zip(reversed(filters), reversed(skips)):
        x = Conv2DTranspose(count, 2, strides=2)(x)
        x = Concatenate()([x, skip])
        x = Conv2D(count, 3, padding="same", activation="relu")(x)
    return Model(inputs, Conv2D(1, 1, activation="sigmoid")(x))


model = unet()

if __name__ == "__main__":
    model.summary()
