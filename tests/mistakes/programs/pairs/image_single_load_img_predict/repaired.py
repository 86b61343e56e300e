import numpy as np
import tensorflow as tf
from tensorflow.keras.preprocessing import image

model = tf.keras.Sequential([
    tf.keras.layers.Conv2D(4, 3, activation="relu", input_shape=(40, 40, 3)),
    tf.keras.layers.GlobalAveragePooling2D(),
    tf.keras.layers.Dense(3, activation="softmax"),
])
img = tf.keras.utils.load_img("flowers/rose/0.png", target_size=(40, 40))
x = tf.keras.utils.img_to_array(img)
x = np.expand_dims(x, axis=0)
x = x / 255.0
preds = model.predict(x)
