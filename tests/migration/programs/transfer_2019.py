# params: 5*6+6 + 6*4+4 + 4*2+2
# output: (None, 2)
import numpy as np
from keras.layers import Dense
from keras.models import Model, Sequential

base = Sequential()
base.add(Dense(6, input_shape=(5,), activation="relu"))
base.add(Dense(4, activation="relu", name="bottleneck"))
for layer in base.layers[:-1]:
    layer.trainable = False
predictions = Dense(2, activation="softmax")(base.output)
model = Model(inputs=base.input, outputs=predictions)
model.compile(loss="categorical_crossentropy", optimizer="adam")
model.fit(np.random.rand(4, 5), np.eye(2)[[0, 1, 0, 1]], epochs=1, verbose=0)
