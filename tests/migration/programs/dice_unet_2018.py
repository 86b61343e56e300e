# params: 9*1*4+4 + 9*4*8+8 + 9*12*4+4 + 4*1+1
# output: (None, 16, 16, 1)
import numpy as np
from keras import backend as K
from keras.layers import Conv2D, Input, MaxPooling2D, UpSampling2D
from keras.layers.merge import concatenate
from keras.models import Model
from keras.optimizers import Adam

smooth = 1.0


def dice_coef(y_true, y_pred):
    y_true_f = K.flatten(y_true)
    y_pred_f = K.flatten(y_pred)
    intersection = K.sum(y_true_f * y_pred_f)
    return (2.0 * intersection + smooth) / (K.sum(y_true_f) + K.sum(y_pred_f) + smooth)


def dice_coef_loss(y_true, y_pred):
    return -dice_coef(y_true, y_pred)


inputs = Input((16, 16, 1))
conv1 = Conv2D(4, (3, 3), activation="relu", padding="same")(inputs)
pool1 = MaxPooling2D(pool_size=(2, 2))(conv1)
conv2 = Conv2D(8, (3, 3), activation="relu", padding="same")(pool1)
up3 = concatenate([UpSampling2D(size=(2, 2))(conv2), conv1], axis=3)
conv3 = Conv2D(4, (3, 3), activation="relu", padding="same")(up3)
conv4 = Conv2D(1, (1, 1), activation="sigmoid")(conv3)
model = Model(inputs=[inputs], outputs=[conv4])
model.compile(optimizer=Adam(lr=1e-4), loss=dice_coef_loss, metrics=[dice_coef])
model.fit(np.random.rand(4, 16, 16, 1), np.random.randint(0, 2, (4, 16, 16, 1)).astype("float32"), epochs=1, verbose=0)
