# expect: SL415
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

points = np.random.rand(20, 2).astype("float32")
heights = np.random.rand(20, 1).astype("float32")
weights = np.linspace(0.5, 1.5, 20)
train = tf.data.Dataset.from_tensor_slices((points, heights)).batch(5)  # blame

model = keras.Sequential([keras.Input((2,)), layers.Dense(1)])
model.compile("sgd", "mse")
model.fit(train, sample_weight=weights, epochs=1, verbose=0)  # blame
