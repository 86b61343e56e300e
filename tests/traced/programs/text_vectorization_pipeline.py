import string
import re

import numpy as np
import tensorflow as tf
from tensorflow.keras import layers, losses
from tensorflow.keras.layers import TextVectorization

max_features = 1000
sequence_length = 25
embedding_dim = 16

texts = np.array(["what a great movie", "I did not like it at all", "fine <br /> but long", "never again"] * 4)
labels = np.array([1, 0, 1, 0] * 4)
raw_train_ds = tf.data.Dataset.from_tensor_slices((texts, labels)).batch(4)


def custom_standardization(input_data):
    lowercase = tf.strings.lower(input_data)
    stripped_html = tf.strings.regex_replace(lowercase, "<br />", " ")
    return tf.strings.regex_replace(stripped_html, "[%s]" % re.escape(string.punctuation), "")


vectorize_layer = TextVectorization(
    standardize=custom_standardization,
    max_tokens=max_features,
    output_mode="int",
    output_sequence_length=sequence_length,
)
train_text = raw_train_ds.map(lambda x, y: x)
vectorize_layer.adapt(train_text)


def vectorize_text(text, label):
    text = tf.expand_dims(text, -1)
    return vectorize_layer(text), label


train_ds = raw_train_ds.map(vectorize_text)
AUTOTUNE = tf.data.AUTOTUNE
train_ds = train_ds.cache().prefetch(buffer_size=AUTOTUNE)

model = tf.keras.Sequential([
    layers.Embedding(max_features, embedding_dim),
    layers.Dropout(0.2),
    layers.GlobalAveragePooling1D(),
    layers.Dropout(0.2),
    layers.Dense(1, activation="sigmoid"),
])
model.compile(loss=losses.BinaryCrossentropy(), optimizer="adam", metrics=[tf.metrics.BinaryAccuracy(threshold=0.5)])
history = model.fit(train_ds, epochs=1)

# functional, on the words themselves
word_input = tf.keras.Input(shape=(sequence_length,), dtype="int64")
embedded = layers.Embedding(len(vectorize_layer.get_vocabulary()) + 1, 8, mask_zero=True)(word_input)
encoded = layers.Bidirectional(layers.LSTM(6))(embedded)
output = layers.Dense(1)(encoded)
rnn = tf.keras.Model(word_input, output)

# end to end, on raw strings
export_model = tf.keras.Sequential([
    tf.keras.Input(shape=(), dtype="string"),
    vectorize_layer,
    model,
    layers.Activation("sigmoid"),
])
text_input = tf.keras.Input(shape=(1,), dtype=tf.string, name="text")
bag = TextVectorization(max_tokens=50, output_mode="multi_hot")
bag.adapt(texts)
ids = vectorize_layer(text_input)
vector = model(ids)
print(export_model.predict(tf.constant(["a good one", "a bad one"])))
