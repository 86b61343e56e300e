"""Citation graph: a graph network written with keras.ops alone."""
import keras
import numpy as np
from keras import ops
from keras.layers import BatchNormalization, Dense, Dropout, Layer

papers, words, subjects, links = 120, 50, 7, 400
rng = np.random.default_rng(1)
features = rng.random((papers, words)).astype("float32")
subject = rng.integers(0, subjects, papers)
edges = rng.integers(0, papers, (2, links))
weights = np.ones(links, "float32")


def ffn(units, rate, name=None):
    block = []
    for u in units:
        block += [BatchNormalization(), Dropout(rate), Dense(u, activation="gelu")]
    return keras.Sequential(block, name=name)


class GraphConv(Layer):
    def __init__(self, units, rate=0.2, how="concat", normalize=False, **kwargs):
        super().__init__(**kwargs)
        self.how = how
        self.normalize = normalize
        self.prepare = ffn(units, rate)
        self.update = ffn(units, rate)

    def messages(self, neighbours, weight=None):
        messages = self.prepare(neighbours)
        if weight is not None:
            messages = messages * ops.expand_dims(weight, -1)
        return messages

    def gather(self, targets, messages, count):
        return ops.segment_sum(messages, targets, num_segments=count)

    def call(self, inputs):
        nodes, edges, weight = inputs
        targets, sources = edges[0], edges[1]
        neighbours = ops.take(nodes, sources, axis=0)
        messages = self.messages(neighbours, weight)
        gathered = self.gather(targets, messages, nodes.shape[0])
        if self.how == "concat":
            h = ops.concatenate([nodes, gathered], axis=1)
        elif self.how == "add":
            h = nodes + gathered
        else:
            raise ValueError(self.how)
        h = self.update(h)
        if self.normalize:
            h = ops.normalize(h, axis=-1)
        return h


class Classifier(keras.Model):
    def __init__(self, graph, classes, units=(32, 32), **kwargs):
        super().__init__(**kwargs)
        self.nodes, self.edges, self.w = graph
        self.before = ffn(units, 0.3, "before")
        self.conv1 = GraphConv(units, how="concat", name="conv1")
        self.conv2 = GraphConv(units, how="add", normalize=True, name="conv2")
        self.after = ffn(units, 0.3, "after")
        self.logits = Dense(classes, name="logits")

    def call(self, which):
        x = self.before(self.nodes)
        x = self.conv1((x, self.edges, self.w)) + x
        x = self.conv2((x, self.edges, self.w)) + x
        x = self.after(x)
        return self.logits(ops.take(x, which, axis=0))


graph = (ops.convert_to_tensor(features), ops.convert_to_tensor(edges), ops.convert_to_tensor(weights))
net = Classifier(graph, subjects)
print("logits", net(ops.convert_to_tensor([1, 10, 100])).shape)
net.compile(keras.optimizers.Adam(0.01), keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["acc"])
train = rng.permutation(papers)[:80]
net.fit(train, subject[train], epochs=2, batch_size=20)

baseline = keras.Sequential([keras.Input((words,)), ffn((32,), 0.5), Dense(subjects)])
print(baseline(features).shape, net.predict(np.arange(5)).shape)
