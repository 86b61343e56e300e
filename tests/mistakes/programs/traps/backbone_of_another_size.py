import numpy as np
from tensorflow.keras.applications import MobileNetV2
from tensorflow.keras.layers import Dense, GlobalAveragePooling2D, Input
from tensorflow.keras.models import Model

inputs = Input((70, 90, 3))
base = MobileNetV2(include_top=False, weights=None, input_tensor=inputs, alpha=0.35)
x = GlobalAveragePooling2D()(base.output)
model = Model(base.input, Dense(2, activation="softmax")(x))
print(model.predict(np.zeros((2, 70, 90, 3))))
