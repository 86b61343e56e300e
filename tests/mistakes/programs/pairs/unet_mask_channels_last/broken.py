# expect: SL502
import numpy as np
import tensorflow as tf
from tensorflow.keras import layers

X = np.zeros((6, 32, 32, 3), dtype=np.uint8)
Y = np.zeros((6, 32, 32, 1), dtype=bool)
inputs = layers.Input((32, 32, 3))
s = layers.Lambda(lambda x: x / 255)(inputs)
c1 = layers.Conv2D(8, (3, 3), activation="elu", kernel_initializer="he_normal", padding="same")(s)
p1 = layers.MaxPooling2D((2, 2))(c1)
c2 = layers.Conv2D(16, (3, 3), activation="elu", padding="same")(p1)
u1 = layers.Conv2DTranspose(8, (2, 2), strides=(2, 2), padding="same")(c2)
u1 = layers.concatenate([u1, c1])
outputs = layers.Conv2D(3, (1, 1), activation="sigmoid")(u1)  # blame
model = tf.keras.Model(inputs=[inputs], outputs=[outputs])
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
model.fit(X, Y, batch_size=2, epochs=1)
