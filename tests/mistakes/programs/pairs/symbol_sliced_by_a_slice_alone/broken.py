# expect: SL421
import keras
import numpy as np
from keras import layers

signals = keras.Input(shape=(12, 4))
hidden = layers.Dense(8)(signals)
early = hidden[:6]  # blame
outputs = layers.Dense(1)(layers.Flatten()(early))
model = keras.Model(signals, outputs)
print(model.predict(np.ones((3, 12, 4)), verbose=0).shape)
