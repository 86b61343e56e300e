import itertools
import random
import numpy as np
from keras.layers import Dense, Dropout, Input, Conv1D, GlobalAveragePooling1D, LSTM
from keras.models import Sequential
from keras.optimizers import Adam, RMSprop, SGD

random.seed(4)
GRID = {
    'layers': [1, 2, 3],
    'units': [16, 32, 64],
    'activation': ['relu', 'tanh'],
    'optimizer': [Adam, RMSprop, SGD],
    'lr': [1e-2, 1e-3],
}
X = np.random.rand(200, 15)
y = (X.sum(axis=1) > 7.5).astype('int')


def create(params, n_features):
    model = Sequential()
    model.add(Input(shape=(n_features,)))
    for _ in range(params['layers']):
        model.add(Dense(params['units'], activation=params['activation']))
        model.add(Dropout(0.1))
    model.add(Dense(1, activation='sigmoid'))
    opt = params['optimizer'](learning_rate=params['lr'])
    model.compile(loss='binary_crossentropy', optimizer=opt, metrics=['accuracy'])
    return model


combos = [dict(zip(GRID, values)) for values in itertools.product(*GRID.values())]
print(len(combos), 'combinations')
best, best_score = None, -1
for params in random.sample(combos, 3):
    model = create(params, X.shape[1])
    h = model.fit(X, y, epochs=2, verbose=0, validation_split=.25)
    score = h.history['val_accuracy'][-1]
    if score > best_score:
        best, best_score = params, score
print(best, best_score)

final = create({'layers': 2, 'units': 48, 'activation': 'elu', 'optimizer': Adam, 'lr': 1e-3}, X.shape[1])
final.fit(X, y, epochs=1)
print(final.predict(X).shape)

# the same rows as a sequence
seq = X.reshape(200, 5, 3)
for first in (LSTM(8), Conv1D(8, 2)):
    m = Sequential([Input((5, 3)), first])
    if len(m.output_shape) == 3:
        m.add(GlobalAveragePooling1D())
    m.add(Dense(1))
    m.compile('adam', 'mse')
    m.fit(seq, y, verbose=0)
    print(m.output_shape)
