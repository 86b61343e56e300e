import numpy as np
import keras

gates = {
    "and": [0, 0, 0, 1],
    "or": [0, 1, 1, 1],
    "xor": [0, 1, 1, 0],
}
inputs = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype="float32")
trained = {}
for name, truth in gates.items():
    hidden = 4 if name == "xor" else 0
    net = keras.Sequential(name=name)
    net.add(keras.Input(shape=(2,)))
    if hidden:
        net.add(keras.layers.Dense(hidden, activation="tanh"))
    net.add(keras.layers.Dense(1, activation="sigmoid"))
    net.compile(keras.optimizers.SGD(0.5), "mse")
    target = np.array(truth).reshape(-1, 1)
    net.fit(inputs, target, epochs=500, verbose=0)
    trained[name] = net
    print(name, net.predict(inputs, verbose=0).round().T)

# a full adder out of them
a = keras.Input((1,))
b = keras.Input((1,))
both = keras.layers.concatenate([a, b])
total = trained["xor"](both)
carry = trained["and"](both)
adder = keras.Model([a, b], {"sum": total, "carry": carry})
out = adder.predict([inputs[:, :1], inputs[:, 1:]])
for key in sorted(out):
    print(key, out[key].shape)

x = np.vstack([inputs] * 25) + np.random.normal(0, .1, (100, 2))
y = np.tile(np.eye(2)[gates["xor"]], (25, 1))
two = keras.models.Sequential([keras.layers.Dense(8, "relu"), keras.layers.Dense(2, "softmax")])
two.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
two.fit(x, y, epochs=3)
w = two.layers[0].kernel
print(w.shape, keras.ops.norm(w))
