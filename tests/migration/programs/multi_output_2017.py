# params: 5*4+4 + 4*2+2 + 4*1+1
# output: ((None, 2), (None, 1))
import numpy as np
from keras.layers import Dense, Input
from keras.models import Model

inputs = Input(shape=(5,), name="main_input")
x = Dense(4, activation="relu")(inputs)
classes = Dense(2, activation="softmax", name="classes")(x)
value = Dense(1, name="value")(x)
model = Model(input=inputs, output=[classes, value])
model.compile(optimizer="rmsprop", loss={"classes": "categorical_crossentropy", "value": "mse"}, loss_weights={"classes": 1.0, "value": 0.2}, metrics={"classes": "accuracy"})
model.fit({"main_input": np.random.rand(6, 5)}, {"classes": np.eye(2)[[0, 1, 0, 1, 0, 1]], "value": np.random.rand(6, 1)}, nb_epoch=1, verbose=0)
