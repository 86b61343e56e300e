import keras
from keras import layers, ops
import numpy as np

CONTEXT, QUERY, VOCAB, D = 40, 10, 300, 16


class Similarity(layers.Layer):
    def build(self, shapes):
        self.w = self.add_weight(shape=(3 * shapes[0][-1],), name="w")

    def call(self, inputs):
        c, q = inputs
        c = ops.repeat(ops.expand_dims(c, 2), q.shape[1], axis=2)
        q = ops.repeat(ops.expand_dims(q, 1), c.shape[1], axis=1)
        both = ops.concatenate([c, q, c * q], axis=-1)
        return ops.sum(both * self.w, axis=-1)


class Attend(layers.Layer):
    def call(self, inputs):
        s, c, q = inputs
        c2q = ops.matmul(ops.softmax(s, axis=-1), q)
        weights = ops.softmax(ops.max(s, axis=-1), axis=-1)
        q2c = ops.einsum("bn,bnd->bd", weights, c)
        q2c = ops.tile(ops.expand_dims(q2c, 1), [1, c.shape[1], 1])
        return ops.concatenate([c, c2q, c * c2q, c * q2c], axis=-1)


context = keras.Input((CONTEXT,), name="context")
query = keras.Input((QUERY,), name="query")
embed = layers.Embedding(VOCAB, D)
encode = layers.Bidirectional(layers.LSTM(D, return_sequences=True), name="encode")
c, q = encode(embed(context)), encode(embed(query))
s = Similarity()([c, q])
g = Attend()([s, c, q])
m = layers.Bidirectional(layers.LSTM(D, return_sequences=True))(g)
start = layers.Dense(1)(layers.concatenate([g, m]))
start = layers.Softmax(name="start")(layers.Reshape((CONTEXT,))(start))
m2 = layers.Bidirectional(layers.LSTM(D, return_sequences=True))(m)
end = layers.Dense(1)(layers.concatenate([g, m2]))
end = layers.Softmax(name="end")(layers.Flatten()(end))
model = keras.Model([context, query], [start, end])
model.compile("adam", ["sparse_categorical_crossentropy"] * 2)
C, Q = np.random.randint(1, VOCAB, (32, CONTEXT)), np.random.randint(1, VOCAB, (32, QUERY))
S = np.random.randint(0, 30, 32)
E = S + np.random.randint(0, 10, 32)
model.fit([C, Q], [S, E], epochs=1, batch_size=8)
ps, pe = model.predict([C[:4], Q[:4]])
joint = np.triu(ps[:, :, None] * pe[:, None, :])
i, j = np.unravel_index(joint.reshape(4, -1).argmax(1), joint.shape[1:])
print(s.shape, g.shape, joint.shape, list(zip(i, j)))
