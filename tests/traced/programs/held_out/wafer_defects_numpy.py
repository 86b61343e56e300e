import numpy as np
import keras
from keras import layers
from sklearn.utils import shuffle
from sklearn.model_selection import StratifiedKFold

wafers = np.random.choice([0, 1, 2], size=(240, 26, 26))
kind = np.random.choice(["none", "edge", "donut", "scratch"], 240)
faulty_case = np.unique(kind)

# one channel for each state of a die
new_x = np.zeros((len(wafers), 26, 26, 3))
for w in range(len(wafers)):
    for i in range(26):
        for j in range(26):
            new_x[w, i, j, int(wafers[w, i, j])] = 1
print(new_x.shape)

inp = layers.Input((26, 26, 3))
e = layers.Conv2D(64, (3, 3), padding="same", activation="relu")(inp)
encoded = layers.MaxPool2D()(e)
d = layers.Conv2DTranspose(64, (3, 3), padding="same", activation="relu")(encoded)
d = layers.UpSampling2D()(d)
decoded = layers.Conv2DTranspose(3, (3, 3), padding="same", activation="sigmoid")(d)
ae = keras.Model(inp, decoded)
ae.compile(optimizer="adam", loss="mse")
ae.fit(new_x, new_x, batch_size=64, epochs=1)
encoder = keras.Model(inp, encoded)
dec_in = keras.Input((13, 13, 64))
decode = ae.layers[-3](dec_in)
decode = ae.layers[-2](decode)
decode = ae.layers[-1](decode)
decoder = keras.Model(dec_in, decode)


def gen_data(wafer, label, n=10):
    z = encoder.predict(wafer, verbose=0)
    made = np.zeros((1, 26, 26, 3))
    for i in range(n // len(wafer) + 1):
        noised = z + np.random.normal(loc=0, scale=.1, size=(len(z), 13, 13, 64))
        made = np.concatenate((made, decoder.predict(noised, verbose=0)), axis=0)
    return made[1:], np.full((len(made) - 1, 1), label)


for f in faulty_case:
    if f == "none":
        continue
    gx, gy = gen_data(new_x[np.where(kind == f)[0]], f, n=80)
    new_x = np.concatenate((new_x, gx), axis=0)
    kind = np.concatenate((kind, gy.reshape(-1)))
codes = {f: i for i, f in enumerate(faulty_case)}
y = keras.utils.to_categorical(np.array([codes[k] for k in kind]), len(faulty_case))
new_x, y = shuffle(new_x, y, random_state=0)


def create_model():
    return keras.Sequential([
        layers.Input((26, 26, 3)),
        layers.Conv2D(16, 3, padding="same", activation="relu"),
        layers.Conv2D(64, 3, padding="same", activation="relu"),
        layers.Flatten(),
        layers.Dense(128, activation="relu"),
        layers.Dense(len(faulty_case), activation="softmax"),
    ])


for train, test in StratifiedKFold(n_splits=2).split(new_x, y.argmax(1)):
    model = create_model()
    model.compile(optimizer="Adam", loss="categorical_crossentropy", metrics=["accuracy"])
    model.fit(new_x[train], y[train], epochs=1, batch_size=256, verbose=0)
    print(model.predict(new_x[test], verbose=0).shape[1])
