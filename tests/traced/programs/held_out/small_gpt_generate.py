import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers


def causal_attention_mask(batch_size, n_dest, n_src, dtype):
    i = tf.range(n_dest)[:, None]
    j = tf.range(n_src)
    m = i >= j - n_src + n_dest
    mask = tf.cast(m, dtype)
    mask = tf.reshape(mask, [1, n_dest, n_src])
    mult = tf.concat([tf.expand_dims(batch_size, -1), tf.constant([1, 1], dtype=tf.int32)], 0)
    return tf.tile(mask, mult)


class Block(layers.Layer):
    def __init__(self, embed_dim, num_heads, ff_dim, rate=0.1):
        super().__init__()
        self.att = layers.MultiHeadAttention(num_heads, embed_dim)
        self.ffn = keras.Sequential([layers.Dense(ff_dim, activation="relu"), layers.Dense(embed_dim)])
        self.n1, self.n2 = layers.LayerNormalization(epsilon=1e-6), layers.LayerNormalization(epsilon=1e-6)
        self.d1, self.d2 = layers.Dropout(rate), layers.Dropout(rate)

    def call(self, inputs):
        shape = tf.shape(inputs)
        mask = causal_attention_mask(shape[0], shape[1], shape[1], tf.bool)
        a = self.d1(self.att(inputs, inputs, attention_mask=mask))
        out = self.n1(inputs + a)
        return self.n2(out + self.d2(self.ffn(out)))


class Embed(layers.Layer):
    def __init__(self, maxlen, vocab, dim):
        super().__init__()
        self.tok = layers.Embedding(vocab, dim)
        self.pos = layers.Embedding(maxlen, dim)

    def call(self, x):
        n = tf.shape(x)[-1]
        return self.tok(x) + self.pos(tf.range(0, n))


VOCAB, LEN, DIM = 120, 20, 32
inputs = layers.Input((LEN,), dtype="int32")
x = Embed(LEN, VOCAB, DIM)(inputs)
x = Block(DIM, 2, 64)(x)
logits = layers.Dense(VOCAB)(x)
model = keras.Model(inputs, [logits, x])
model.compile("adam", loss=[keras.losses.SparseCategoricalCrossentropy(from_logits=True), None])


class TextGenerator(keras.callbacks.Callback):
    def __init__(self, max_tokens, start, top_k=5):
        super().__init__()
        self.max_tokens, self.start, self.k = max_tokens, start, top_k

    def sample(self, logits):
        logits, indices = tf.math.top_k(logits, k=self.k, sorted=True)
        p = keras.activations.softmax(tf.expand_dims(logits, 0))[0].numpy()
        return np.random.choice(indices.numpy(), p=p / p.sum())

    def generate(self, net):
        tokens = list(self.start)
        while len(tokens) < self.max_tokens:
            pad = LEN - len(tokens)
            x = np.array([tokens + [0] * pad])
            y, _ = net.predict(x, verbose=0)
            tokens.append(int(self.sample(y[0][len(tokens) - 1])))
        return tokens

    def on_epoch_end(self, epoch, logs=None):
        print(self.generate(self.model))


ids = np.random.randint(1, VOCAB, (64, LEN + 1))
ds = tf.data.Dataset.from_tensor_slices(ids).map(lambda t: (t[:-1], t[1:])).batch(16)
gen = TextGenerator(8, [1, 2, 3])
model.fit(ds, epochs=1, callbacks=[gen])
print(gen.generate(model), model.output_shape[0])
