import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers


class EncoderBlock(layers.Layer):
    def __init__(self, heads, hidden, dropout=0.1, **kwargs):
        super().__init__(**kwargs)
        self.heads, self.hidden, self.rate = heads, hidden, dropout

    def build(self, input_shape):
        width = input_shape[-1]
        self.attention = layers.MultiHeadAttention(self.heads, width // self.heads, dropout=self.rate)
        self.norms = [layers.LayerNormalization(epsilon=1e-6) for _ in range(2)]
        self.wide = layers.Dense(self.hidden, activation="gelu")
        self.narrow = layers.Dense(width)
        self.drop = layers.Dropout(self.rate)
        super().build(input_shape)

    def call(self, x, mask=None, training=None):
        if mask is not None:
            mask = mask[:, tf.newaxis, :]
        h = self.norms[0](x)
        h = self.attention(h, h, attention_mask=mask, training=training)
        x = x + self.drop(h, training=training)
        h = self.narrow(self.wide(self.norms[1](x)))
        return x + self.drop(h, training=training)

    def get_config(self):
        return {**super().get_config(), "heads": self.heads, "hidden": self.hidden, "dropout": self.rate}


class Positions(layers.Layer):
    """Adds a learned vector for each place in the sequence."""

    def __init__(self, length, **kwargs):
        super().__init__(**kwargs)
        self.length = length

    def build(self, shape):
        self.table = self.add_weight(name="table", shape=(self.length, shape[-1]), initializer="random_normal")

    def call(self, x):
        return x + self.table[: tf.shape(x)[1]]


def build_bert(vocabulary, length, width=64, depth=2, heads=4):
    tokens = keras.Input((length,), dtype="int64", name="tokens")
    segments = keras.Input((length,), dtype="int64", name="segments")
    x = layers.Embedding(vocabulary, width, name="words")(tokens)
    x += layers.Embedding(2, width, name="segment")(segments)
    x = Positions(length)(x)
    padding = layers.Lambda(lambda t: tf.not_equal(t, 0), output_shape=(length,))(tokens)
    for i in range(depth):
        x = EncoderBlock(heads, width * 4, name=f"block_{i}")(x, mask=padding)
    x = layers.LayerNormalization()(x)
    pooled = layers.Dense(width, activation="tanh", name="pooler")(x[:, 0])
    words = layers.Dense(vocabulary, name="masked_words")(x)
    follows = layers.Dense(1, name="follows")(pooled)
    return keras.Model([tokens, segments], {"words": words, "follows": follows})


bert = build_bert(1000, 48)
bert.compile(
    optimizer=keras.optimizers.Adam(1e-4),
    loss={
        "words": keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        "follows": keras.losses.BinaryCrossentropy(from_logits=True),
    },
)


def fake_batches(n):
    for _ in range(n):
        ids = tf.random.uniform((8, 48), 1, 1000, tf.int64)
        hidden = tf.where(tf.random.uniform((8, 48)) < 0.15, tf.ones_like(ids), ids)
        segment = tf.concat([tf.zeros((8, 24), tf.int64), tf.ones((8, 24), tf.int64)], axis=1)
        yield {"tokens": hidden, "segments": segment}, {"words": ids, "follows": tf.ones((8, 1))}


bert.fit(fake_batches(4), steps_per_epoch=4)
inputs, labels = next(fake_batches(1))
outputs = bert(inputs)
print({k: v.shape for k, v in outputs.items()})

# fine tuning: a classifier on top of the pooled vector
base = keras.Model(bert.inputs, bert.get_layer("pooler").output)
classifier = keras.Sequential([layers.Dropout(0.1), layers.Dense(5, activation="softmax")])
logits = classifier(base.output)
tuned = keras.Model(base.inputs, logits)
tuned.compile("adam", "sparse_categorical_crossentropy")
print(tuned.predict(inputs).shape)
