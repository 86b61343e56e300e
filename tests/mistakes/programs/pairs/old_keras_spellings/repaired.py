import numpy as np
from keras.models import Sequential
from keras.layers import Dense, Activation, Flatten, Convolution2D, MaxPooling2D
from keras.utils import to_categorical

nb_classes = 6
X_train = np.random.rand(24, 32, 32, 3).astype("float32")
y_train = np.arange(24) % 6
Y_train = to_categorical(y_train, nb_classes)
model = Sequential()
model.add(Convolution2D(8, (3, 3), padding="same", input_shape=(32, 32, 3)))
model.add(Activation("relu"))
model.add(MaxPooling2D(pool_size=(2, 2)))
model.add(Flatten())
model.add(Dense(nb_classes))
model.add(Activation("softmax"))
model.compile(loss="categorical_crossentropy", optimizer="sgd")
model.fit(X_train, Y_train, epochs=1)
