import tensorflow as tf
import numpy as np


class Tower(tf.keras.Model):
    def __init__(self, vocabulary, embedding_dimension=16, layer_sizes=(16, 8)):
        super().__init__()
        self.embedding = tf.keras.Sequential([
            tf.keras.layers.IntegerLookup(vocabulary=vocabulary, mask_token=None),
            tf.keras.layers.Embedding(len(vocabulary) + 1, embedding_dimension),
        ])
        self.dense_layers = tf.keras.Sequential()
        for layer_size in layer_sizes[:-1]:
            self.dense_layers.add(tf.keras.layers.Dense(layer_size, activation="relu"))
        # no activation for the last layer
        for layer_size in layer_sizes[-1:]:
            self.dense_layers.add(tf.keras.layers.Dense(layer_size))

    def call(self, inputs):
        feature_embedding = self.embedding(inputs)
        return self.dense_layers(feature_embedding)


class Retrieval(tf.keras.Model):
    def __init__(self, users, items, temperature=0.1):
        super().__init__()
        self.query_model = Tower(users)
        self.candidate_model = Tower(items, layer_sizes=[24, 8])
        self.temperature = temperature

    def call(self, features):
        query = tf.math.l2_normalize(self.query_model(features["user"]), axis=-1)
        candidate = tf.math.l2_normalize(self.candidate_model(features["item"]), axis=-1)
        return tf.matmul(query, candidate, transpose_b=True) / self.temperature


users = list(range(50))
items = list(range(100, 180))
model = Retrieval(users, items)
batch = {"user": tf.constant(np.random.choice(users, 12)), "item": tf.constant(np.random.choice(items, 12))}
scores = model(batch)
labels = tf.eye(tf.shape(scores)[0])
loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(labels=labels, logits=scores))
