import numpy as np
from sklearn.model_selection import KFold
from tensorflow.keras.utils import to_categorical
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import Dense

X = np.random.rand(90, 10)
y = to_categorical(np.random.randint(0, 4, 90), 4)


def create_model():
    model = Sequential()
    model.add(Dense(12, input_dim=10, activation="relu"))
    model.add(Dense(4, activation="softmax"))
    model.compile(loss="categorical_crossentropy", optimizer="adam")
    return model


for train, test in KFold(n_splits=3, shuffle=True).split(X, y):
    model = create_model()
    model.fit(X[train], y[train], epochs=1, verbose=0)
    print(model.evaluate(X[test], y[test], verbose=0))
