# params: 4*6+6 + 6*2+2
# output: (None, 2)
import numpy as np
from keras import backend as K
from keras.layers import Dense, Input
from keras.models import Model

inputs = Input(shape=(4,))
x = Dense(6, activation="relu", name="features")(inputs)
model = Model(inputs, Dense(2)(x))
for layer in model.layers:
    print(layer.name, layer.output_shape)
width = model.get_layer("features").output_shape[-1]
extractor = Model(inputs=model.input, outputs=model.get_layer("features").output)
features = extractor.predict(np.random.rand(3, 4))
assert features.shape[-1] == width == K.int_shape(x)[-1]
