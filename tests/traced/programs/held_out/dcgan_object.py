#!/usr/bin/env python
"""A GAN in one object; `Gan(64).train(...)`"""
import numpy as np
from tensorflow.keras import Input
from tensorflow.keras.layers import *
from tensorflow.keras.models import Model, Sequential
from tensorflow.keras.optimizers import Adam


class Gan(object):

    def __init__(self, size, latent=64, channels=3):
        self.size = size
        self.latent = latent
        self.shape = (size, size, channels)
        self.d = self._critic()
        self.d.compile(Adam(2e-4, beta_1=.5), 'binary_crossentropy', metrics=['accuracy'])
        self.g = self._generator()
        self.stack = self._stacked()

    def _critic(self):
        m = Sequential(name='critic')
        m.add(Input(self.shape))
        f = 32
        s = self.size
        while s > 4:
            m.add(Conv2D(f, 4, strides=2, padding='same'))
            if f > 32:
                m.add(BatchNormalization(momentum=.8))
            m.add(LeakyReLU(negative_slope=.2))
            f, s = min(f * 2, 256), s // 2
        m.add(Flatten())
        m.add(Dropout(.4))
        m.add(Dense(1, activation='sigmoid'))
        return m

    def _generator(self):
        start = self.size // 8
        z = Input((self.latent,))
        t = Dense(start * start * 128)(z)
        t = LeakyReLU(.2)(t)
        t = Reshape((start, start, 128))(t)
        for f in (128, 64, 32):
            t = UpSampling2D()(t)
            t = Conv2D(f, 3, padding='same')(t)
            t = BatchNormalization(momentum=.8)(t)
            t = Activation('relu')(t)
        img = Conv2D(self.shape[-1], 3, padding='same', activation='tanh')(t)
        return Model(z, img, name='generator')

    def _stacked(self):
        self.d.trainable = False
        z = Input((self.latent,))
        m = Model(z, self.d(self.g(z)))
        m.compile(Adam(2e-4, beta_1=.5), 'binary_crossentropy')
        return m

    def noise(self, n):
        return np.random.normal(size=(n, self.latent))

    def train(self, X, steps, batch):
        half = batch // 2
        real, fake = np.ones((half, 1)), np.zeros((half, 1))
        for step in range(steps):
            pick = np.random.randint(0, len(X), half)
            l1 = self.d.train_on_batch(X[pick], real - .1)
            made = self.g.predict(self.noise(half), verbose=0)
            l2 = self.d.train_on_batch(made, fake)
            l3 = self.stack.train_on_batch(self.noise(batch), np.ones((batch, 1)))
            if step % 2 == 0:
                print('%d  D %.3f/%.3f  G %.3f' % (step, l1[0], l2[0], l3))
                self.sheet(step)

    def sheet(self, step, rows=3, cols=4):
        made = .5 * self.g.predict(self.noise(rows * cols), verbose=0) + .5
        page = made.reshape(rows, cols, *self.shape)
        page = page.transpose(0, 2, 1, 3, 4).reshape(rows * self.size, cols * self.size, -1)
        print(step, page.shape)


if __name__ == '__main__':
    data = np.random.uniform(-1, 1, (200, 32, 32, 3)).astype('float32')
    Gan(32).train(data, steps=3, batch=16)
    Gan(64, latent=100, channels=1)
