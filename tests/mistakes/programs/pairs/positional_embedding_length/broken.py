# expect: SL205
import keras
from keras import layers, ops

maxlen = 60


class TokenAndPosition(layers.Layer):
    def __init__(self, maxlen, vocab_size, dim):
        super().__init__()
        self.token = layers.Embedding(vocab_size, dim)
        self.pos = layers.Embedding(maxlen, dim)

    def call(self, x):
        positions = ops.arange(50)  # blame
        return self.token(x) + self.pos(positions)  # blame


inp = keras.Input((maxlen,))
out = TokenAndPosition(maxlen, 500, 16)(inp)  # blame
