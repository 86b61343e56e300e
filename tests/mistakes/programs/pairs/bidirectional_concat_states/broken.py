# expect: SL210
import tensorflow as tf
from tensorflow.keras.layers import Input, LSTM, Bidirectional, Dense, Embedding

enc_in = Input((15,))
x = Embedding(200, 16)(enc_in)
_, fh, fc, bh, bc = Bidirectional(LSTM(32, return_state=True))(x)
h = tf.keras.layers.Concatenate()([fh, bh])
c = tf.keras.layers.Concatenate()([fc, bc])
dec_in = Input((10,))
y = Embedding(200, 16)(dec_in)
y = LSTM(32, return_sequences=True)(y, initial_state=[h, c])  # blame
out = Dense(200, activation="softmax")(y)
model = tf.keras.Model([enc_in, dec_in], out)
model.predict([tf.zeros((2, 15)), tf.zeros((2, 10))])
