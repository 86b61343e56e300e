import math
from matplotlib import pyplot as plt
import numpy as np
import keras
from keras import backend as K
from keras.callbacks import LambdaCallback
from keras.layers import Dense, Activation, Conv2D, GlobalAveragePooling2D, BatchNormalization, Input
from keras.models import Sequential
from keras.utils import get_custom_objects


def swish(x, beta=1):
    return x * keras.ops.sigmoid(beta * x)


get_custom_objects().update({"my_swish": Activation(swish)})


class LRFinder:
    def __init__(self, model):
        self.model = model
        self.losses = []
        self.lrs = []
        self.best_loss = 1e9

    def on_batch_end(self, batch, logs):
        lr = float(self.model.optimizer.learning_rate)
        self.lrs.append(lr)
        loss = logs["loss"]
        self.losses.append(loss)
        if batch > 5 and (math.isnan(loss) or loss > self.best_loss * 4):
            self.model.stop_training = True
            return
        self.best_loss = min(loss, self.best_loss)
        self.model.optimizer.learning_rate = lr * self.lr_mult

    def find(self, x_train, y_train, start_lr, end_lr, batch_size=64, epochs=1):
        num_batches = epochs * x_train.shape[0] / batch_size
        self.lr_mult = (float(end_lr) / float(start_lr)) ** (1.0 / float(num_batches))
        original = self.model.get_weights()
        self.model.optimizer.learning_rate = start_lr
        callback = LambdaCallback(on_batch_end=lambda batch, logs: self.on_batch_end(batch, logs))
        self.model.fit(x_train, y_train, batch_size=batch_size, epochs=epochs, callbacks=[callback])
        self.model.set_weights(original)

    def plot_loss(self, skip=0):
        plt.plot(self.lrs[skip:], self.losses[skip:])
        plt.xscale("log")
        plt.close()


def get_model(width=16, depth=3):
    model = Sequential([Input((32, 32, 3))])
    for d in range(depth):
        model.add(Conv2D(width * (d + 1), 3, strides=1 + d % 2, padding="same"))
        model.add(BatchNormalization())
        model.add(Activation(swish, name="swish_%d" % d))
    model.add(GlobalAveragePooling2D())
    model.add(Dense(10, activation="softmax"))
    model.compile("sgd", "sparse_categorical_crossentropy")
    return model


(x, y), _ = keras.datasets.cifar10.load_data()
x, y = x[:640] / 255.0, y[:640]
finder = LRFinder(get_model())
finder.find(x, y, 1e-5, 1.0)
finder.plot_loss()
final = get_model(24, 4)
final.fit(x, y, batch_size=128, epochs=1)
print(final.predict(x[:32]).shape, final.layers[-3].output.shape)
