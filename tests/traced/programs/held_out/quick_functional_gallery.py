import tensorflow as tf
from tensorflow.keras import layers as tkl
from tensorflow.keras.layers import Dense as FC

inp = lambda *s, **k: tf.keras.Input(shape=s, **k)

# 1. two towers, one of them shared
a, b = inp(12), inp(12)
tower = tf.keras.Sequential([FC(32, "relu"), FC(8)], name="tower")
cos = tkl.Dot(axes=1, normalize=True)([tower(a), tower(b)])
towers = tf.keras.Model([a, b], cos)

# 2. residual dense
x = i = inp(64)
for k in range(4):
    x = tkl.Add()([x, FC(64, "relu", name=f"res{k}")(x)])
res = tf.keras.Model(i, FC(1)(x))

# 3. many to many with a skip
s = inp(None, 20)
h1 = tkl.LSTM(16, return_sequences=True)(s)
h2 = tkl.LSTM(16, return_sequences=True)(h1)
h = tkl.Concatenate()([s, h1, h2])
seq = tf.keras.Model(s, tkl.TimeDistributed(FC(5, "softmax"))(h))

# 4. gate
g = inp(10)
signal = FC(10, "tanh")(g)
gate = FC(10, "sigmoid")(g)
gated = signal * gate + (1.0 - gate) * g
gm = tf.keras.Model(g, gated)

# 5. picture with coordinates
p = inp(40, 60, 3)
ys, xs = tf.meshgrid(tf.linspace(-1.0, 1.0, 40), tf.linspace(-1.0, 1.0, 60), indexing="ij")
grid = tf.stack([ys, xs], axis=-1)[None]
coords = tkl.Lambda(lambda t: tf.tile(grid, [tf.shape(t)[0], 1, 1, 1]), output_shape=(40, 60, 2))(p)
q = tkl.Concatenate()([p, coords])
q = tkl.Conv2D(8, 3, strides=(2, 3), padding="same")(q)
q = tkl.Permute((3, 1, 2))(q)
q = tkl.Reshape((8, -1))(q)
coord = tf.keras.Model(p, q)

# 6. attention pooling
t = inp(30, 24)
score = FC(1)(tkl.Activation("tanh")(FC(24)(t)))
alpha = tkl.Softmax(axis=1)(score)
pooled = tkl.Flatten()(tkl.Dot(axes=1)([alpha, t]))
pool = tf.keras.Model(t, pooled)

# 7. multi-scale
m = inp(32, 32, 1)
scales = [tkl.Conv2D(4, k, dilation_rate=d, padding="same")(m) for k, d in [(1, 1), (3, 1), (3, 2), (3, 4)]]
scales.append(tkl.UpSampling2D(4, interpolation="bilinear")(tkl.AveragePooling2D(4)(m)))
multi = tf.keras.Model(m, tkl.Average()([tkl.Conv2D(2, 1)(sc) for sc in scales]))

for model in (towers, res, seq, gm, coord, pool, multi):
    print(model.name, model.input_shape, model.output_shape)
print(coord(tf.zeros((2, 40, 60, 3))).shape, seq(tf.zeros((3, 9, 20))).shape, multi.predict(tf.zeros((1, 32, 32, 1))).shape)
