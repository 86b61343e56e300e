import numpy as np
import tensorflow as tf
from tensorflow.keras import backend as K
from tensorflow.keras import layers, models
from tensorflow.keras.layers import Lambda


def euclidean_distance(vects):
    x, y = vects
    sum_square = K.sum(K.square(x - y), axis=1, keepdims=True)
    return K.sqrt(K.maximum(sum_square, K.epsilon()))


def eucl_dist_output_shape(shapes):
    shape1, shape2 = shapes
    return (shape1[0], 1)


def create_base_network(input_shape):
    """Base network to be shared (eq. to feature extraction)."""
    inp = layers.Input(shape=input_shape)
    x = layers.Flatten()(inp)
    x = layers.Dense(32, activation="relu")(x)
    x = layers.Dropout(0.1)(x)
    x = layers.Dense(32, activation="relu")(x)
    return models.Model(inp, x)


data = np.random.random((40, 28, 28))
input_shape = data.shape[1:]

base_network = create_base_network(input_shape)
input_a = layers.Input(shape=input_shape)
input_b = layers.Input(shape=input_shape)

# because we re-use the same instance `base_network`, the weights are shared
processed_a = base_network(input_a)
processed_b = base_network(input_b)

distance = Lambda(euclidean_distance, output_shape=eucl_dist_output_shape)([processed_a, processed_b])
model = models.Model([input_a, input_b], distance)


def triplet_model(embed, shape, margin=0.2):
    anchor, positive, negative = (layers.Input(shape, name=n) for n in ("anchor", "positive", "negative"))
    ea, ep, en = embed(anchor), embed(positive), embed(negative)
    ap = layers.Lambda(lambda t: tf.reduce_sum(tf.square(t[0] - t[1]), axis=-1), output_shape=())([ea, ep])
    an = layers.Lambda(lambda t: tf.reduce_sum(tf.square(t[0] - t[1]), axis=-1), output_shape=())([ea, en])
    stacked = layers.Concatenate(name="stacked")([layers.Reshape((1,))(ap), layers.Reshape((1,))(an)])
    return models.Model([anchor, positive, negative], stacked)


triplet = triplet_model(base_network, input_shape)
cosine = layers.Dot(axes=1, normalize=True)([processed_a, processed_b])
similarity = models.Model([input_a, input_b], cosine)
