import numpy as np
import tensorflow as tf

VOCABULARY, LENGTH, TOPICS = 500, 40, 6


def build():
    tokens = tf.keras.Input(shape=(LENGTH,), dtype="int32")
    x = tf.keras.layers.Embedding(VOCABULARY, 16)(tokens)
    x = tf.keras.layers.GlobalAveragePooling1D()(x)
    x = tf.keras.layers.Dense(32, activation="relu")(x)
    return tf.keras.Model(tokens, tf.keras.layers.Dense(TOPICS)(x))


def main():
    reviews = np.random.randint(1, VOCABULARY, (160, LENGTH))
    topics = np.random.randint(0, TOPICS, (160,))
    net = build()
    net.compile(
        optimizer=tf.keras.optimizers.Adam(3e-4),
        loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    )
    net.fit(reviews, topics, epochs=1)


if __name__ == "__main__":
    main()
