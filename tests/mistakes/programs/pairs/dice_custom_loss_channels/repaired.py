import numpy as np
from tensorflow import keras
from tensorflow.keras import backend as K

def dice_coef(y_true, y_pred, smooth=1):
    y_true_f = K.flatten(y_true)
    y_pred_f = K.flatten(y_pred)
    intersection = K.sum(y_true_f * y_pred_f)
    return (2. * intersection + smooth) / (K.sum(y_true_f) + K.sum(y_pred_f) + smooth)

def dice_loss(y_true, y_pred):
    return 1 - dice_coef(y_true, y_pred)

x = np.random.rand(4, 16, 16, 1).astype("float32")
masks = np.random.randint(0, 2, (4, 16, 16, 1)).astype("float32")
inputs = keras.Input((16, 16, 1))
h = keras.layers.Conv2D(4, 3, padding="same", activation="relu")(inputs)
out = keras.layers.Conv2D(1, 1, activation="sigmoid")(h)
model = keras.Model(inputs, out)
model.compile(optimizer="adam", loss=dice_loss)
model.fit(x, masks, batch_size=2, epochs=1)
