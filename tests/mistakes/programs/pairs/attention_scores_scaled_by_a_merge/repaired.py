import tensorflow as tf
from keras import Input, Model
from keras.layers import Dense, Dot, GlobalAveragePooling1D

queries, keys = Input((6, 16)), Input((9, 16))
scores = Dot(axes=2)([queries, keys])
scaled = scores * tf.constant(16**-0.5)
out = Dense(1)(GlobalAveragePooling1D()(scaled))
model = Model([queries, keys], out)
