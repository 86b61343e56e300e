import numpy as np, pandas as pd
import tensorflow as tf
from tensorflow.keras import Model
from tensorflow.keras.layers import Add, Activation, Concatenate, Dense, Dot, Dropout, Embedding, Flatten, Input, Lambda, Reshape
from tensorflow.keras.regularizers import l2

rng = np.random.default_rng(8)
ratings = pd.DataFrame({
    "userId": rng.choice([3, 7, 12, 29, 44, 101, 102], 600),
    "movieId": rng.choice(np.arange(1000, 1050), 600),
    "rating": rng.integers(1, 11, 600) / 2,
})
user_ids = ratings["userId"].unique().tolist()
user2row = {x: i for i, x in enumerate(user_ids)}
movie_ids = ratings["movieId"].unique().tolist()
movie2row = {x: i for i, x in enumerate(movie_ids)}
ratings["user"] = ratings["userId"].map(user2row)
ratings["movie"] = ratings["movieId"].map(movie2row)
num_users, num_movies = len(user2row), len(movie2row)
lo, hi = ratings.rating.min(), ratings.rating.max()

ratings = ratings.sample(frac=1, random_state=42)
x = ratings[["user", "movie"]].values
y = ratings["rating"].apply(lambda r: (r - lo) / (hi - lo)).values
cut = int(0.9 * ratings.shape[0])
x_train, x_val, y_train, y_val = x[:cut], x[cut:], y[:cut], y[cut:]
print(x_train.shape)

N_FACTORS = 20


def embedding_block(n, k, name):
    inp = Input(shape=(1,), name=name)
    vec = Embedding(n, k, embeddings_initializer="he_normal", embeddings_regularizer=l2(1e-6))(inp)
    bias = Embedding(n, 1)(inp)
    return inp, Reshape((k,))(vec), Reshape((1,))(bias)


def dot_model():
    u_in, u, ub = embedding_block(num_users, N_FACTORS, "user")
    m_in, m, mb = embedding_block(num_movies, N_FACTORS, "movie")
    out = Dot(axes=1)([u, m])
    out = Add()([out, ub, mb])
    out = Activation("sigmoid")(out)
    return Model(inputs=[u_in, m_in], outputs=out)


def deep_model(units=(64, 32)):
    u_in, u, _ = embedding_block(num_users, N_FACTORS, "user")
    m_in, m, _ = embedding_block(num_movies, N_FACTORS, "movie")
    h = Concatenate()([u, m])
    for n in units:
        h = Dropout(0.1)(Dense(n, activation="relu")(h))
    return Model([u_in, m_in], Dense(1, activation="sigmoid")(h))


class Recommender(tf.keras.Model):
    def __init__(self, users, movies, size, **kwargs):
        super().__init__(**kwargs)
        self.u = Embedding(users, size)
        self.ub = Embedding(users, 1)
        self.m = Embedding(movies, size)
        self.mb = Embedding(movies, 1)

    def call(self, inputs):
        user = self.u(inputs[:, 0])
        movie = self.m(inputs[:, 1])
        score = tf.reduce_sum(user * movie, axis=1, keepdims=True)
        return tf.nn.sigmoid(score + self.ub(inputs[:, 0]) + self.mb(inputs[:, 1]))


for build in (dot_model, deep_model):
    model = build()
    model.compile(loss="mse", optimizer=tf.keras.optimizers.Adam(0.001))
    model.fit([x_train[:, 0], x_train[:, 1]], y_train, epochs=2, validation_data=([x_val[:, 0], x_val[:, 1]], y_val))

net = Recommender(num_users, num_movies, 16)
net.compile(loss="binary_crossentropy", optimizer="adam")
net.fit(x=x_train, y=y_train, batch_size=64, epochs=2, validation_data=(x_val, y_val))
seen = ratings[ratings.userId == 7].movie.tolist()
unseen = [[i] for i in range(num_movies) if i not in seen]
pairs = np.hstack(([[user2row[7]]] * len(unseen), unseen))
scores = net.predict(pairs).flatten()
print(scores.argsort()[-5:][::-1], pairs.shape)
