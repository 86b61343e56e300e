# expect: SL502
import numpy as np
from keras.models import Model
from keras.layers import Input, LSTM, Dense

num_encoder_tokens, num_decoder_tokens = 20, 25
latent_dim = 16
encoder_inputs = Input(shape=(None, num_encoder_tokens))
_, state_h, state_c = LSTM(latent_dim, return_state=True)(encoder_inputs)
decoder_inputs = Input(shape=(None, num_decoder_tokens))
decoder_outputs, _, _ = LSTM(latent_dim, return_sequences=True, return_state=True)(
    decoder_inputs, initial_state=[state_h, state_c]
)
decoder_outputs = Dense(num_encoder_tokens, activation="softmax")(decoder_outputs)  # blame
model = Model([encoder_inputs, decoder_inputs], decoder_outputs)

encoder_input_data = np.zeros((12, 8, num_encoder_tokens), dtype="float32")
decoder_input_data = np.zeros((12, 9, num_decoder_tokens), dtype="float32")
decoder_target_data = np.zeros((12, 9, num_decoder_tokens), dtype="float32")
model.compile(optimizer="rmsprop", loss="categorical_crossentropy")
model.fit([encoder_input_data, decoder_input_data], decoder_target_data, batch_size=4, epochs=1)
