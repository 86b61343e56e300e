# House prices: read a csv by hand, encode, cross-validate.
import csv
import io
import gc
import random
import warnings
from collections import Counter, OrderedDict, defaultdict

import numpy as np
import tensorflow as tf
from tensorflow.keras import backend as K
from tensorflow.keras import callbacks, layers, models, optimizers, regularizers

warnings.filterwarnings('ignore')
SEED = 42
random.seed(SEED); np.random.seed(SEED); tf.random.set_seed(SEED)

TEXT = """Id,LotArea,YearBuilt,Street,Neighborhood,SalePrice
1,8450,2003,Pave,CollgCr,208500
2,9600,1976,Pave,Veenker,181500
3,11250,2001,Grvl,CollgCr,223500
4,9550,1915,Pave,Crawfor,140000
5,14260,2000,Pave,NoRidge,250000
6,14115,1993,Grvl,Mitchel,143000
"""
rows = list(csv.DictReader(io.StringIO(TEXT)))
NUMERIC = ['LotArea', 'YearBuilt']
CATEGORICAL = ['Street', 'Neighborhood']
FOLDS = 3

num = np.array([[float(r[c]) for c in NUMERIC] for r in rows], dtype='float32')
y = np.log1p(np.array([float(r['SalePrice']) for r in rows], dtype='float32'))
vocab = {c: {v: i for i, v in enumerate(sorted(set(r[c] for r in rows)))} for c in CATEGORICAL}
cat = {c: np.array([vocab[c][r[c]] for r in rows]) for c in CATEGORICAL}
num = (num - num.mean(axis=0)) / (num.std(axis=0) + 1e-6)
cat_sizes = OrderedDict((c, (7, 3)) for c in CATEGORICAL)


def rmse(y_true, y_pred):
    return K.sqrt(K.mean(K.square(y_pred - y_true)))


def create_model(n_numeric=len(NUMERIC), units=[64, 32], dropouts=[0.2, 0.1], l2=1e-5):
    assert len(units) == len(dropouts)
    inputs, embedded = [], []
    for name, (cardinality, dim) in cat_sizes.items():
        inp = layers.Input(shape=(1,), name=name)
        emb = layers.Embedding(cardinality, dim, name=f'emb_{name}')(inp)
        emb = layers.SpatialDropout1D(0.1)(emb)
        embedded.append(layers.Reshape(target_shape=(dim,))(emb))
        inputs.append(inp)
    numeric = layers.Input(shape=(n_numeric,), name='numeric')
    x = layers.Concatenate()(embedded + [layers.BatchNormalization()(numeric)])
    for u, d in zip(units, dropouts):
        x = layers.Dense(u, kernel_regularizer=regularizers.l2(l2))(x)
        x = layers.BatchNormalization()(x)
        x = layers.Activation(tf.nn.swish)(x)
        x = layers.Dropout(d)(x)
    out = layers.Dense(1)(x)
    model = models.Model(inputs=inputs + [numeric], outputs=out)
    model.compile(optimizer=optimizers.Adam(1e-3), loss=rmse)
    return model


class KFold:
    def __init__(self, n):
        self.n = n

    def split(self, x):
        index = np.arange(len(x))
        for f in range(self.n):
            mask = index % self.n == f
            yield index[~mask], index[mask]


oof = np.zeros((len(y), 1))
scores = defaultdict(list)
for fold, (trn, val) in enumerate(KFold(FOLDS).split(num)):
    K.clear_session()
    model = create_model()
    tr = [cat[c][trn] for c in CATEGORICAL] + [num[trn]]
    va = [cat[c][val] for c in CATEGORICAL] + [num[val]]
    es = callbacks.EarlyStopping(monitor='val_loss', mode='min', patience=2, restore_best_weights=True)
    model.fit(tr, y[trn], validation_data=(va, y[val]), epochs=1, batch_size=4, callbacks=[es], verbose=0)
    oof[val] = model.predict(va)
    scores['rmse'].append(float(np.sqrt(np.mean((oof[val].ravel() - y[val]) ** 2))))
    gc.collect()
print(np.mean(scores['rmse']))


# a stack of autoencoders whose code feeds a head
def swap_noise(x, rate=0.15):
    out = x.copy()
    for j in range(x.shape[1]):
        idx = np.random.rand(len(x)) < rate
        out[idx, j] = np.random.permutation(x[:, j])[idx]
    return out


onehot = np.concatenate([np.eye(len(vocab[c]))[cat[c]] for c in CATEGORICAL], axis=1)
full = np.hstack([num, onehot]).astype('float32')
dae_in = layers.Input((full.shape[1],))
hidden = []
h = dae_in
for _ in range(3):
    h = layers.Dense(24, activation='relu')(h)
    hidden.append(h)
dae = models.Model(dae_in, layers.Dense(full.shape[-1], activation='linear')(h))
dae.compile('adam', 'mse')
dae.fit(swap_noise(full), full, epochs=1)
encoder = models.Model(dae_in, layers.concatenate(hidden))
codes = encoder.predict(full)
head = models.Sequential([layers.Input(codes.shape[1:]), layers.Dense(8, 'relu'), layers.Dense(1)])
