import math
import numpy as np
import keras
from keras.callbacks import Callback, CSVLogger, LambdaCallback, LearningRateScheduler, TerminateOnNaN
from keras.layers import Dense, Dropout, BatchNormalization, Activation, GaussianNoise
from keras.models import Sequential
from keras.utils import to_categorical


class PrintWorst(Callback):
    """After each epoch, print the sample that costs most."""

    def __init__(self, x, y):
        super().__init__()
        self.x, self.y = x, y

    def on_epoch_end(self, epoch, logs=None):
        p = self.model.predict(self.x, verbose=0)
        cost = -np.sum(self.y * np.log(p + 1e-9), axis=1)
        print(epoch, int(cost.argmax()), cost.max())


class CosineAnnealing(Callback):
    def __init__(self, top, cycle):
        super(CosineAnnealing, self).__init__()
        self.top = top
        self.cycle = cycle
        self.seen = 0

    def on_train_batch_end(self, batch, logs=None):
        self.seen += 1
        t = (self.seen % self.cycle) / self.cycle
        self.model.optimizer.learning_rate = self.top * (1 + math.cos(math.pi * t)) / 2


def step_decay(epoch, lr=None):
    return 0.01 * 0.5 ** (epoch // 3)


rng = np.random.RandomState(0)
centres = rng.uniform(-4, 4, size=(6, 12))
labels = rng.randint(0, 6, size=900)
X = centres[labels] + rng.normal(size=(900, 12))
Y = to_categorical(labels)
split = int(len(X) * .8)
X_train, X_test = X[:split], X[split:]
Y_train, Y_test = np.split(Y, [split])

layer_sizes = [64, 64, 32]
model = Sequential(name='blobs')
model.add(GaussianNoise(.1, input_shape=X.shape[1:]))
for i, size in enumerate(layer_sizes, 1):
    model.add(Dense(size, use_bias=False, name='fc%d' % i))
    model.add(BatchNormalization(name='bn%d' % i))
    model.add(Activation('relu'))
    if i < len(layer_sizes):
        model.add(Dropout(.2))
model.add(Dense(Y.shape[1], activation='softmax'))
model.compile(loss='categorical_crossentropy', optimizer=keras.optimizers.SGD(momentum=.9), metrics=['accuracy'])

log = []
callbacks = [
    PrintWorst(X_test, Y_test),
    CosineAnnealing(.05, 40),
    LearningRateScheduler(step_decay),
    TerminateOnNaN(),
    CSVLogger('run.csv', append=True),
    LambdaCallback(on_epoch_end=lambda epoch, logs: log.append((epoch, logs))),
]
hist = model.fit(X_train, Y_train, epochs=6, batch_size=32, callbacks=callbacks, validation_data=(X_test, Y_test))
loss, acc = model.evaluate(X_test, Y_test)
print(hist.epoch[-1], loss, acc)
hidden = keras.Model(model.inputs, model.get_layer('bn3').output)
h = hidden.predict(X_test)
u, s, vt = np.linalg.svd(h - h.mean(0), full_matrices=False)
print((h @ vt[:2].T).shape)
