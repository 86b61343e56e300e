from tensorflow.keras.layers import Input, Conv2D, MaxPooling2D, concatenate
from tensorflow.keras.models import Model

def inception_module(x, f1, f3, f5, proj):
    a = Conv2D(f1, (1, 1), padding="same", activation="relu")(x)
    b = Conv2D(f3, (3, 3), padding="same", activation="relu")(x)
    c = Conv2D(f5, (5, 5), padding="same", activation="relu")(x)
    d = MaxPooling2D((3, 3), strides=(1, 1), padding="same")(x)
    d = Conv2D(proj, (1, 1), padding="same", activation="relu")(d)
    return concatenate([a, b, c, d], axis=3)

inp = Input((28, 28, 192))
out = inception_module(inp, 64, 128, 32, 32)
model = Model(inp, out)
