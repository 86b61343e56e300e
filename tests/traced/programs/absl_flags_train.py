"""Trains a text classifier; options as absl flags."""
from absl import app
from absl import flags
from absl import logging

import numpy as np
import tensorflow as tf

FLAGS = flags.FLAGS

flags.DEFINE_integer('vocab_size', 2000, 'Size of the vocabulary.')
flags.DEFINE_integer('max_len', 80, 'Length of the sequences.', lower_bound=1)
flags.DEFINE_integer('embedding_dim', 32, 'Size of the embedding.')
flags.DEFINE_list('filter_sizes', ['3', '4', '5'], 'Sizes of the filters.')
flags.DEFINE_multi_integer('hidden', [64, 16], 'Hidden units.')
flags.DEFINE_float('dropout', 0.5, 'Dropout.')
flags.DEFINE_enum('rnn', 'gru', ['gru', 'lstm'], 'Which recurrent layer.')
flags.DEFINE_bool('bidirectional', True, 'Whether to read both ways.')
flags.DEFINE_boolean('use_attention', False, 'Attention on top.')
flags.DEFINE_string('name', 'textcnn', 'Name of the model.')
flags.DEFINE_string('checkpoint', None, 'Where to start.')
_CLASSES = flags.DEFINE_integer('num_classes', 4, 'Classes.')


def cnn(tokens):
    x = tf.keras.layers.Embedding(FLAGS.vocab_size, FLAGS.embedding_dim)(tokens)
    x = tf.keras.layers.Reshape((FLAGS.max_len, FLAGS.embedding_dim, 1))(x)
    pooled = []
    for size in FLAGS.filter_sizes:
        size = int(size)
        c = tf.keras.layers.Conv2D(8, (size, FLAGS.embedding_dim), activation='relu', name=f'conv_{size}')(x)
        c = tf.keras.layers.MaxPooling2D((FLAGS.max_len - size + 1, 1))(c)
        pooled.append(c)
    x = tf.keras.layers.concatenate(pooled, axis=-1)
    x = tf.keras.layers.Flatten()(x)
    return tf.keras.layers.Dropout(FLAGS.dropout)(x)


def rnn(tokens):
    cells = {'gru': tf.keras.layers.GRU, 'lstm': tf.keras.layers.LSTM}
    layer = cells[FLAGS.rnn](FLAGS.embedding_dim, return_sequences=FLAGS.use_attention)
    if FLAGS.bidirectional:
        layer = tf.keras.layers.Bidirectional(layer)
    x = tf.keras.layers.Embedding(FLAGS.vocab_size, FLAGS.embedding_dim)(tokens)
    x = layer(x)
    if FLAGS.use_attention:
        x = tf.keras.layers.Attention()([x, x])
        x = tf.keras.layers.GlobalAveragePooling1D()(x)
    return x


def build():
    tokens = tf.keras.Input((FLAGS.max_len,), dtype='int32')
    x = tf.keras.layers.Concatenate()([cnn(tokens), rnn(tokens)])
    for units in FLAGS.hidden:
        x = tf.keras.layers.Dense(units, activation='relu')(x)
    out = tf.keras.layers.Dense(_CLASSES.value, activation='softmax')(x)
    return tf.keras.Model(tokens, out, name=FLAGS.name)


def main(argv):
    del argv  # Unused.
    model = build()
    if FLAGS.checkpoint:
        model.load_weights(FLAGS.checkpoint)
    model.compile('adam', 'sparse_categorical_crossentropy')
    x = np.random.randint(0, FLAGS.vocab_size, (32, FLAGS.max_len))
    y = np.random.randint(0, _CLASSES.value, (32,))
    model.fit(x, y, batch_size=8, epochs=1)
    logging.info('%s', model.output_shape)


if __name__ == '__main__':
    app.run(main)
