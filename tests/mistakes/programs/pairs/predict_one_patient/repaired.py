import numpy as np
from tensorflow.keras.layers import Dense, Input
from tensorflow.keras.models import Model

inputs = Input(shape=(8,))
x = Dense(12, activation="relu")(inputs)
outputs = Dense(1, activation="sigmoid")(x)
model = Model(inputs, outputs)
model.compile(loss="binary_crossentropy", optimizer="adam")

patient = np.array([6, 148, 72, 35, 0, 33.6, 0.627, 50])
print(model.predict(np.expand_dims(patient, axis=0)))
