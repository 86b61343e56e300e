# params: 4*6+6 + 6*2+2
# output: (None, 2)
from keras.layers import Dense, Input
from keras.models import Model

inputs = Input(shape=(4,))
shared = Dense(6, name="shared")
x = shared(inputs)
model = Model(inputs, Dense(2)(x))
part = Model(model.input, model.get_layer("shared").get_output_at(0))
assert part.output_shape == (None, 6)
print(shared.input_shape, shared.get_input_at(0))
