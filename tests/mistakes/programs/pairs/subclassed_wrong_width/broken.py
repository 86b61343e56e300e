# expect: SL502
import numpy as np
from keras import Model, layers
from keras.utils import to_categorical


class Net(Model):
    def __init__(self):
        super().__init__()
        self.conv = layers.Conv2D(8, 3, activation="relu")
        self.flatten = layers.Flatten()
        self.fc1 = layers.Dense(16, activation="relu")
        self.fc2 = layers.Dense(3, activation="softmax")  # blame

    def call(self, inputs):
        x = self.conv(inputs)
        x = self.flatten(x)
        x = self.fc1(x)
        return self.fc2(x)


images = np.random.rand(20, 16, 16, 3)
labels = to_categorical(np.arange(20) % 4, 4)
net = Net()
net.compile(optimizer="sgd", loss="categorical_crossentropy", metrics=["accuracy"])
net.fit(images, labels)
