# expect: SL202
import numpy as np
import tensorflow as tf

layer = tf.keras.layers.Conv2D(4, 3)
image = np.random.rand(32, 32, 3).astype("float32")
features = layer(image)  # blame
