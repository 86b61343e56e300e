import re
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras.layers import Activation, Attention, Concatenate, Dense, Dot, Embedding, GRU, Input, TimeDistributed

PAIRS = [("i am cold", "ich friere"), ("you run", "du läufst"), ("he sleeps well", "er schläft gut"),
         ("we drink water", "wir trinken wasser"), ("they came home late", "sie kamen spät nach hause")]


class Vocabulary:
    SPECIAL = ["<pad>", "<s>", "</s>"]

    def __init__(self, sentences):
        words = sorted({w for s in sentences for w in self.tokens(s)})
        self.words = self.SPECIAL + words
        self.ids = {w: i for i, w in enumerate(self.words)}

    @staticmethod
    def tokens(s):
        return re.findall(r"\w+", s.lower())

    def encode(self, s):
        return [1] + [self.ids[w] for w in self.tokens(s)] + [2]

    def __len__(self):
        return len(self.words)


def padded(rows):
    n = max(len(r) for r in rows)
    out = np.zeros((len(rows), n), dtype="int32")
    for i, r in enumerate(rows):
        out[i, :len(r)] = r
    return out


en = Vocabulary(a for a, _ in PAIRS)
de = Vocabulary([b for _, b in PAIRS])
source = padded([en.encode(a) for a, _ in PAIRS])
target = padded([de.encode(b) for _, b in PAIRS])
decoder_in, decoder_out = target[:, :-1], target[:, 1:, np.newaxis]
print(source.shape, decoder_in.shape, decoder_out.shape)

UNITS = 48


def luong(dim=32):
    src = Input((None,), name="en")
    dst = Input((None,), name="de")
    states, last = GRU(UNITS, return_sequences=True, return_state=True, name="encoder")(
        Embedding(len(en), dim, mask_zero=False)(src))
    queries = GRU(UNITS, return_sequences=True, name="decoder")(
        Embedding(len(de), dim)(dst), initial_state=last)
    scores = Dot(axes=[2, 2])([queries, states])
    weights = Activation("softmax", name="weights")(scores)
    context = Dot(axes=[2, 1])([weights, states])
    merged = Concatenate()([context, queries])
    merged = TimeDistributed(Dense(UNITS, activation="tanh"))(merged)
    out = TimeDistributed(Dense(len(de), activation="softmax"))(merged)
    return keras.Model([src, dst], out), keras.Model([src, dst], weights)


def builtin(dim=32):
    src, dst = Input((None,)), Input((None,))
    states = GRU(UNITS, return_sequences=True)(Embedding(len(en), dim)(src))
    queries = GRU(UNITS, return_sequences=True)(Embedding(len(de), dim)(dst))
    context, scores = Attention()([queries, states], return_attention_scores=True)
    h = keras.layers.concatenate([queries, context], axis=-1)
    return keras.Model([src, dst], Dense(len(de), activation="softmax")(h))


model, looker = luong()
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
model.fit([source, decoder_in], decoder_out, epochs=3)
where = looker.predict([source, decoder_in])
print(where.shape)
other = builtin()
other.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
other.fit([source, decoder_in], decoder_out, epochs=3)
print(other([source[:1], decoder_in[:1, :2]]).shape)
