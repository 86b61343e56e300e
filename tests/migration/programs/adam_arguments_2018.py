# params: 6*4+4 + 4*3+3
# output: (None, 3)
import numpy as np
import keras
from keras.layers import Dense

model = keras.models.Sequential()
model.add(Dense(4, activation="relu", input_dim=6))
model.add(Dense(3, activation="softmax"))
opt = keras.optimizers.Adam(lr=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-8, decay=0.0, amsgrad=False)
model.compile(loss="sparse_categorical_crossentropy", optimizer=opt)
model.fit(np.random.rand(12, 6), np.random.randint(0, 3, 12), epochs=1, verbose=0)
