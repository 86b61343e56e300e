import tensorflow as tf
from tensorflow.keras import Input, Model
from tensorflow.keras.layers import Add, Concatenate, Conv2D, Lambda
import numpy as np


def rdb(x, growth=16, n=3, filters=32):
    parts = [x]
    for _ in range(n):
        h = Concatenate()(parts) if len(parts) > 1 else parts[0]
        parts.append(Conv2D(growth, 3, padding="same", activation="relu")(h))
    fused = Conv2D(filters, 1)(Concatenate()(parts))
    return Add()([x, fused])


def shuffle(scale):
    return Lambda(lambda t: tf.nn.depth_to_space(t, scale), name=f"x{scale}")


def rdn(scale=2, shape=(None, None, 3), blocks=3):
    lr = Input(shape)
    shallow = Conv2D(32, 3, padding="same")(lr)
    x = Conv2D(32, 3, padding="same")(shallow)
    outs = []
    for _ in range(blocks):
        x = rdb(x)
        outs.append(x)
    g = Conv2D(32, 1)(Concatenate()(outs))
    g = Add()([Conv2D(32, 3, padding="same")(g), shallow])
    g = Conv2D(3 * scale**2, 3, padding="same")(g)
    return Model(lr, shuffle(scale)(g), name=f"rdn_x{scale}")


hr = tf.random.uniform((6, 48, 48, 3))
for s in (2, 3, 4):
    net = rdn(s, blocks=2)
    lr = tf.image.resize(hr, (48 // s, 48 // s), method="bicubic")
    net.compile("adam", "mae", metrics=[lambda a, b: tf.image.psnr(a, b, 1.0)])
    net.fit(lr, hr, epochs=1, verbose=0)
    sr = net(lr)
    print(s, lr.shape, sr.shape)
fixed = rdn(4, (20, 30, 1 * 3))
print(fixed.output_shape, fixed.predict(np.zeros((1, 20, 30, 3))).shape)
