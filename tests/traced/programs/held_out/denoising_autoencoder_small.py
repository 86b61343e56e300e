from tensorflow.keras.datasets import fashion_mnist as data
from tensorflow.keras import layers as L, Model as M
import tensorflow.keras.backend as K
import numpy as np

(a, la), (b, lb) = data.load_data()
a, b = [np.pad(s / 255., ((0, 0), (2, 2), (2, 2)))[..., None].astype('float32') for s in (a[:3000], b[:500])]
noisy = lambda s, k=.4: np.clip(s + k * np.random.normal(size=s.shape), 0, 1)
an, bn = noisy(a), noisy(b)
print(a.shape, bn.shape)

enc = lambda f, s=2: L.Conv2D(f, 3, strides=s, padding='same', activation='relu')
dec = lambda f, s=2: L.Conv2DTranspose(f, 3, strides=s, padding='same', activation='relu')

i = L.Input(a.shape[1:])
h1 = enc(16)(i)
h2 = enc(32)(h1)
h3 = enc(64)(h2)
code = L.Conv2D(4, 1, name='code')(h3)
u3 = dec(64)(code)
u2 = dec(32)(L.Concatenate()([u3, h2]))
u1 = dec(16)(L.Concatenate()([u2, h1]))
o = L.Conv2D(1, 3, padding='same', activation='sigmoid')(u1)
ae = M(i, o)
ae.compile('adam', 'mae')
ae.fit(an, a, validation_data=(bn, b), epochs=5, batch_size=100, shuffle=True)

e = M(i, code)
codes = e.predict(bn)
flat = codes.reshape(len(codes), -1)
print(codes.shape, flat.shape)

# does the code say what it is?
probe_in = L.Input(flat.shape[1:])
probe = M(probe_in, L.Dense(10, activation='softmax')(probe_in))
probe.compile('sgd', 'sparse_categorical_crossentropy')
probe.fit(flat, lb[:500], epochs=1)

side = np.concatenate([b[:6], bn[:6], ae.predict(bn[:6])], axis=2)
strip = np.vstack(list(side))
print(side.shape, strip.shape)
cut = M(ae.get_layer('code').output, ae.output) if False else None
print(K.int_shape(code), cut)
