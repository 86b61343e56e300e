"""CIFAR-10 with an augmenting generator, the way older tutorials train it."""
import numpy as np
from tensorflow.keras.datasets import cifar10
from tensorflow.keras.layers import Activation, BatchNormalization, Conv2D, Dense, Dropout, Flatten, MaxPooling2D
from tensorflow.keras.models import Sequential
from tensorflow.keras.preprocessing.image import ImageDataGenerator
from tensorflow.keras.utils import to_categorical

(x_train, y_train), (x_test, y_test) = cifar10.load_data()
num_classes = len(np.unique(y_train))
x_train = x_train[:2000].astype("float32")
x_test = x_test[:500].astype("float32")
mean = np.mean(x_train, axis=(0, 1, 2, 3))
std = np.std(x_train, axis=(0, 1, 2, 3))
x_train = (x_train - mean) / (std + 1e-7)
x_test = (x_test - mean) / (std + 1e-7)
y_train = to_categorical(y_train[:2000])
y_test = to_categorical(y_test[:500], num_classes)

model = Sequential()
model.add(Conv2D(8, (3, 3), padding="same", input_shape=x_train.shape[1:]))
model.add(Activation("elu"))
model.add(BatchNormalization())
model.add(MaxPooling2D(pool_size=(2, 2)))
model.add(Dropout(0.2))
model.add(Conv2D(16, (3, 3)))
model.add(Activation("elu"))
model.add(Flatten())
model.add(Dense(y_train.shape[1], activation="softmax"))

datagen = ImageDataGenerator(rescale=0.5, horizontal_flip=True, vertical_flip=True)
model.compile(loss="categorical_crossentropy", optimizer="rmsprop", metrics=["accuracy"])
model.fit(datagen.flow(x_train, y_train, batch_size=64), steps_per_epoch=x_train.shape[0] // 64, epochs=2,
          validation_data=(x_test, y_test))

# a head whose size comes from a batch of the generator
batch_x, batch_y = next(datagen.flow(x_train, y_train, batch_size=16))
head = Sequential([Flatten(input_shape=batch_x.shape[1:]), Dense(32, activation="relu"), Dense(batch_y.shape[1])])
scores = head.predict(batch_x)
calibrator = Sequential([Dense(4, input_shape=scores.shape[1:]), Dense(num_classes)])
