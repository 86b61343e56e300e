# params: 5*1+1
# output: (None, 1)
import numpy as np
from keras import backend as K
from keras.layers import Dense
from keras.models import Sequential


def recall_m(y_true, y_pred):
    true_positives = K.sum(K.round(K.clip(y_true * y_pred, 0, 1)))
    possible_positives = K.sum(K.round(K.clip(y_true, 0, 1)))
    return true_positives / (possible_positives + K.epsilon())


def precision_m(y_true, y_pred):
    true_positives = K.sum(K.round(K.clip(y_true * y_pred, 0, 1)))
    predicted_positives = K.sum(K.round(K.clip(y_pred, 0, 1)))
    return true_positives / (predicted_positives + K.epsilon())


def f1_m(y_true, y_pred):
    precision = precision_m(y_true, y_pred)
    recall = recall_m(y_true, y_pred)
    return 2 * ((precision * recall) / (precision + recall + K.epsilon()))


model = Sequential()
model.add(Dense(1, input_dim=5, activation="sigmoid"))
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["acc", f1_m, precision_m, recall_m])
model.fit(np.random.rand(8, 5), np.random.randint(0, 2, (8, 1)).astype("float32"), epochs=1, verbose=0)
