import collections, itertools, random
import numpy as np
import tensorflow as tf
from tensorflow.keras import layers
from tensorflow.keras.preprocessing.sequence import skipgrams

sentence = "the wide road shimmered in the hot sun and the cold rain fell on the wide road"
tokens = sentence.lower().split()
counts = collections.Counter(tokens)
vocab = {"<pad>": 0, **{w: i for i, (w, _) in enumerate(counts.most_common(), start=1)}}
ids = [vocab[w] for w in tokens]
V, DIM, NS, WINDOW = len(vocab), 16, 4, 2
positive, _ = skipgrams(ids, vocabulary_size=V, window_size=WINDOW, negative_samples=0)
targets, contexts, labels = [], [], []
for t, c in positive:
    negatives = random.sample([i for i in range(1, V) if i != c], NS)
    targets.append(t)
    contexts.append([c] + negatives)
    labels.append([1] + [0] * NS)
targets, contexts, labels = map(np.array, (targets, contexts, labels))
print(targets.ndim, contexts.shape[1], labels.shape[1])
ds = tf.data.Dataset.from_tensor_slices(((targets, contexts), labels)).shuffle(100).batch(8, drop_remainder=True)


class Word2Vec(tf.keras.Model):
    def __init__(self, vocab_size, embedding_dim):
        super().__init__()
        self.target_embedding = layers.Embedding(vocab_size, embedding_dim, name="w2v_embedding")
        self.context_embedding = layers.Embedding(vocab_size, embedding_dim)

    def call(self, pair):
        target, context = pair
        if len(target.shape) == 2:
            target = tf.squeeze(target, axis=1)
        word = self.target_embedding(target)
        ctx = self.context_embedding(context)
        return tf.einsum("be,bce->bc", word, ctx)


w2v = Word2Vec(V, DIM)
w2v.compile("adam", tf.keras.losses.CategoricalCrossentropy(from_logits=True))
w2v.fit(ds, epochs=1)
logits = w2v((tf.constant([1, 2, 3]), tf.constant([[1, 2, 3, 4, 5]] * 3)))
weights = w2v.get_layer("w2v_embedding").get_weights()[0]
near = weights @ weights.T
print(logits.shape, near.shape[0] == V)
