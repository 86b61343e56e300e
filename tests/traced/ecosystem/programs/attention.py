"""The attention layer in a model, with both of its scores."""
from attention import Attention
from tensorflow.keras import Input, Model
from tensorflow.keras.layers import LSTM, Dense

inputs = Input((10, 4))
x = LSTM(16, return_sequences=True)(inputs)
for score in ("luong", "bahdanau"):
    y = Attention(units=8, score=score)(x)
    Model(inputs, Dense(1)(y))
