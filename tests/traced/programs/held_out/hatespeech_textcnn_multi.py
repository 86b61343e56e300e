from tensorflow import keras
from tensorflow.keras import layers
from tensorflow.keras.layers import TextVectorization
import tensorflow as tf

texts = tf.constant(["you are great", "i hate this so much", "what a day", "go away now"] * 8)
y = tf.constant([0, 1, 0, 1] * 8)
vec = TextVectorization(max_tokens=100, output_sequence_length=16)
vec.adapt(tf.data.Dataset.from_tensor_slices(texts).batch(8))


def text_cnn(sizes=(2, 3, 4), filters=32, dim=24):
    ids = keras.Input((16,), dtype="int64")
    e = layers.Embedding(100, dim)(ids)
    pooled = []
    for s in sizes:
        c = layers.Conv1D(filters, s, activation="relu")(e)
        pooled.append(layers.GlobalMaxPooling1D()(c))
    h = layers.concatenate(pooled) if len(pooled) > 1 else pooled[0]
    h = layers.Dropout(0.5)(h)
    return keras.Model(ids, layers.Dense(1, activation="sigmoid")(h))


cnn = text_cnn()
cnn.compile("adam", "binary_crossentropy")
cnn.fit(vec(texts), y, epochs=1)
end_to_end = keras.Sequential([keras.Input(shape=(1,), dtype="string"), vec, cnn])
print(end_to_end(tf.constant([["go now"]])).shape)
single = text_cnn((5,), filters=7)
print(single.output_shape, single(vec(tf.constant(["hello"]))).shape)
two_d = keras.Sequential([
    layers.Embedding(100, 24),
    layers.Reshape((16, 24, 1)),
    layers.Conv2D(8, (3, 24), activation="relu"),
    layers.MaxPooling2D((14, 1)),
    layers.Flatten(),
    layers.Dense(1),
])
print(two_d(vec(texts[:5])).shape)
