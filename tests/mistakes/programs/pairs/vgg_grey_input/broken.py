# expect: SL405
import numpy as np
from keras.applications.vgg16 import VGG16
from keras import layers, models

conv_base = VGG16(weights=None, include_top=False, input_shape=(32, 32, 3))
x_train = np.random.rand(6, 32, 32)  # blame
y_train = np.array([0, 1, 0, 1, 0, 1])
features = conv_base.predict(x_train)  # blame
