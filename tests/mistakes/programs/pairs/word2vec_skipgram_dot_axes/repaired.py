from keras.layers import Input, Embedding, Reshape, Dense, dot
from keras.models import Model

vocab, dim = 500, 50
target, context = Input((1,)), Input((1,))
t = Reshape((dim, 1))(Embedding(vocab, dim)(target))
c = Reshape((dim, 1))(Embedding(vocab, dim)(context))
similarity = dot([t, c], axes=1)
out = Dense(1, activation="sigmoid")(Reshape((1,))(similarity))
model = Model([target, context], out)
