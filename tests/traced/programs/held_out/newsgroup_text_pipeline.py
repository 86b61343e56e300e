"""Classify short messages from a folder of text files."""
import pathlib
import re
import string
import tempfile

import tensorflow as tf
from tensorflow.keras import layers, losses, Sequential, Input, Model

root = pathlib.Path(tempfile.mkdtemp())
samples = {
    "sport": ["the match was <br /> great", "a goal in the last minute", "they won the cup"],
    "food": ["bake for ten minutes", "add salt & pepper", "the soup was too hot"],
    "travel": ["the train was late", "a room with a view", "we took a boat"],
}
for label, texts in samples.items():
    (root / label).mkdir()
    for i, text in enumerate(texts * 4):
        (root / label / f"{i}.txt").write_text(text)

batch_size, seed = 4, 42
raw_train = tf.keras.utils.text_dataset_from_directory(
    root, batch_size=batch_size, validation_split=0.25, subset="training", seed=seed)
raw_valid = tf.keras.utils.text_dataset_from_directory(
    root, batch_size=batch_size, validation_split=0.25, subset="validation", seed=seed)
class_names = raw_train.class_names
num_classes = len(class_names)


def clean(text):
    lower = tf.strings.lower(text)
    no_tags = tf.strings.regex_replace(lower, "<br />", " ")
    return tf.strings.regex_replace(no_tags, "[%s]" % re.escape(string.punctuation), "")


max_tokens, sequence_length = 200, 12
vectorize = layers.TextVectorization(
    standardize=clean, max_tokens=max_tokens, output_mode="int", output_sequence_length=sequence_length)
vectorize.adapt(raw_train.map(lambda text, label: text))


def to_ids(text, label):
    text = tf.expand_dims(text, -1)
    return vectorize(text), label


AUTOTUNE = tf.data.AUTOTUNE
train_ds = raw_train.map(to_ids).cache().prefetch(buffer_size=AUTOTUNE)
valid_ds = raw_valid.map(to_ids).cache().prefetch(buffer_size=AUTOTUNE)

model = Sequential([
    layers.Embedding(max_tokens + 1, 16),
    layers.Dropout(0.2),
    layers.Conv1D(32, 3, padding="same", activation="relu"),
    layers.GlobalMaxPooling1D(),
    layers.Dense(num_classes),
])
model.compile(loss=losses.SparseCategoricalCrossentropy(from_logits=True), optimizer="adam", metrics=["accuracy"])
model.fit(train_ds, validation_data=valid_ds, epochs=3)

# what is deployed takes plain strings
export = Sequential([vectorize, model, layers.Activation("softmax")])
export.compile(loss="sparse_categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
answers = export(tf.constant([["the soup was great"], ["we won"]]))
print(answers.shape, [class_names[i] for i in tf.argmax(answers, axis=1)])

# the same with n-grams and tf-idf
grams = layers.TextVectorization(ngrams=2, max_tokens=500, output_mode="tf_idf")
grams.adapt([t for texts in samples.values() for t in texts])
text_in = Input(shape=(1,), dtype=tf.string)
bag = grams(text_in)
hidden = layers.Dense(16, activation="relu")(layers.Dropout(0.5)(bag))
bag_model = Model(text_in, layers.Dense(num_classes, activation="softmax")(hidden))
print(bag_model(tf.constant([["a boat"]])).shape)
