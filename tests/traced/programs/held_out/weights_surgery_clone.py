"""Take a trained net apart and put it together otherwise."""
import numpy as np
import keras
from keras import layers, models

base = models.Sequential([
    layers.Input((40,)),
    layers.Dense(64, activation="relu", name="a"),
    layers.Dense(64, activation="relu", name="b"),
    layers.Dense(3, activation="softmax", name="c"),
])
base.compile("adam", "sparse_categorical_crossentropy")
X, y = np.random.rand(100, 40), np.random.randint(0, 3, 100)
base.fit(X, y, epochs=1, verbose=0)

# without the head
body = models.Model(base.inputs, base.layers[-2].output)
print(body.predict(X).shape)

# popped and grown
grown = models.clone_model(base)
grown.pop()
grown.add(layers.Dense(32, activation="relu", name="new"))
grown.add(layers.Dense(7, activation="softmax"))
for old, new in zip(base.layers[:2], grown.layers[:2]):
    new.set_weights(old.get_weights())
    new.trainable = False
print(grown.output_shape)

# a wider first layer that keeps what was learned
k, b = base.get_layer("a").get_weights()
extra = np.random.normal(0, .01, (k.shape[0], 16))
wide_k = np.concatenate([k, extra], axis=1)
wide_b = np.concatenate([b, np.zeros(16)])
inp = keras.Input((40,))
h = layers.Dense(wide_k.shape[1], activation="relu", name="wide")(inp)
h = layers.Dense(64, activation="relu")(h)
wide = models.Model(inp, layers.Dense(3)(h))
wide.get_layer("wide").set_weights([wide_k, wide_b])
print(wide(X[:4]).shape)

# config round trip
config = base.get_config()
again = models.Sequential.from_config(config)
print(again.output_shape, again.predict(X[:2]).shape)
text = base.to_json()
third = models.model_from_json(text)
third.set_weights(base.get_weights())
print(third.layers[1].units, third(X[:6]).shape)

# ensembles
ensemble_in = keras.Input((40,))
members = [models.clone_model(base) for _ in range(3)]
for i, m in enumerate(members):
    m.name = f"member{i}"
ensemble = models.Model(ensemble_in, layers.average([m(ensemble_in) for m in members]))
print(ensemble.predict(X).shape, len(ensemble.layers))
