import csv, io
import numpy as np
import tensorflow as tf
from tensorflow.keras import layers

TABLE = """style,abv,rating,text
ipa,6.5,4.2,hoppy and bright
stout,8.1,4.5,coffee and dark chocolate
lager,4.8,3.1,thin but clean
ipa,7.0,3.9,bitter finish
"""
rows = list(csv.DictReader(io.StringIO(TABLE))) * 8
styles = sorted({r["style"] for r in rows})
x_style = np.array([[styles.index(r["style"])] for r in rows])
x_abv = np.array([[float(r["abv"])] for r in rows], dtype="float32")
x_text = np.array([r["text"] for r in rows])
y = np.array([float(r["rating"]) for r in rows])

vectorizer = layers.TextVectorization(max_tokens=60, output_mode="multi_hot")
vectorizer.adapt(x_text)
bag = vectorizer(x_text).numpy()
print(bag.shape[0], x_style.shape, x_abv.shape)
a = layers.Input((1,), name="style")
b = layers.Input((1,), name="abv")
c = layers.Input((bag.shape[1],), name="bag")
parts = [
    layers.Flatten()(layers.Embedding(len(styles), 2)(a)),
    layers.Dense(4)(b),
    layers.Dense(16, activation="relu")(c),
]
h = layers.Concatenate()(parts)
out = layers.Dense(1)(layers.Dropout(.2)(h))
model = tf.keras.Model([a, b, c], out)
model.compile("adam", "mae")
model.fit({"style": x_style, "abv": x_abv, "bag": bag}, y, epochs=1)
print(model.predict({"style": x_style[:3], "abv": x_abv[:3], "bag": bag[:3]}).shape)
