import tensorflow as tf
from tensorflow.keras import layers, Model, Sequential, Input


class SelfAttention2D(layers.Layer):
    def build(self, input_shape):
        b, h, w, c = input_shape
        self.h, self.w, self.c = h, w, c
        self.f = layers.Conv2D(c // 8, 1)
        self.g = layers.Conv2D(c // 8, 1)
        self.v = layers.Conv2D(c // 2, 1)
        self.o = layers.Conv2D(c, 1)
        self.gamma = self.add_weight(name="gamma", shape=(1,), initializer="zeros")
        super().build(input_shape)

    def call(self, x):
        n = self.h * self.w
        f = tf.reshape(self.f(x), (-1, n, self.c // 8))
        g = layers.MaxPooling2D(2)(self.g(x))
        g = tf.reshape(g, (-1, n // 4, self.c // 8))
        attention = tf.nn.softmax(tf.matmul(f, g, transpose_b=True), axis=-1)
        v = tf.nn.max_pool2d(self.v(x), 2, 2, "VALID")
        v = tf.reshape(v, [-1, n // 4, self.c // 2])
        context = tf.matmul(attention, v)
        context = tf.reshape(context, [-1, self.h, self.w, self.c // 2])
        return x + self.gamma * self.o(context)

    def compute_output_shape(self, input_shape):
        return input_shape


class ConditionalNorm(layers.Layer):
    def __init__(self, channels, **kwargs):
        super().__init__(**kwargs)
        self.norm = layers.BatchNormalization(center=False, scale=False)
        self.scale = layers.Dense(channels)
        self.shift = layers.Dense(channels)

    def call(self, inputs):
        x, z = inputs
        gamma = self.scale(z)[:, tf.newaxis, tf.newaxis, :]
        beta = self.shift(z)[:, None, None]
        return self.norm(x) * (1 + gamma) + beta


class UpBlock(layers.Layer):
    def __init__(self, filters):
        super(UpBlock, self).__init__()
        self.cn1 = ConditionalNorm(filters * 2)
        self.conv1 = layers.Conv2D(filters, 3, padding="same")
        self.skip = layers.Conv2D(filters, 1)
        self.up = layers.UpSampling2D()

    def call(self, inputs):
        x, z = inputs
        h = tf.nn.relu(self.cn1([x, z]))
        h = self.conv1(self.up(h))
        return h + self.skip(self.up(x))


z = Input(shape=(24,))
label = Input(shape=(), dtype="int32")
embedded = layers.Embedding(10, 8)(label)
chunks = tf.keras.ops.split(z, 3, axis=-1)
h = layers.Dense(4 * 4 * 64)(chunks[0])
h = layers.Reshape((4, 4, 64))(h)
for i, chunk in enumerate(chunks[1:]):
    cond = layers.Concatenate()([chunk, embedded])
    h = UpBlock(32 // 2**i)((h, cond))
    if i == 0:
        h = SelfAttention2D(name="attention")(h)
h = layers.BatchNormalization()(h)
image = layers.Conv2D(3, 3, padding="same", activation="tanh")(h)
generator = Model([z, label], image)
sample = generator([tf.random.normal((5, 24)), tf.zeros((5,), tf.int32)])
