import numpy as np
import keras
from keras import ops
from keras.layers import Embedding, Masking, LSTM, Dense, Dropout, Input, Bidirectional, TimeDistributed

PAD, V, TAGS = 0, 90, 6
sents = [np.random.randint(1, V, np.random.randint(3, 15)) for _ in range(60)]
tags = [np.random.randint(0, TAGS, len(s)) for s in sents]
longest = 15
X = keras.utils.pad_sequences(sents, maxlen=longest, padding="post", value=PAD)
Y = keras.utils.pad_sequences(tags, maxlen=longest, padding="post", value=-1)
sample_weight = (Y >= 0).astype("float32")
Y = np.maximum(Y, 0)
print(X.shape, Y.shape)


def masked_loss(y_true, y_pred):
    mask = ops.cast(ops.max(y_pred, axis=-1) > 0, y_pred.dtype)
    l = keras.losses.sparse_categorical_crossentropy(y_true, y_pred)
    return ops.sum(l * mask) / (ops.sum(mask) + 1e-6)


words = Input((longest,), name="words")
x = Embedding(V, 24, mask_zero=True)(words)
x = Dropout(0.2)(x)
x = Bidirectional(LSTM(20, return_sequences=True), merge_mode="sum")(x)
x = TimeDistributed(Dense(30, activation="relu"))(x)
probs = Dense(TAGS, activation="softmax")(x)
tagger = keras.Model(words, probs)
tagger.compile("adam", masked_loss, weighted_metrics=["accuracy"])
tagger.fit(X, Y, epochs=1, batch_size=20)
tagger.fit(X, Y, sample_weight=sample_weight, epochs=1)
best = np.argmax(tagger.predict(X[:10]), axis=-1)
print(best.shape, [list(b[: len(s)]) for b, s in zip(best[:1], sents)])

frames = Input((None, 13))
h = Masking(mask_value=0.0)(frames)
h, *states = LSTM(11, return_sequences=True, return_state=True)(h)
print(h.shape, [s.shape for s in states])
