import numpy as np
from tensorflow.keras.layers import (
    Activation,
    BatchNormalization,
    Conv2D,
    Conv2DTranspose,
    Dropout,
    Input,
    MaxPool2D,
    UpSampling2D,
    concatenate,
)
from tensorflow.keras.models import Model
from tensorflow.keras.optimizers import Adam
import tensorflow.keras.backend as K

IMG_HEIGHT = 64
IMG_WIDTH = 96
IMG_CHANNELS = 3


def dice_coef(y_true, y_pred, smooth=1.0):
    intersection = K.sum(y_true * y_pred)
    return (2.0 * intersection + smooth) / (K.sum(y_true) + K.sum(y_pred) + smooth)


def double_conv(tensor, n_filters, kernel_size=3, batchnorm=True):
    for _ in range(2):
        tensor = Conv2D(filters=n_filters, kernel_size=(kernel_size, kernel_size), padding="same")(tensor)
        if batchnorm:
            tensor = BatchNormalization()(tensor)
        tensor = Activation("relu")(tensor)
    return tensor


def get_unet(input_img, n_filters=4, dropout=0.1, batchnorm=True):
    # contracting path
    c1 = double_conv(input_img, n_filters * 1, 3, batchnorm)
    p1 = MaxPool2D((2, 2))(c1)
    p1 = Dropout(dropout)(p1)

    c2 = double_conv(p1, n_filters * 2, 3, batchnorm)
    p2 = MaxPool2D((2, 2))(c2)
    p2 = Dropout(dropout)(p2)

    c3 = double_conv(p2, n_filters * 4, 3, batchnorm)
    p3 = MaxPool2D((2, 2))(c3)
    p3 = Dropout(dropout)(p3)

    c4 = double_conv(p3, n_filters=n_filters * 8, batchnorm=batchnorm)

    # expansive path
    u5 = Conv2DTranspose(n_filters * 4, (3, 3), strides=(2, 2), padding="same")(c4)
    u5 = concatenate([u5, c3])
    u5 = Dropout(dropout)(u5)
    c5 = double_conv(u5, n_filters * 4)

    u6 = Conv2DTranspose(n_filters * 2, 2, strides=2)(c5)
    u6 = concatenate([u6, c2], axis=-1)
    c6 = double_conv(u6, n_filters * 2)

    u7 = UpSampling2D(size=(2, 2), interpolation="bilinear")(c6)
    u7 = Conv2D(n_filters, 1)(u7)
    u7 = concatenate([u7, c1], axis=3)
    c7 = double_conv(u7, n_filters)

    outputs = Conv2D(1, (1, 1), activation="sigmoid")(c7)
    return Model(inputs=[input_img], outputs=[outputs])


input_img = Input((IMG_HEIGHT, IMG_WIDTH, IMG_CHANNELS), name="img")
model = get_unet(input_img, dropout=0.05)
model.compile(optimizer=Adam(learning_rate=1e-3), loss="binary_crossentropy", metrics=[dice_coef])

X = np.zeros((8, IMG_HEIGHT, IMG_WIDTH, IMG_CHANNELS), dtype=np.float32)
Y = np.zeros((8, IMG_HEIGHT, IMG_WIDTH, 1), dtype=np.float32)
model.fit(X, Y, batch_size=2, epochs=1)
preds = model.predict(X, verbose=1)
preds_t = (preds > 0.5).astype(np.uint8)
print(preds_t.shape)
