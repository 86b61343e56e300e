import keras
import tensorflow as tf
from keras.layers import TextVectorization
import re
import numpy as np
from pprint import pprint

MAX_LEN, VOCAB, EMBED_DIM, NUM_HEAD, FF_DIM, NUM_LAYERS, BATCH = 24, 300, 32, 4, 64, 1, 8
reviews = ["a lovely film about a dog", "boring and much too long", "the actor was great but the script was poor",
           "I have watched this movie and it was awesome"] * 8


def custom_standardization(input_data):
    lowercase = tf.strings.lower(input_data)
    stripped_html = tf.strings.regex_replace(lowercase, "<br />", " ")
    return tf.strings.regex_replace(stripped_html, "[%s]" % re.escape("!#$%&'()*+,-./:;<=>?@\\^_`{|}~"), "")


def get_vectorize_layer(texts, vocab_size, max_seq, special_tokens=["[MASK]"]):
    layer = TextVectorization(max_tokens=vocab_size, output_mode="int", standardize=custom_standardization,
                              output_sequence_length=max_seq)
    layer.adapt(texts)
    vocab = layer.get_vocabulary()
    vocab = vocab[2:vocab_size - len(special_tokens)] + ["[mask]"]
    layer.set_vocabulary(vocab)
    return layer


vectorize_layer = get_vectorize_layer(reviews, VOCAB, MAX_LEN)
mask_token_id = vectorize_layer(["[mask]"]).numpy()[0][0]


def encode(texts):
    return vectorize_layer(texts).numpy()


def masked(encoded):
    inp_mask = np.random.rand(*encoded.shape) < 0.15
    inp_mask[encoded <= 2] = False
    labels = -1 * np.ones(encoded.shape, dtype=int)
    labels[inp_mask] = encoded[inp_mask]
    encoded_masked = np.copy(encoded)
    inp_mask_2 = inp_mask & (np.random.rand(*encoded.shape) < 0.90)
    encoded_masked[inp_mask_2] = mask_token_id
    weights = np.ones(labels.shape)
    weights[labels == -1] = 0
    return encoded_masked, np.copy(encoded), weights


x_all = encode(reviews)
x, y, w = masked(x_all)
mlm_ds = tf.data.Dataset.from_tensor_slices((x, y, w)).shuffle(1000).batch(BATCH)
print(x_all.shape, w.shape)


def bert_module(query, key, value, i):
    attention = keras.layers.MultiHeadAttention(num_heads=NUM_HEAD, key_dim=EMBED_DIM // NUM_HEAD,
                                                name=f"encoder_{i}_multiheadattention")(query, key, value)
    attention = keras.layers.Dropout(0.1, name=f"encoder_{i}_att_dropout")(attention)
    attention = keras.layers.LayerNormalization(epsilon=1e-6)(query + attention)
    ffn = keras.Sequential([keras.layers.Dense(FF_DIM, activation="relu"), keras.layers.Dense(EMBED_DIM)], name=f"encoder_{i}_ffn")
    out = keras.layers.Dropout(0.1)(ffn(attention))
    return keras.layers.LayerNormalization(epsilon=1e-6)(attention + out)


inputs = keras.layers.Input((MAX_LEN,), dtype="int64")
h = keras.layers.Embedding(VOCAB, EMBED_DIM, name="word_embedding")(inputs)
for i in range(NUM_LAYERS):
    h = bert_module(h, h, h, i)
mlm_output = keras.layers.Dense(VOCAB, name="mlm_cls", activation="softmax")(h)
mlm = keras.Model(inputs, mlm_output)
mlm.compile("adam", "sparse_categorical_crossentropy")
mlm.fit(mlm_ds, epochs=1)

pretrained = keras.Model(mlm.input, mlm.get_layer("mlm_cls").input)
pretrained.trainable = False
cls_in = keras.layers.Input((MAX_LEN,), dtype="int64")
seq = pretrained(cls_in)
pooled = keras.layers.GlobalMaxPooling1D()(seq)
hidden = keras.layers.Dense(64, activation="relu")(pooled)
classifier = keras.Model(cls_in, keras.layers.Dense(1, activation="sigmoid")(hidden))
pprint(classifier.predict(x_all[:4]).shape)
