"""A skip connection that misses by one: the pool at stride 1 gives 29, the branch beside it 30."""

from keras import Input, Model
from keras.layers import Concatenate, Conv2D, MaxPool2D

inputs = Input(shape=(30, 30, 64))
pooled = MaxPool2D(2, strides=1)(inputs)
convolved = Conv2D(64, 3, padding="same")(inputs)
joined = Concatenate()([convolved, pooled])
outputs = Conv2D(32, 1)(joined)
model = Model(inputs, outputs)

if __name__ == "__main__":
    model.summary()
