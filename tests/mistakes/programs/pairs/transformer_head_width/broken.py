# expect: SL205
import tensorflow as tf
from tensorflow.keras import layers

embed_dim, num_heads, ff_dim, maxlen, vocab = 32, 2, 64, 50, 1000


class TransformerBlock(layers.Layer):
    def __init__(self, embed_dim, num_heads, ff_dim):
        super().__init__()
        self.att = layers.MultiHeadAttention(num_heads=num_heads, key_dim=embed_dim)
        self.ffn = tf.keras.Sequential([layers.Dense(ff_dim, activation="relu"), layers.Dense(ff_dim)])  # blame
        self.norm1 = layers.LayerNormalization()
        self.norm2 = layers.LayerNormalization()

    def call(self, inputs):
        out1 = self.norm1(inputs + self.att(inputs, inputs))
        return self.norm2(out1 + self.ffn(out1))  # blame


inputs = layers.Input(shape=(maxlen,))
x = layers.Embedding(vocab, embed_dim)(inputs)
x = TransformerBlock(embed_dim, num_heads, ff_dim)(x)  # blame
x = layers.GlobalAveragePooling1D()(x)
model = tf.keras.Model(inputs, layers.Dense(2, activation="softmax")(x))
