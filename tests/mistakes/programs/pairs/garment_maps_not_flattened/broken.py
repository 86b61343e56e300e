# expect: SL503
from keras import Sequential
from keras.datasets import fashion_mnist
from keras.layers import Activation, Conv2D, Dense, Flatten, Input, MaxPooling2D
from keras.utils import to_categorical

(x_train, y_train), (x_test, y_test) = fashion_mnist.load_data()
x_train = x_train.reshape(-1, 28, 28, 1).astype("float32") / 255
x_test = x_test.reshape(-1, 28, 28, 1).astype("float32") / 255
y_train = to_categorical(y_train, 10)
y_test = to_categorical(y_test, 10)

model = Sequential()
model.add(Input(shape=(28, 28, 1)))
model.add(Conv2D(6, 5))
model.add(Activation("relu"))
model.add(MaxPooling2D(2))
model.add(Dense(10))  # blame
model.add(Activation("softmax"))

model.compile(optimizer="adadelta", loss="categorical_crossentropy", metrics=["accuracy"])
model.fit(x_train, y_train, batch_size=64, epochs=1, validation_data=(x_test, y_test))
