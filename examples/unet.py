"""A small U-Net, written with the functional API: each step up is joined with the step down of the same size."""

import keras
from keras import layers

inputs = keras.Input(shape=(128, 128, 3), name="image")

down1 = layers.Conv2D(16, 3, padding="same", activation="relu")(inputs)
pooled1 = layers.MaxPooling2D(2)(down1)
down2 = layers.Conv2D(32, 3, padding="same", activation="relu")(pooled1)
pooled2 = layers.MaxPooling2D(2)(down2)

bottom = layers.Conv2D(64, 3, padding="same", activation="relu")(pooled2)

up2 = layers.Conv2DTranspose(32, 2, strides=2)(bottom)
joined2 = layers.Concatenate()([up2, down2])
block2 = layers.Conv2D(32, 3, padding="same", activation="relu")(joined2)
up1 = layers.UpSampling2D(2)(block2)
joined1 = layers.concatenate([up1, down1])
block1 = layers.Conv2D(16, 3, padding="same", activation="relu")(joined1)

mask = layers.Conv2D(1, 1, activation="sigmoid", name="mask")(block1)
unet = keras.Model(inputs, mask, name="unet")

if __name__ == "__main__":
    unet.summary()
