# params: 5*4+4 + 4*1+1
# output: (None, 1)
import keras
import numpy as np
from keras import backend as K


def focal_loss(gamma=2.0, alpha=0.25):
    def loss(y_true, y_pred):
        y_pred = K.clip(y_pred, K.epsilon(), 1.0 - K.epsilon())
        cross = -y_true * K.log(y_pred) - (1 - y_true) * K.log(1 - y_pred)
        weight = alpha * y_true * K.pow(1 - y_pred, gamma) + (1 - alpha) * (1 - y_true) * K.pow(y_pred, gamma)
        return K.mean(weight * cross, axis=-1)

    return loss


model = keras.models.Sequential()
model.add(keras.layers.Dense(4, input_dim=5, activation="relu"))
model.add(keras.layers.Dense(1, activation="sigmoid"))
model.compile(optimizer="adam", loss=focal_loss())
model.fit(np.random.rand(8, 5), np.random.randint(0, 2, (8, 1)).astype("float32"), epochs=1, verbose=0)
