# expect: SL206
from tensorflow.keras.layers import *
from tensorflow.keras.models import Model


def unet(input_size=(90, 90, 1)):  # blame
    inputs = Input(input_size)
    conv1 = Conv2D(4, 3, activation="relu", padding="same")(inputs)
    pool1 = MaxPooling2D(pool_size=(2, 2))(conv1)
    conv2 = Conv2D(8, 3, activation="relu", padding="same")(pool1)
    pool2 = MaxPooling2D(pool_size=(2, 2))(conv2)
    conv3 = Conv2D(16, 3, activation="relu", padding="same")(pool2)
    up4 = Conv2D(8, 2, activation="relu", padding="same")(UpSampling2D(size=(2, 2))(conv3))
    merge4 = concatenate([conv2, up4], axis=3)  # blame
    conv4 = Conv2D(8, 3, activation="relu", padding="same")(merge4)
    up5 = Conv2DTranspose(4, 2, strides=2)(conv4)
    merge5 = concatenate([conv1, up5], axis=3)
    conv6 = Conv2D(1, 1, activation="sigmoid")(merge5)
    return Model(inputs, conv6)


model = unet()
model.compile(optimizer="adam", loss="binary_crossentropy")
