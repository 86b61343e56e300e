import numpy as np
import keras
import keras.backend as K
from keras.layers import Layer, Input, Embedding, LSTM, Bidirectional, Dense, Dropout, SpatialDropout1D
from keras.models import Model
from keras import initializers, regularizers, constraints, ops


class Attention(Layer):
    """A weighted mean over time with learned weights.

    Input (samples, steps, features), output (samples, features).
    """

    def __init__(self, step_dim, W_regularizer=None, b_regularizer=None,
                 W_constraint=None, b_constraint=None, bias=True, return_attention=False, **kwargs):
        self.supports_masking = True
        self.init = initializers.get('glorot_uniform')
        self.W_regularizer = regularizers.get(W_regularizer)
        self.b_regularizer = regularizers.get(b_regularizer)
        self.W_constraint = constraints.get(W_constraint)
        self.b_constraint = constraints.get(b_constraint)
        self.bias = bias
        self.step_dim = step_dim
        self.features_dim = 0
        self.return_attention = return_attention
        super(Attention, self).__init__(**kwargs)

    def build(self, input_shape):
        assert len(input_shape) == 3
        self.features_dim = input_shape[-1]
        self.W = self.add_weight(shape=(input_shape[-1],), initializer=self.init, name='{}_W'.format(self.name),
                                 regularizer=self.W_regularizer, constraint=self.W_constraint)
        if self.bias:
            self.b = self.add_weight(shape=(input_shape[1],), initializer='zeros', name='{}_b'.format(self.name),
                                     regularizer=self.b_regularizer, constraint=self.b_constraint)
        else:
            self.b = None
        self.built = True

    def compute_mask(self, input, input_mask=None):
        return None

    def call(self, x, mask=None):
        e = ops.reshape(ops.matmul(ops.reshape(x, (-1, self.features_dim)),
                                   ops.reshape(self.W, (self.features_dim, 1))), (-1, self.step_dim))
        if self.bias:
            e += self.b
        a = ops.exp(ops.tanh(e))
        if mask is not None:
            a *= ops.cast(mask, 'float32')
        a /= ops.cast(ops.sum(a, axis=1, keepdims=True) + 1e-7, 'float32')
        a = ops.expand_dims(a, -1)
        out = ops.sum(x * a, axis=1)
        if self.return_attention:
            return out, ops.squeeze(a, -1)
        return out


MAXLEN, WORDS, EMB = 60, 5000, 50
embedding_matrix = np.random.normal(0, 1, (WORDS, EMB))


def toxic_model(cell=LSTM, units=40, **attention):
    inp = Input(shape=(MAXLEN,))
    x = Embedding(WORDS, EMB, weights=[embedding_matrix], trainable=False)(inp)
    x = SpatialDropout1D(0.1)(x)
    x = Bidirectional(cell(units, return_sequences=True))(x)
    x = Attention(MAXLEN, **attention)(x)
    if attention.get('return_attention'):
        x, where = x
    x = Dense(64, activation='relu')(x)
    x = Dropout(0.1)(x)
    x = Dense(6, activation='sigmoid')(x)
    model = Model(inputs=inp, outputs=x)
    model.compile(loss='binary_crossentropy', optimizer='adam', metrics=['accuracy'])
    return model


X = np.random.randint(1, WORDS, (128, MAXLEN))
Y = np.random.randint(0, 2, (128, 6))
first = toxic_model()
first.fit(X, Y, batch_size=32, epochs=1, validation_split=.1)
second = toxic_model(keras.layers.GRU, 20, bias=False, return_attention=True)
second.fit(X, Y, batch_size=32, epochs=1)
y = (first.predict(X, batch_size=64) + second.predict(X, batch_size=64)) / 2
print(y.shape)
