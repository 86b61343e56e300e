import numpy as np
import tensorflow as tf
from tensorflow.keras import Model, Sequential, layers, metrics, optimizers
from tensorflow.keras.applications import mobilenet_v2

EDGE = 96
target_shape = (EDGE, EDGE)


def embedding_network():
    base = mobilenet_v2.MobileNetV2(weights=None, include_top=False, input_shape=target_shape + (3,), alpha=0.35)
    for layer in base.layers[:-20]:
        layer.trainable = False
    flat = layers.GlobalAveragePooling2D()(base.output)
    out = layers.Dense(128)(flat)
    out = layers.UnitNormalization(axis=1)(out)
    return Model(base.input, out, name="embedding")


class Distances(layers.Layer):
    def call(self, anchor, positive, negative):
        ap = tf.reduce_sum(tf.square(anchor - positive), -1)
        an = tf.reduce_sum(tf.square(anchor - negative), -1)
        return ap, an


class Siamese(Model):
    def __init__(self, network, margin=0.5):
        super().__init__()
        self.network = network
        self.margin = margin
        self.loss_tracker = metrics.Mean(name="loss")

    def call(self, inputs):
        return self.network(inputs)

    def _loss(self, data):
        ap, an = self.network(data)
        return tf.maximum(ap - an + self.margin, 0.0)

    def train_step(self, data):
        with tf.GradientTape() as tape:
            loss = self._loss(data)
        grads = tape.gradient(loss, self.network.trainable_weights)
        self.optimizer.apply_gradients(zip(grads, self.network.trainable_weights))
        self.loss_tracker.update_state(loss)
        return {"loss": self.loss_tracker.result()}

    def test_step(self, data):
        self.loss_tracker.update_state(self._loss(data))
        return {"loss": self.loss_tracker.result()}

    @property
    def metrics(self):
        return [self.loss_tracker]


def triplets(n, people=5):
    faces = np.random.rand(people, 4, EDGE, EDGE, 3).astype("float32")
    for _ in range(n):
        who, other = np.random.choice(people, 2, replace=False)
        i, j = np.random.choice(4, 2, replace=False)
        yield faces[who, i], faces[who, j], faces[other, np.random.randint(4)]


signature = tuple(tf.TensorSpec((EDGE, EDGE, 3), tf.float32) for _ in range(3))
dataset = tf.data.Dataset.from_generator(lambda: triplets(40), output_signature=signature)
dataset = dataset.map(lambda a, p, n: (a * 2 - 1, p * 2 - 1, n * 2 - 1)).shuffle(64).batch(8).prefetch(1)

embed = embedding_network()
names = ("anchor", "positive", "negative")
inputs = [layers.Input(name=name, shape=target_shape + (3,)) for name in names]
distances = Distances()(*(embed(t) for t in inputs))
network = Model(inputs=inputs, outputs=distances)
siamese = Siamese(network)
siamese.compile(optimizer=optimizers.Adam(1e-4))
siamese.fit(dataset, epochs=1)

for anchor, positive, negative in dataset.take(1):
    a, p, n = embed(anchor), embed(positive), embed(negative)
    cosine = metrics.CosineSimilarity()
    print(float(cosine(a, p)), float(cosine(a, n)), a.shape)
probe = Sequential([embed, layers.Dense(5, activation="softmax")])
print(probe(np.zeros((2, EDGE, EDGE, 3))).shape)
