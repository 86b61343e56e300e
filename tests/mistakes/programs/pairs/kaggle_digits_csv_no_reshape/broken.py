# expect: SL405
import pandas as pd
import numpy as np
from keras.models import Sequential
from keras.layers import Conv2D, MaxPool2D, Flatten, Dense
from keras.utils import to_categorical
from sklearn.model_selection import train_test_split

train = pd.DataFrame(np.random.randint(0, 255, (60, 785)), columns=["label"] + ["pixel%d" % i for i in range(784)])
Y_train = train["label"] % 10
X_train = train.drop(labels=["label"], axis=1)
X_train = X_train / 255.0  # blame
Y_train = to_categorical(Y_train, num_classes=10)
X_train, X_val, Y_train, Y_val = train_test_split(X_train, Y_train, test_size=0.1, random_state=2)

model = Sequential()
model.add(Conv2D(filters=8, kernel_size=(5, 5), padding="Same", activation="relu", input_shape=(28, 28, 1)))
model.add(MaxPool2D(pool_size=(2, 2)))
model.add(Flatten())
model.add(Dense(10, activation="softmax"))
model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
model.fit(X_train, Y_train, batch_size=20, epochs=1, validation_data=(X_val, Y_val))  # blame
