import numpy as np
from keras import Input, Model, layers
from keras.utils import to_categorical

masks = to_categorical(np.random.randint(0, 3, (4, 8, 8)), 3)
inputs = Input((8, 8, 1))
outputs = layers.Conv2D(3, 1, activation="softmax")(inputs)
model = Model(inputs, outputs)
model.compile("adam", "categorical_crossentropy", metrics=["categorical_accuracy"])
model.fit(np.random.rand(4, 8, 8, 1), masks, epochs=1)
