# params: 3*4+4 + 4*1+1
# output: (None, 1)
import numpy as np
from keras.layers import Dense
from keras.models import Sequential


def generate(batch_size):
    while True:
        yield np.random.rand(batch_size, 3), np.random.rand(batch_size, 1)


model = Sequential()
model.add(Dense(4, input_dim=3, activation="relu"))
model.add(Dense(1))
model.compile(loss="mse", optimizer="sgd")
model.fit_generator(generate(4), steps_per_epoch=2, epochs=1, validation_data=generate(4), validation_steps=1, verbose=0, max_queue_size=10)
score = model.evaluate_generator(generate(4), steps=2)
