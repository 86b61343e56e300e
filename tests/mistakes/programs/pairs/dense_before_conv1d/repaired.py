import numpy as np
from tensorflow.keras import Input, Model
from tensorflow.keras.layers import Concatenate, Conv1D, Dense, GlobalAveragePooling1D, Reshape

rna = Input((80,), name="expression")
x = Dense(64, activation="relu")(rna)
x = Reshape((64, 1))(x)
x = Conv1D(8, 5)(x)
x = GlobalAveragePooling1D()(x)
model = Model(rna, Dense(2, activation="softmax")(x))
