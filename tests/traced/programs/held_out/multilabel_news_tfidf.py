from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import MultiLabelBinarizer
from sklearn.metrics import f1_score
import numpy as np
from tensorflow import keras as tfk

docs = ["markets fell on rate fears", "the team won again", "new phone has a better camera",
        "bank buys a football club", "chip maker shares rise"] * 12
tags = [("economy",), ("sport",), ("tech",), ("economy", "sport"), ("economy", "tech")] * 12
vec = TfidfVectorizer(max_features=30, ngram_range=(1, 2))
X = vec.fit_transform(docs).toarray()
mlb = MultiLabelBinarizer()
Y = mlb.fit_transform(tags)
print(X.shape, Y.shape, mlb.classes_)


def net(n_in, n_out, hidden=(64,)):
    stack = [tfk.layers.InputLayer(input_shape=(n_in,))] if False else [tfk.Input((n_in,))]
    for h in hidden:
        stack += [tfk.layers.Dense(h), tfk.layers.BatchNormalization(), tfk.layers.ReLU(), tfk.layers.Dropout(.5)]
    stack.append(tfk.layers.Dense(n_out, activation="sigmoid"))
    return tfk.Sequential(stack)


m = net(X.shape[1], Y.shape[1], hidden=(64, 32))
m.compile("adam", "binary_crossentropy")
m.fit(X, Y, epochs=2, batch_size=16)
P = m.predict(X) > .5
print(f1_score(Y, P, average="micro", zero_division=0))
one = m.predict(vec.transform(["football shares"]).toarray())
print(dict(zip(mlb.classes_, one[0])))
fixed = net(30, 3)
print(fixed(np.zeros((2, 30))).shape)
