# params: 3*2+2
# output: (None, 2)
import math

import numpy as np
from keras import backend as K
from keras.callbacks import Callback, LearningRateScheduler
from keras.layers import Dense
from keras.models import Sequential
from keras.optimizers import SGD


def step_decay(epoch):
    return 0.1 * math.pow(0.5, math.floor((1 + epoch) / 10.0))


class Rates(Callback):
    def on_epoch_end(self, epoch, logs=None):
        self.rate = float(K.get_value(self.model.optimizer.learning_rate))


model = Sequential([Dense(2, input_dim=3)])
model.compile(loss="mse", optimizer=SGD(lr=0.0, momentum=0.9, nesterov=False))
model.fit(np.random.rand(4, 3), np.random.rand(4, 2), epochs=2, callbacks=[LearningRateScheduler(step_decay), Rates()], verbose=0)
print(K.get_value(model.optimizer.lr))
