"""Fails only when run: the scores are a product of queries and keys."""
import numpy as np
import tensorflow as tf
from tensorflow.keras import layers

question = tf.keras.Input((12, 32))
passage = tf.keras.Input((60, 32))
context = layers.Attention()([question, passage])
pooled = layers.GlobalAveragePooling1D()(context)
model = tf.keras.Model([question, passage], layers.Dense(1)(pooled))
model.predict([np.zeros((2, 12, 32)), np.zeros((2, 60, passage.shape[-1]))])
