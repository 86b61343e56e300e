# expect: SL502
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers
from tensorflow.keras.utils import to_categorical

inputs = keras.Input((30,))
x = layers.Dense(32, activation="relu")(inputs)
age = layers.Dense(1, name="age")(x)
emotion = layers.Dense(6, activation="softmax", name="emotion")(x)  # blame
model = keras.Model(inputs, [age, emotion])
model.compile(
    optimizer="adam",
    loss={"age": "mse", "emotion": "categorical_crossentropy"},
)

faces = np.random.rand(42, 30)
ages = np.random.uniform(10, 80, (42, 1))
emotions = to_categorical(np.arange(42) % 7, num_classes=7)
model.fit(faces, {"age": ages, "emotion": emotions}, epochs=1)
