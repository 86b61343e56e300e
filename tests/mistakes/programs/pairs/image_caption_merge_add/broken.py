# expect: SL205
from keras.models import Model
from keras.layers import Input, Dense, LSTM, Embedding, Dropout, add

max_length, vocab_size = 34, 500
inputs1 = Input(shape=(2048,))
fe1 = Dropout(0.5)(inputs1)
fe2 = Dense(128, activation="relu")(fe1)  # blame
inputs2 = Input(shape=(max_length,))
se1 = Embedding(vocab_size, 64, mask_zero=True)(inputs2)
se3 = LSTM(256)(Dropout(0.5)(se1))  # blame
decoder1 = add([fe2, se3])  # blame
outputs = Dense(vocab_size, activation="softmax")(Dense(256, activation="relu")(decoder1))
model = Model(inputs=[inputs1, inputs2], outputs=outputs)
