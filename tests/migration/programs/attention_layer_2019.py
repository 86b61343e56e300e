# params: 30*4 + 8 + 6 + 4*((4+4)*4+4)*2 + 8*2+2
# output: (None, 2)
import numpy as np
from keras import backend as K
from keras.engine import Layer
from keras.layers import LSTM, Bidirectional, Dense, Embedding, Input
from keras.models import Model


class Attention(Layer):
    def build(self, input_shape):
        self.W = self.add_weight(name="att_weight", shape=(input_shape[-1], 1), initializer="normal")
        self.b = self.add_weight(name="att_bias", shape=(input_shape[1], 1), initializer="zeros")
        super(Attention, self).build(input_shape)

    def call(self, x):
        et = K.squeeze(K.tanh(K.dot(x, self.W) + self.b), axis=-1)
        at = K.softmax(et)
        at = K.expand_dims(at, axis=-1)
        return K.sum(x * at, axis=1)

    def compute_output_shape(self, input_shape):
        return (input_shape[0], input_shape[-1])


words = Input(shape=(6,))
x = Embedding(30, 4)(words)
x = Bidirectional(LSTM(4, return_sequences=True))(x)
x = Attention()(x)
model = Model(words, Dense(2, activation="softmax")(x))
model.compile(loss="categorical_crossentropy", optimizer="adam")
model.fit(np.random.randint(0, 30, (8, 6)), np.eye(2)[np.random.randint(0, 2, 8)], epochs=1, verbose=0)
