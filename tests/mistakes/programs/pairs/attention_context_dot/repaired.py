from tensorflow.keras.layers import Input, LSTM, Dense, Dot, Activation, Concatenate
from tensorflow.keras.models import Model

enc_in = Input((20, 8))
enc, h, c = LSTM(32, return_sequences=True, return_state=True)(enc_in)
dec_in = Input((15, 8))
dec = LSTM(32, return_sequences=True)(dec_in)
score = Dot(axes=[2, 2])([dec, enc])
weights = Activation("softmax")(score)
context = Dot(axes=[2, 1])([weights, enc])
out = Dense(8)(Concatenate()([context, dec]))
model = Model([enc_in, dec_in], out)
