# expect: SL503
import numpy as np
from keras.models import Model
from keras.layers import Input, Dense, LSTM, Embedding, concatenate
from keras.utils import to_categorical, pad_sequences

vocab_size, max_length = 40, 12
photo = Input((64,))
words = Input((max_length,))
h = LSTM(16, return_sequences=True)(Embedding(vocab_size, 8)(words))  # blame
from keras.layers import RepeatVector
h = concatenate([h, RepeatVector(max_length)(photo)])  # blame
out = Dense(vocab_size, activation="softmax")(h)  # blame
model = Model([photo, words], out)
model.compile(loss="categorical_crossentropy", optimizer="adam")
seqs = pad_sequences([[1, 2], [3, 4, 5], [6]], maxlen=max_length)
nexts = to_categorical([3, 6, 7], num_classes=vocab_size)
model.fit([np.zeros((3, 64)), seqs], nexts, epochs=1)
