"""Images of any size, flattened: Dense cannot make its weights for a number of features that is not fixed."""

from keras import Input, Model
from keras.layers import Conv2D, Dense, Flatten

inputs = Input(shape=(None, None, 3))
features = Conv2D(32, 3, activation="relu")(inputs)
flat = Flatten()(features)
outputs = Dense(10, activation="softmax")(flat)
model = Model(inputs, outputs)

if __name__ == "__main__":
    model.summary()
