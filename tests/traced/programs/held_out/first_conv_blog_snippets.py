# Snippets of a blog post, one after the other.
import numpy as np
import tensorflow as tf

# 1
x = tf.random.normal((4, 28, 28, 3))
y = tf.keras.layers.Conv2D(2, 3, activation='relu')(x)
print(y.shape)

# 2: the same with padding and dilation
print(tf.keras.layers.Conv2D(2, 3, padding='same')(x).shape)
print(tf.keras.layers.Conv2D(2, 3, dilation_rate=2)(x).shape)

# 3: a batch of batches
x5 = tf.random.normal((4, 7, 28, 28, 3))
print(tf.keras.layers.TimeDistributed(tf.keras.layers.Conv2D(2, 3))(x5).shape)

# 4: sequences
seq = np.random.random((32, 10, 8)).astype('float32')
lstm = tf.keras.layers.LSTM(4)
whole = tf.keras.layers.LSTM(4, return_sequences=True, return_state=True)
output = lstm(seq)
all_steps, final_memory, final_carry = whole(seq)
print(output.shape, all_steps.shape, final_memory.shape, final_carry.shape)

# 5: embeddings
emb = tf.keras.layers.Embedding(1000, 64)
ids = np.random.randint(1000, size=(32, 10))
vectors = emb(ids)
print(vectors.shape)
pooled = tf.keras.layers.GlobalAveragePooling1D()(vectors)
print(pooled.shape, tf.keras.layers.Dense(1)(pooled).shape)

# 6: attention
mha = tf.keras.layers.MultiHeadAttention(num_heads=2, key_dim=2)
target, source = tf.keras.Input((8, 16)), tf.keras.Input((4, 16))
attended, scores = mha(target, source, return_attention_scores=True)
print(attended.shape, scores.shape)
layer2d = tf.keras.layers.MultiHeadAttention(num_heads=2, key_dim=2, attention_axes=(2, 3))
print(layer2d(tf.keras.Input((5, 3, 4, 16)), tf.keras.Input((5, 3, 4, 16))).shape)

# 7: normalisation
norm = tf.keras.layers.BatchNormalization(axis=1)
print(norm(x).shape, tf.keras.layers.LayerNormalization(axis=[1, 2, 3])(x).shape)
unit = tf.keras.layers.UnitNormalization()
print(unit(pooled).shape)

# 8: merge
a, b = tf.ones((2, 3)), tf.ones((2, 3))
print(tf.keras.layers.Add()([a, b]).shape, tf.keras.layers.concatenate([a, b], axis=0).shape,
      tf.keras.layers.Dot(axes=1)([a, b]).shape, tf.keras.layers.maximum([a, b]).shape)
