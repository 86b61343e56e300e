import numpy as np
from tensorflow.keras import Input, Model
from tensorflow.keras import layers
from tensorflow.keras.utils import pad_sequences, to_categorical

SENTENCES = [
    [("Angela", "B-per"), ("lives", "O"), ("in", "O"), ("New", "B-geo"), ("York", "I-geo")],
    [("The", "O"), ("UN", "B-org"), ("met", "O"), ("on", "O"), ("Monday", "B-tim")],
    [("He", "O"), ("flew", "O"), ("to", "O"), ("Paris", "B-geo"), ("yesterday", "B-tim"), (".", "O")],
] * 10

words = sorted(set(w for s in SENTENCES for w, _ in s)) + ["ENDPAD"]
tags = sorted(set(t for s in SENTENCES for _, t in s))
chars = sorted({c for w in words for c in w})
word2idx = {w: i + 1 for i, w in enumerate(words)}
tag2idx = {t: i for i, t in enumerate(tags)}
char2idx = {c: i + 2 for i, c in enumerate(chars)}
max_len, max_len_char = 12, 8

X_word = pad_sequences([[word2idx[w] for w, _ in s] for s in SENTENCES], maxlen=max_len, value=word2idx["ENDPAD"], padding="post")
X_char = []
for sentence in SENTENCES:
    sent_seq = []
    for i in range(max_len):
        word_seq = []
        for j in range(max_len_char):
            try:
                word_seq.append(char2idx.get(sentence[i][0][j]))
            except IndexError:
                word_seq.append(0)
        sent_seq.append(word_seq)
    X_char.append(np.array(sent_seq))
X_char = np.array(X_char).reshape((len(X_char), max_len, max_len_char))
y = pad_sequences([[tag2idx[t] for _, t in s] for s in SENTENCES], maxlen=max_len, value=tag2idx["O"], padding="post")
y_cat = [to_categorical(i, num_classes=len(tags)) for i in y]
print(X_word.shape, X_char.shape, np.array(y_cat).shape)

word_in = Input(shape=(max_len,))
emb_word = layers.Embedding(input_dim=len(words) + 2, output_dim=20, mask_zero=True)(word_in)
char_in = Input(shape=(max_len, max_len_char))
emb_char = layers.TimeDistributed(layers.Embedding(input_dim=len(chars) + 2, output_dim=10))(char_in)
char_enc = layers.TimeDistributed(layers.LSTM(units=20, return_sequences=False, recurrent_dropout=0.5))(emb_char)
x = layers.concatenate([emb_word, char_enc])
x = layers.SpatialDropout1D(0.3)(x)
main_lstm = layers.Bidirectional(layers.LSTM(units=50, return_sequences=True))(x)
out = layers.TimeDistributed(layers.Dense(len(tags), activation="softmax"))(main_lstm)
model = Model([word_in, char_in], out)
model.compile(optimizer="nadam", loss="sparse_categorical_crossentropy", metrics=["acc"])
model.summary()
history = model.fit([X_word, X_char], np.array(y).reshape(len(y), max_len, 1), batch_size=8, epochs=2, validation_split=0.1)
p = model.predict([X_word[:2], X_char[:2]])
for i in range(2):
    print([tags[k] for k in np.argmax(p[i], axis=-1)])
