# expect: SL202
import tensorflow as tf
from keras import Input, Model
from keras.layers import Dense, Dot, GlobalAveragePooling1D, Multiply

queries, keys = Input((6, 16)), Input((9, 16))
scores = Dot(axes=2)([queries, keys])
scaled = Multiply()([scores, tf.constant(16**-0.5)])  # blame
out = Dense(1)(GlobalAveragePooling1D()(scaled))
model = Model([queries, keys], out)
