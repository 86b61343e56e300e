import numpy as np
from tensorflow.keras.applications import MobileNetV2
from tensorflow.keras.layers import Dense, Dropout, GlobalAveragePooling2D
from tensorflow.keras.models import Model

photos = np.zeros((8, 96, 96, 3), dtype="float32")
kinds = np.array([0, 1, 2, 3, 0, 1, 2, 3])

backbone = MobileNetV2(include_top=False, weights=None, input_shape=(96, 96, 3), alpha=0.35)
backbone.trainable = False
x = backbone.output
x = GlobalAveragePooling2D()(x)
x = Dropout(0.2)(x)
predictions = Dense(4, activation="softmax")(x)
model = Model(inputs=backbone.input, outputs=predictions)
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(photos, kinds, epochs=1)
