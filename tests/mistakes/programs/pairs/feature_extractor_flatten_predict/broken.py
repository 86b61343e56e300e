# expect: SL207
import numpy as np
from keras.applications import MobileNet
from keras.models import Sequential
from keras.layers import Dense, Dropout

base = MobileNet(weights=None, include_top=False, input_shape=(64, 64, 3), alpha=0.25)
train = np.random.rand(8, 64, 64, 3)
features = base.predict(train)
features = np.reshape(features, (8, 2 * 2 * 512))  # blame
clf = Sequential([Dense(16, activation="relu", input_dim=2 * 2 * 256), Dense(1, activation="sigmoid")])  # blame
clf.compile("rmsprop", "binary_crossentropy")
clf.fit(features, np.arange(8) % 2, epochs=1)  # blame
