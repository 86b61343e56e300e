from tensorflow.keras import Input, Model
from tensorflow.keras.layers import *


def conv(x, nf, k, s=1, pad="same"):
    x = Conv2D(nf, k, strides=s, padding=pad, use_bias=False)(x)
    x = BatchNormalization(axis=-1, scale=False)(x)
    return Activation("relu")(x)


def inception(x, *, f1, f3, f5, fp):
    f3_reduce, f3_out = f3
    (f5_reduce, f5_out) = f5
    b1 = conv(x, f1, 1)
    b2 = conv(conv(x, f3_reduce, 1), f3_out, 3)
    b3 = conv(conv(x, f5_reduce, (1, 1)), f5_out, (5, 5))
    b4 = conv(MaxPooling2D(3, strides=1, padding="same")(x), fp, 1)
    return Concatenate(axis=-1)([b1, b2, b3, b4])


CONFIG = [
    dict(f1=8, f3=(6, 8), f5=(2, 4), fp=4),
    dict(f1=12, f3=(8, 16), f5=(4, 8), fp=6),
    "pool",
    dict(f1=16, f3=(8, 16), f5=(4, 8), fp=8),
]

inputs = Input(shape=(96, 96, 3))
x = conv(inputs, 16, 7, s=2)
x = MaxPooling2D(3, strides=2, padding="same")(x)
x = ZeroPadding2D(((1, 0), (0, 1)))(x)
x = conv(x, 24, 3, pad="valid")
aux = None
for i, block in enumerate(CONFIG):
    if block == "pool":
        x = MaxPooling2D(pool_size=3, strides=2, padding="same")(x)
        continue
    x = inception(x, **block)
    if i == 1:
        aux = GlobalMaxPooling2D()(x)
        aux = Dense(10, activation="softmax", name="aux")(aux)

x = AveragePooling2D(pool_size=x.shape[1:3])(x)
x = Flatten()(x)
x = Dropout(0.4)(x)
main = Dense(10, activation="softmax", name="main")(x)
model = Model(inputs, [main, aux])
