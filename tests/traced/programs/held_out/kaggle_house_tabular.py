import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.model_selection import train_test_split
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
import tensorflow as tf
from tensorflow.keras import Sequential
from tensorflow.keras.layers import Dense, Dropout, Input

rng = np.random.default_rng(0)
n = 300
df = pd.DataFrame({
    "LotArea": rng.normal(9000, 2000, n),
    "YearBuilt": rng.integers(1900, 2010, n),
    "Garage": rng.choice(["attached", "detached", None], n),
    "Zone": rng.choice(list("ABCD"), n),
    "SalePrice": rng.lognormal(12, .3, n),
})
y = np.log1p(df.pop("SalePrice")).to_numpy()
numeric = df.select_dtypes("number").columns.tolist()
categorical = [c for c in df.columns if c not in numeric]

prep = ColumnTransformer([
    ("num", Pipeline([("fill", SimpleImputer(strategy="median")), ("scale", StandardScaler())]), numeric),
    ("cat", Pipeline([("fill", SimpleImputer(strategy="constant", fill_value="none")),
                      ("hot", OneHotEncoder(handle_unknown="ignore", sparse_output=False))]), categorical),
])
Xtr, Xte, ytr, yte = train_test_split(df, y, test_size=.2, random_state=3)
Xtr = prep.fit_transform(Xtr)
Xte = prep.transform(Xte)
print(Xtr.shape)

mlp = Sequential([
    Input(shape=(Xtr.shape[1],)),
    Dense(64, activation="selu", kernel_initializer="lecun_normal"),
    Dropout(.1),
    Dense(32, activation="selu"),
    Dense(1),
])


def rmse(a, b):
    return tf.sqrt(tf.reduce_mean(tf.square(a - b)))


mlp.compile(optimizer="adam", loss=rmse, metrics=[rmse])
mlp.fit(Xtr, ytr, epochs=3, batch_size=32, validation_data=(Xte, yte), verbose=0)
pred = np.expm1(mlp.predict(Xte).ravel())
print(pd.Series(pred).describe())
# bagging
models = []
for k in range(3):
    m = tf.keras.models.clone_model(mlp)
    m.compile("adam", "mae")
    rows = rng.integers(0, len(Xtr), len(Xtr))
    m.fit(Xtr[rows], ytr[rows], verbose=0)
    models.append(m)
votes = np.column_stack([m.predict(Xte)[:, 0] for m in models])
print(votes.shape, votes.mean(axis=1).shape)
