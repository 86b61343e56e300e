import keras
import numpy as np
import tensorflow as tf
from keras import layers
from keras.layers import Input, Embedding, Flatten, Dot, Dense, Concatenate, Add, Activation, Dropout, Lambda
from keras.models import Model
from keras.regularizers import l2

ratings = np.array([[0, 10, 4.0], [1, 11, 3.5], [2, 12, 5.0], [0, 13, 1.0]])
n_users = len(np.unique(ratings[:, 0]))
n_movies = len(np.unique(ratings[:, 1]))
n_factors = 8
EMBEDDING_SIZE = 6

# Matrix factorisation
movie_input = Input(shape=[1], name="Movie-Input")
movie_embedding = Embedding(n_movies + 1, n_factors, name="Movie-Embedding")(movie_input)
movie_vec = Flatten(name="Flatten-Movies")(movie_embedding)
user_input = Input(shape=[1], name="User-Input")
user_embedding = Embedding(n_users + 1, n_factors, name="User-Embedding")(user_input)
user_vec = Flatten(name="Flatten-Users")(user_embedding)
prod = Dot(name="Dot-Product", axes=1)([movie_vec, user_vec])
model = Model([user_input, movie_input], prod)
model.compile("adam", "mean_squared_error")

# Neural version
conc = Concatenate()([movie_vec, user_vec])
fc1 = Dense(32, activation="relu")(conc)
fc2 = Dense(16, activation="relu")(fc1)
out = Dense(1)(fc2)
model2 = Model([user_input, movie_input], out)


class EmbeddingLayer:
    def __init__(self, n_items, n_factors):
        self.n_items = n_items
        self.n_factors = n_factors

    def __call__(self, x):
        x = Embedding(self.n_items, self.n_factors, embeddings_initializer="he_normal", embeddings_regularizer=l2(1e-6))(x)
        x = layers.Reshape((self.n_factors,))(x)
        return x


def recommender(n_users, n_movies, n_factors, min_rating, max_rating):
    user = Input(shape=(1,))
    u = EmbeddingLayer(n_users, n_factors)(user)
    ub = EmbeddingLayer(n_users, 1)(user)
    movie = Input(shape=(1,))
    m = EmbeddingLayer(n_movies, n_factors)(movie)
    mb = EmbeddingLayer(n_movies, 1)(movie)
    x = Dot(axes=1)([u, m])
    x = Add()([x, ub, mb])
    x = Activation("sigmoid")(x)
    x = Lambda(lambda x: x * (max_rating - min_rating) + min_rating)(x)
    return Model(inputs=[user, movie], outputs=x)


bias_model = recommender(n_users, n_movies, 12, min(ratings[:, 2]), max(ratings[:, 2]))


class RecommenderNet(keras.Model):
    def __init__(self, num_users, num_movies, embedding_size, **kwargs):
        super().__init__(**kwargs)
        self.num_users = num_users
        self.user_embedding = layers.Embedding(num_users, embedding_size, embeddings_initializer="he_normal")
        self.user_bias = layers.Embedding(num_users, 1)
        self.movie_embedding = layers.Embedding(num_movies, embedding_size)
        self.movie_bias = layers.Embedding(num_movies, 1)

    def call(self, inputs):
        user_vector = self.user_embedding(inputs[:, 0])
        user_bias = self.user_bias(inputs[:, 0])
        movie_vector = self.movie_embedding(inputs[:, 1])
        movie_bias = self.movie_bias(inputs[:, 1])
        dot_user_movie = tf.tensordot(user_vector, movie_vector, 2)
        x = dot_user_movie + user_bias + movie_bias
        return tf.nn.sigmoid(x)


net = RecommenderNet(n_users, n_movies, EMBEDDING_SIZE)
scores = net(np.array([[0, 1], [1, 2], [2, 0]]))
