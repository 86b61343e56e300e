from tensorflow.keras.layers import Concatenate, Conv2D, Input, MaxPooling2D, UpSampling2D
from tensorflow.keras.models import Model

SIZE = 96

inputs = Input((SIZE, SIZE, 1))
c1 = Conv2D(8, 3, activation="relu", padding="same")(inputs)
p1 = MaxPooling2D(2)(c1)
c2 = Conv2D(16, 3, activation="relu", padding="same")(p1)
p2 = MaxPooling2D(2)(c2)
c3 = Conv2D(32, 3, activation="relu", padding="same")(p2)
p3 = MaxPooling2D(2)(c3)
c4 = Conv2D(64, 3, activation="relu", padding="same")(p3)
u5 = UpSampling2D(2)(c4)
c5 = Conv2D(32, 3, padding="same")(Concatenate()([u5, c3]))
u6 = UpSampling2D(2)(c5)
c6 = Conv2D(16, 3, padding="same")(Concatenate()([u6, c2]))
u7 = UpSampling2D(2)(c6)
c7 = Conv2D(8, 3, padding="same")(Concatenate()([u7, c1]))
outputs = Conv2D(1, 1, activation="sigmoid")(c7)
unet = Model(inputs, outputs)
