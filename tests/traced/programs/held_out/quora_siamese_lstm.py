import numpy as np
import pandas as pd
import itertools
from time import time
from tensorflow.keras.preprocessing.sequence import pad_sequences
from tensorflow.keras.models import Model
from tensorflow.keras.layers import Input, Embedding, LSTM, Lambda, Layer
import tensorflow.keras.backend as K
import tensorflow as tf
from tensorflow.keras.optimizers import Adadelta

rows = [("how do i cook rice", "what is the way to cook rice", 1), ("who won the cup", "when is the cup", 0),
        ("is tea healthy", "is green tea good for you", 1), ("where is rome", "who built rome", 0)] * 10
train_df = pd.DataFrame(rows, columns=["question1", "question2", "is_duplicate"])
questions_cols = ["question1", "question2"]

vocabulary = dict()
inverse_vocabulary = ["<unk>"]
for index, row in train_df.iterrows():
    for question in questions_cols:
        q2n = []
        for word in row[question].split():
            if word not in vocabulary:
                vocabulary[word] = len(inverse_vocabulary)
                q2n.append(len(inverse_vocabulary))
                inverse_vocabulary.append(word)
            else:
                q2n.append(vocabulary[word])
        train_df.at[index, question] = " ".join(map(str, q2n))

embedding_dim = 30
embeddings = 1 * np.random.randn(len(vocabulary) + 1, embedding_dim)
embeddings[0] = 0
for word, index in vocabulary.items():
    if len(word) > 3:
        embeddings[index] = np.random.rand(embedding_dim)

max_seq_length = max(train_df.question1.map(lambda x: len(x.split())).max(), train_df.question2.map(lambda x: len(x.split())).max())
X = train_df[questions_cols]
Y = train_df["is_duplicate"]
split = {"left": X.question1, "right": X.question2}
data = {}
for side, column in split.items():
    data[side] = pad_sequences([[int(i) for i in s.split()] for s in column], maxlen=int(max_seq_length))
assert data["left"].shape == data["right"].shape
assert len(data["left"]) == len(Y)

n_hidden = 50


class ManDist(Layer):
    def call(self, inputs):
        left, right = inputs
        return tf.exp(-tf.reduce_sum(tf.abs(left - right), axis=1, keepdims=True))


left_input = Input(shape=(int(max_seq_length),), dtype="int32")
right_input = Input(shape=(int(max_seq_length),), dtype="int32")
embedding_layer = Embedding(len(embeddings), embedding_dim, weights=[embeddings], trainable=False)
encoded_left = embedding_layer(left_input)
encoded_right = embedding_layer(right_input)
shared_lstm = LSTM(n_hidden)
left_output = shared_lstm(encoded_left)
right_output = shared_lstm(encoded_right)
malstm_distance = ManDist()([left_output, right_output])
malstm = Model([left_input, right_input], malstm_distance)
malstm.compile(loss="mean_squared_error", optimizer=Adadelta(clipnorm=1.25), metrics=["accuracy"])
start = time()
malstm.fit([data["left"], data["right"]], Y.values, batch_size=16, epochs=2)
p = malstm.predict([data["left"][:5], data["right"][:5]])
print(p.shape, time() - start)
