import numpy as np
from keras import Sequential, layers

frames = np.random.rand(10, 20, 20, 3)
model = Sequential([layers.Input((20, 20, 3)), layers.Conv2D(4, 3), layers.GlobalMaxPooling2D(), layers.Dense(2)])
first = model.predict(frames[:1])
again = model.predict(frames[0][None])
third = model.predict(np.expand_dims(frames[0], 0))
fourth = model.predict(frames[0].reshape(1, 20, 20, 3))
fifth = model(frames[0:1])
best = [int(np.argmax(model.predict(frame[np.newaxis, ...], verbose=0))) for frame in frames[:3]]
