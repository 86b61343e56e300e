# params: 4*6+6 + 6*1+1
# output: (None, 1)
import numpy as np
from keras.layers import Dense
from keras.models import Sequential

x, y = np.random.rand(20, 4), np.random.randint(0, 2, 20)
model = Sequential([Dense(6, activation="relu", input_shape=(4,)), Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
model.fit(x, y, epochs=1, verbose=0)
predictions = model.predict_classes(x)
assert predictions.shape == (20, 1)
assert set(np.unique(predictions)) <= {0, 1}
