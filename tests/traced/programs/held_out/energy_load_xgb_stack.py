import warnings
warnings.filterwarnings("ignore")
import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestRegressor
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_absolute_error
import tensorflow as tf

idx = pd.date_range("2020-01-01", periods=24 * 60, freq="h")
load = pd.Series(1000 + 200 * np.sin(np.arange(len(idx)) / 24 * 2 * np.pi) + 20 * np.random.randn(len(idx)), index=idx, name="load")
df = load.to_frame()
for lag in (1, 2, 3, 24, 48):
    df[f"lag{lag}"] = df["load"].shift(lag)
df["hour"] = df.index.hour
df["dow"] = df.index.dayofweek
df = df.dropna()
features = [c for c in df.columns if c != "load"]
n_test = 24 * 7
X, y = df[features].values, df["load"].values
X_tr, X_te, y_tr, y_te = X[:-n_test], X[-n_test:], y[:-n_test], y[-n_test:]
mu, sd = X_tr.mean(0), X_tr.std(0)
Z_tr, Z_te = (X_tr - mu) / sd, (X_te - mu) / sd

nn = tf.keras.Sequential()
nn.add(tf.keras.layers.Dense(64, activation="relu", input_shape=(Z_tr.shape[1],)))
nn.add(tf.keras.layers.Dense(64, activation="relu"))
nn.add(tf.keras.layers.Dense(1))
nn.compile("adam", "mae")
nn.fit(Z_tr, y_tr, epochs=1, verbose=0)
lstm = tf.keras.Sequential([tf.keras.layers.Reshape((5, 1), input_shape=(5,)), tf.keras.layers.LSTM(16), tf.keras.layers.Dense(1)])
lstm.compile("adam", "mae")
lstm.fit(Z_tr[:, :5], y_tr, epochs=1, verbose=0)
rf = RandomForestRegressor(5).fit(X_tr, y_tr)
stack_tr = np.c_[nn.predict(Z_tr, verbose=0), lstm.predict(Z_tr[:, :5], verbose=0), rf.predict(X_tr)]
stack_te = np.c_[nn.predict(Z_te, verbose=0), lstm.predict(Z_te[:, :5], verbose=0), rf.predict(X_te)]
final = Ridge().fit(stack_tr, y_tr)
print(stack_te.shape, mean_absolute_error(y_te, final.predict(stack_te)))
meta = tf.keras.Sequential([tf.keras.Input((stack_tr.shape[1],)), tf.keras.layers.Dense(4), tf.keras.layers.Dense(1)])
print(meta.predict(stack_te, verbose=0).shape)
