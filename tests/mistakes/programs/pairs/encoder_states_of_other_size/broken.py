# expect: SL210
import numpy as np
from keras.layers import LSTM, Dense, Input
from keras.models import Model

encoder_inputs = Input(shape=(None, 12))
_, state_h, state_c = LSTM(32, return_state=True)(encoder_inputs)

decoder_inputs = Input(shape=(None, 9))
decoder_lstm = LSTM(64, return_sequences=True, return_state=True)  # blame
decoder_outputs, _, _ = decoder_lstm(decoder_inputs, initial_state=[state_h, state_c])  # blame
decoder_outputs = Dense(9, activation="softmax")(decoder_outputs)
model = Model([encoder_inputs, decoder_inputs], decoder_outputs)
model.predict([np.zeros((2, 5, 12)), np.zeros((2, 7, 9))])
