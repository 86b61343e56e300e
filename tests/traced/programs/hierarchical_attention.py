from keras import backend as K
from keras import initializers, ops
from keras.layers import (GRU, LSTM, Bidirectional, Dense, Dropout, Embedding, Flatten, Input, Layer, Multiply, Permute,
                          RepeatVector, TimeDistributed, Activation, Lambda, concatenate, Softmax, Dot)
from keras.models import Model

MAX_SENTS, MAX_SENT_LENGTH, MAX_NB_WORDS, EMBEDDING_DIM = 6, 12, 300, 10


class AttLayer(Layer):
    def __init__(self, attention_dim):
        self.init = initializers.get("normal")
        self.supports_masking = True
        self.attention_dim = attention_dim
        super(AttLayer, self).__init__()

    def build(self, input_shape):
        assert len(input_shape) == 3
        self.W = self.add_weight(shape=(input_shape[-1], self.attention_dim), initializer=self.init, name="W")
        self.b = self.add_weight(shape=(self.attention_dim,), initializer=self.init, name="b")
        self.u = self.add_weight(shape=(self.attention_dim, 1), initializer=self.init, name="u")
        super(AttLayer, self).build(input_shape)

    def compute_mask(self, inputs, mask=None):
        return None

    def call(self, x, mask=None):
        # x: [batch, steps, units]
        uit = ops.tanh(ops.matmul(x, self.W) + self.b)
        ait = ops.squeeze(ops.matmul(uit, self.u), -1)
        ait = ops.exp(ait)
        ait /= ops.sum(ait, axis=1, keepdims=True)
        ait = ops.expand_dims(ait, -1)
        weighted_input = x * ait
        return ops.sum(weighted_input, axis=1)

    def compute_output_shape(self, input_shape):
        return (input_shape[0], input_shape[-1])


sentence_input = Input(shape=(MAX_SENT_LENGTH,), dtype="int32")
embedded_sequences = Embedding(MAX_NB_WORDS + 1, EMBEDDING_DIM)(sentence_input)
l_lstm = Bidirectional(GRU(8, return_sequences=True))(embedded_sequences)
l_att = AttLayer(7)(l_lstm)
sentEncoder = Model(sentence_input, l_att)

review_input = Input(shape=(MAX_SENTS, MAX_SENT_LENGTH), dtype="int32")
review_encoder = TimeDistributed(sentEncoder)(review_input)
l_lstm_sent = Bidirectional(GRU(8, return_sequences=True))(review_encoder)
l_att_sent = AttLayer(7)(l_lstm_sent)
preds = Dense(2, activation="softmax")(l_att_sent)
model = Model(review_input, preds)


def attention_3d_block(inputs, single=False):
    # inputs.shape = (batch_size, time_steps, input_dim)
    time_steps = inputs.shape[1]
    input_dim = inputs.shape[2]
    a = Permute((2, 1))(inputs)
    a = Dense(time_steps, activation="softmax")(a)
    if single:
        a = Lambda(lambda x: ops.mean(x, axis=1), output_shape=(time_steps,), name="dim_reduction")(a)
        a = RepeatVector(input_dim)(a)
    a_probs = Permute((2, 1), name="attention_vec" + ("_single" if single else ""))(a)
    return Multiply()([inputs, a_probs])


def bahdanau(encoder_outputs, decoder_state):
    query = RepeatVector(encoder_outputs.shape[1])(decoder_state)
    energies = Dense(1)(Dense(10, activation="tanh")(concatenate([encoder_outputs, query], axis=-1)))
    alphas = Softmax(axis=1)(energies)
    return Dot(axes=1)([alphas, encoder_outputs])


seq = Input((20, 4))
h = attention_3d_block(seq)
h = LSTM(12, return_sequences=True)(h)
h = attention_3d_block(h, single=True)
states, state_h, state_c = LSTM(9, return_sequences=True, return_state=True)(h)
context = Flatten()(bahdanau(states, state_h))
out = Dense(1, activation="sigmoid")(concatenate([context, state_c]))
many = Model(seq, out)
