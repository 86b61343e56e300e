# params: 2*4*((5+4)*4+4) + 4*5+5
# output: (None, None, 5)
import numpy as np
from keras.layers import LSTM, Dense, Input
from keras.models import Model

encoder_inputs = Input(shape=(None, 5))
encoder = LSTM(4, return_state=True)
encoder_outputs, state_h, state_c = encoder(encoder_inputs)
decoder_inputs = Input(shape=(None, 5))
decoder_lstm = LSTM(4, return_sequences=True, return_state=True)
decoder_outputs, _, _ = decoder_lstm(decoder_inputs, initial_state=[state_h, state_c])
decoder_dense = Dense(5, activation="softmax")
model = Model([encoder_inputs, decoder_inputs], decoder_dense(decoder_outputs))
model.compile(optimizer="rmsprop", loss="categorical_crossentropy")
one_hot = np.eye(5)[np.random.randint(0, 5, (4, 3))]
model.fit([one_hot, one_hot], one_hot, batch_size=2, epochs=1, verbose=0)
model.save("s2s.h5")
