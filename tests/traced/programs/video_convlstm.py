import keras
from keras import layers
import numpy as np

FRAMES, H, W = 6, 32, 24

seq = keras.Sequential()
seq.add(keras.Input(shape=(None, H, W, 1)))
seq.add(layers.ConvLSTM2D(filters=4, kernel_size=(3, 3), padding="same", return_sequences=True))
seq.add(layers.BatchNormalization())
seq.add(layers.ConvLSTM2D(filters=4, kernel_size=(3, 3), padding="same", return_sequences=True))
seq.add(layers.BatchNormalization())
seq.add(layers.Conv3D(filters=1, kernel_size=(3, 3, 3), activation="sigmoid", padding="same"))
seq.compile(loss="binary_crossentropy", optimizer="adadelta")


def c3d(shape=(FRAMES, H, W, 3), classes=4):
    inp = layers.Input(shape)
    x = layers.Conv3D(4, 3, activation="relu", padding="same")(inp)
    x = layers.MaxPooling3D(pool_size=(1, 2, 2))(x)
    x = layers.Conv3D(8, (3, 3, 3), strides=(2, 1, 1), activation="relu", padding="same")(x)
    x = layers.AveragePooling3D(2)(x)
    x = layers.SpatialDropout3D(0.2)(x)
    x = layers.ZeroPadding3D((0, 1, 1))(x)
    x = layers.GlobalAveragePooling3D()(x)
    return keras.Model(inp, layers.Dense(classes, activation="softmax")(x))


frame_encoder = keras.Sequential([
    layers.Input((H, W, 3)),
    layers.Conv2D(4, 3, activation="relu"),
    layers.MaxPooling2D(),
    layers.Flatten(),
    layers.Dense(12),
])
clip = layers.Input((FRAMES, H, W, 3))
x = layers.TimeDistributed(frame_encoder)(clip)
x = layers.LSTM(10, return_sequences=True)(x)
x = layers.TimeDistributed(layers.Dropout(0.3))(x)
x = layers.GlobalAveragePooling1D()(x)
video = keras.Model(clip, layers.Dense(5)(x))

per_frame = layers.TimeDistributed(layers.Conv2D(6, (3, 3), padding="same"))(clip)
pooled = layers.TimeDistributed(layers.GlobalMaxPooling2D())(per_frame)
last = layers.Lambda(lambda t: t[:, -1])(pooled)

net = c3d()
out = net(np.zeros((2, FRAMES, H, W, 3)))
last_map = layers.ConvLSTM2D(3, 3, strides=2)(clip)
