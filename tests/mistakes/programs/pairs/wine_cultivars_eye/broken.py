# expect: SL502
import numpy as np
import tensorflow as tf
from tensorflow.keras.layers import Dense, InputLayer

chemistry = np.random.normal(size=(178, 13))
cultivar = np.eye(3)[np.random.randint(0, 3, size=178)]

net = tf.keras.Sequential()
net.add(InputLayer(shape=(13,)))
net.add(Dense(26, activation="tanh"))
net.add(Dense(2, activation="softmax"))  # blame
net.compile(optimizer="sgd", loss=tf.keras.losses.CategoricalCrossentropy(), metrics=["accuracy"])
net.fit(chemistry, cultivar, epochs=1)
