import pandas as pd
import numpy as np
from sklearn.preprocessing import RobustScaler
from sklearn.model_selection import GroupShuffleSplit
from tensorflow.keras.layers import Input, Conv1D, MaxPool1D, Flatten, Dense, Dropout, LeakyReLU, Reshape
from tensorflow.keras.models import Model

cols = [f'feat_{i}' for i in range(44)]
frame = pd.DataFrame(np.random.rand(240, 44), columns=cols)
frame['patient'] = np.repeat(np.arange(80), 3)
frame['status'] = (frame['patient'] % 2).astype('int8')
groups = frame.pop('patient')
y = frame.pop('status').to_numpy()
x = RobustScaler().fit_transform(frame.values)
train, test = next(GroupShuffleSplit(test_size=.25, random_state=0).split(x, y, groups))

inp = Input((44,))
h = Reshape((44, 1))(inp)
for f in [8, 16, 32]:
    h = Conv1D(f, 5, padding='causal')(h)
    h = LeakyReLU()(h)
    h = MaxPool1D()(h)
h = Flatten()(h)
h = Dropout(.3)(Dense(32)(h))
out = Dense(1, activation='sigmoid')(h)
net = Model(inp, out)
net.compile('rmsprop', 'binary_crossentropy', metrics=['accuracy'])
net.fit(x[train], y[train], validation_data=(x[test], y[test]), epochs=2)
score = net.predict(x[test])[:, 0]
per_patient = pd.Series(score, index=groups.iloc[test]).groupby(level=0).mean()
print(len(per_patient), h.shape, net.layers[4].output.shape)
