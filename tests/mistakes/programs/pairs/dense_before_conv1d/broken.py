# expect: SL202
import numpy as np
from tensorflow.keras import Input, Model
from tensorflow.keras.layers import Concatenate, Conv1D, Dense, GlobalAveragePooling1D

rna = Input((80,), name="expression")
x = Dense(64, activation="relu")(rna)
x = Conv1D(8, 5)(x)  # blame
x = GlobalAveragePooling1D()(x)
model = Model(rna, Dense(2, activation="softmax")(x))
