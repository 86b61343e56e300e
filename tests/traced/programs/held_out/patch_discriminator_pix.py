from keras import Input, Model, initializers
from keras.layers import Activation, BatchNormalization, Concatenate, Conv2D, Conv2DTranspose, Dropout, LeakyReLU
import numpy as np

INIT = initializers.RandomNormal(stddev=0.02)


def define_discriminator(image_shape):
    in_src = Input(shape=image_shape)
    in_target = Input(shape=image_shape)
    d = Concatenate()([in_src, in_target])
    d = Conv2D(32, (4, 4), strides=(2, 2), padding='same', kernel_initializer=INIT)(d)
    d = LeakyReLU(negative_slope=0.2)(d)
    for n in (64, 128):
        d = Conv2D(n, (4, 4), strides=(2, 2), padding='same', kernel_initializer=INIT)(d)
        d = BatchNormalization()(d)
        d = LeakyReLU(negative_slope=0.2)(d)
    d = Conv2D(128, (4, 4), padding='same', kernel_initializer=INIT)(d)
    d = Conv2D(1, (4, 4), padding='same', kernel_initializer=INIT)(d)
    model = Model([in_src, in_target], Activation('sigmoid')(d))
    model.compile(loss='binary_crossentropy', optimizer='adam', loss_weights=[0.5])
    return model


def encoder_block(layer_in, n, bn=True):
    g = Conv2D(n, (4, 4), strides=(2, 2), padding='same', kernel_initializer=INIT)(layer_in)
    if bn:
        g = BatchNormalization()(g, training=True)
    return LeakyReLU(negative_slope=0.2)(g)


def decoder_block(layer_in, skip, n, dropout=True):
    g = Conv2DTranspose(n, (4, 4), strides=(2, 2), padding='same', kernel_initializer=INIT)(layer_in)
    g = BatchNormalization()(g, training=True)
    if dropout:
        g = Dropout(0.5)(g, training=True)
    return Activation('relu')(Concatenate()([g, skip]))


def define_generator(image_shape=(64, 64, 3)):
    i = Input(shape=image_shape)
    e = [encoder_block(i, 16, bn=False)]
    for n in (32, 64, 128):
        e.append(encoder_block(e[-1], n))
    b = Activation('relu')(Conv2D(128, (4, 4), strides=(2, 2), padding='same')(e[-1]))
    d = b
    for k, (n, skip) in enumerate(zip((128, 64, 32, 16), e[::-1])):
        d = decoder_block(d, skip, n, dropout=k < 2)
    g = Conv2DTranspose(image_shape[2], (4, 4), strides=(2, 2), padding='same')(d)
    return Model(i, Activation('tanh')(g))


def define_gan(g, d, shape):
    for layer in d.layers:
        if not isinstance(layer, BatchNormalization):
            layer.trainable = False
    src = Input(shape=shape)
    made = g(src)
    return Model(src, [d([src, made]), made])


shape = (64, 64, 3)
d, g = define_discriminator(shape), define_generator(shape)
gan = define_gan(g, d, shape)
gan.compile(loss=['binary_crossentropy', 'mae'], optimizer='adam', loss_weights=[1, 100])
n_patch = d.output_shape[1]
A, B = [np.random.uniform(-1, 1, (8, *shape)) for _ in range(2)]
for i in range(2):
    ix = np.random.randint(0, len(A), 4)
    y_real, y_fake = np.ones((4, n_patch, n_patch, 1)), np.zeros((4, n_patch, n_patch, 1))
    X_fake = g.predict(A[ix], verbose=0)
    d.train_on_batch([A[ix], B[ix]], y_real)
    d.train_on_batch([A[ix], X_fake], y_fake)
    gan.train_on_batch(A[ix], [y_real, B[ix]])
print(n_patch, X_fake.shape, [s for s in gan.output_shape])
