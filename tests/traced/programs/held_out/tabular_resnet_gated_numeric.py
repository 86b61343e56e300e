import numpy as np, pandas as pd
import keras
from keras import layers


def glu(x, units):
    return layers.Multiply()([layers.Dense(units)(x), layers.Dense(units, activation="sigmoid")(x)])


def grn(x, units, drop=.1):
    h = layers.Dense(units, activation="elu")(x)
    h = layers.Dense(units)(h)
    h = layers.Dropout(drop)(h)
    if x.shape[-1] != units:
        x = layers.Dense(units)(x)
    return layers.LayerNormalization()(x + glu(h, units))


df = pd.DataFrame(np.random.rand(300, 6), columns=list("abcdef"))
df["g"] = pd.cut(df.a, 4, labels=False)
df["y"] = (df.b + df.c > 1).astype(int)
target = df.pop("y")
cat = df.pop("g")
numbers = df.columns.to_list()
train = df.sample(frac=.8, random_state=1)
held = df.drop(train.index)

inputs = {n: keras.Input((1,), name=n) for n in numbers}
inputs["g"] = keras.Input((1,), name="g", dtype="int32")
width = 16
encoded = [layers.Dense(width)(inputs[n]) for n in numbers]
encoded.append(layers.Reshape((width,))(layers.Embedding(4, width)(inputs["g"])))
flat = layers.concatenate(encoded)
weights = layers.Dense(len(encoded), activation="softmax")(grn(flat, width))
stacked = keras.ops.stack([grn(e, width) for e in encoded], axis=1)
picked = keras.ops.sum(stacked * keras.ops.expand_dims(weights, -1), axis=1)
h = picked
for _ in range(2):
    h = grn(h, width)
model = keras.Model(inputs, layers.Dense(1, activation="sigmoid")(h))
model.compile("adam", "binary_crossentropy", metrics=["AUC"])


def feed(frame):
    d = {n: frame[[n]].to_numpy() for n in numbers}
    d["g"] = cat.loc[frame.index].to_numpy().reshape(-1, 1)
    return d


model.fit(feed(train), target.loc[train.index], epochs=1)
print(model.predict(feed(held)).shape, stacked.shape, picked.shape)
