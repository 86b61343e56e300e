from tensorflow.keras.layers import *
from tensorflow.keras.models import *
from tensorflow.keras import datasets, utils
import numpy as np

(xtr, ytr), (xte, yte) = datasets.fashion_mnist.load_data()
xtr = np.stack([xtr[:800]] * 3, axis=-1) / 255.
xte = np.stack((xte[:200],) * 3, axis=-1) / 255.
ytr = utils.to_categorical(ytr[:800])
yte = utils.to_categorical(yte[:200], num_classes=10)


def bn_conv(x, n, k, s=1, p='same'):
    x = Conv2D(n, k, strides=s, padding=p, use_bias=False)(x)
    x = BatchNormalization(scale=False)(x)
    return ReLU()(x)


def inception(x, a, b, c, d):
    p1 = bn_conv(x, a, 1)
    p2 = bn_conv(bn_conv(x, b[0], 1), b[1], 3)
    p3 = bn_conv(bn_conv(bn_conv(x, c[0], 1), c[1], 3), c[1], 3)
    p4 = bn_conv(MaxPooling2D(3, strides=1, padding='same')(x), d, 1)
    return Concatenate(axis=-1)([p1, p2, p3, p4])


def reduction(x, b, c):
    p1 = MaxPooling2D(3, strides=2)(x)
    p2 = bn_conv(x, b, 3, 2, 'valid')
    p3 = bn_conv(x, c[0], 1)
    p3 = bn_conv(p3, c[1], (1, 3))
    p3 = bn_conv(p3, c[1], (3, 1))
    p3 = bn_conv(p3, c[2], 3, s=2, p='valid')
    return concatenate([p1, p2, p3])


def squeeze_excite(x, r=8):
    c = x.shape[-1]
    s = GlobalAveragePooling2D(keepdims=True)(x)
    s = Dense(c // r, activation='relu')(s)
    s = Dense(c, activation='sigmoid')(s)
    return Multiply()([x, s])


i = Input(xtr.shape[1:])
x = bn_conv(i, 32, 3)
x = inception(x, 16, (16, 24), (8, 16), 8)
x = squeeze_excite(x)
aux = GlobalAveragePooling2D()(x)
aux = Dense(10, activation='softmax', name='aux')(aux)
x = reduction(x, 48, (16, 24, 32))
x = inception(x, 32, (24, 48), (12, 24), 16)
x = squeeze_excite(x, r=4)
x = SpatialDropout2D(.1)(x)
x = GlobalMaxPooling2D()(x)
o = Dense(10, activation='softmax', name='main')(x)
m = Model(i, [o, aux])
m.compile('adam', ['categorical_crossentropy'] * 2, loss_weights=[1, .3], metrics=[['accuracy'], ['accuracy']])
m.fit(xtr, [ytr, ytr], validation_data=(xte, [yte, yte]), epochs=2, batch_size=100)
main_p, aux_p = m.predict(xte)
print((main_p.argmax(1) == aux_p.argmax(1)).mean())
m2 = Model(m.inputs, m.get_layer('main').output)
print(m2.evaluate is not None, m2.predict(xte[:5]).shape, [n.shape for n in m.outputs])
