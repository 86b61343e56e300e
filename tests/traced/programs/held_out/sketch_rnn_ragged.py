import tensorflow as tf
from tensorflow.keras import layers

drawings = tf.ragged.constant([[[0., 1.], [1., 1.]], [[2., 2.], [0., 3.], [1., 0.]], [[5., 5.]]], ragged_rank=1)
labels = tf.constant([0, 1, 1])
print(drawings.shape, drawings.bounding_shape().numpy())
padded = drawings.to_tensor(default_value=-1.0, shape=[None, 6, 2])
print(padded.shape)

model = tf.keras.Sequential([
    layers.Input((6, 2)),
    layers.Masking(mask_value=-1.0),
    layers.Bidirectional(layers.LSTM(8)),
    layers.Dense(2, activation="softmax"),
])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(padded, labels, epochs=1)
print(model.predict(padded).shape)
mean = tf.reduce_mean(drawings, axis=1)
dense = layers.Dense(3)(mean)
print(mean.shape, dense.shape)
words = tf.strings.split(["a line here", "two words"])
print(words.shape, words.to_tensor("").shape)
lookup = layers.StringLookup(vocabulary=["a", "line", "here", "two"])
ids = lookup(words.to_tensor("", shape=(2, 4)))
vec = layers.Embedding(lookup.vocabulary_size(), 5)(ids)
print(ids.shape, vec.shape, layers.Flatten()(vec).shape)
