import numpy as np
import pandas as pd
import keras
from keras import layers

hours = pd.date_range('2014-01-01', periods=2000, freq='h')
t = np.arange(len(hours))
frame = pd.DataFrame({
    'p': 990 + 5 * np.sin(t / 500) + np.random.randn(len(t)),
    'T': 10 + 8 * np.sin(2 * np.pi * t / 24) + np.random.randn(len(t)),
    'rh': np.clip(70 + 10 * np.random.randn(len(t)), 0, 100),
    'wv': np.abs(np.random.randn(len(t)) * 3),
}, index=hours)

# time of day as two signals
day = 24 * 60 * 60
seconds = frame.index.map(pd.Timestamp.timestamp)
frame['day sin'] = np.sin(seconds * (2 * np.pi / day))
frame['day cos'] = np.cos(seconds * (2 * np.pi / day))
raw_data = frame.to_numpy()
temperature = frame['T'].to_numpy()

num_train_samples = int(0.5 * len(raw_data))
num_val_samples = int(0.25 * len(raw_data))
num_test_samples = len(raw_data) - num_train_samples - num_val_samples
mean = raw_data[:num_train_samples].mean(axis=0)
raw_data = raw_data - mean
std = raw_data[:num_train_samples].std(axis=0)
raw_data /= std

sampling_rate = 2
sequence_length = 48
delay = sampling_rate * (sequence_length + 12 - 1)
batch_size = 64


def windows(start, end, shuffle=True):
    return keras.utils.timeseries_dataset_from_array(
        raw_data[:-delay],
        targets=temperature[delay:],
        sampling_rate=sampling_rate,
        sequence_length=sequence_length,
        shuffle=shuffle,
        batch_size=batch_size,
        start_index=start,
        end_index=end,
    )


train_dataset = windows(0, num_train_samples)
val_dataset = windows(num_train_samples, num_train_samples + num_val_samples)
test_dataset = windows(num_train_samples + num_val_samples, None, shuffle=False)
for samples, targets in train_dataset:
    print('samples shape:', samples.shape)
    print('targets shape:', targets.shape)
    break


def compile_and_fit(outputs, inputs, name):
    model = keras.Model(inputs, outputs, name=name)
    model.compile(optimizer='rmsprop', loss='mse', metrics=['mae'])
    checkpoint = keras.callbacks.ModelCheckpoint(f'jena_{name}.keras', save_best_only=True)
    history = model.fit(train_dataset, epochs=3, validation_data=val_dataset, callbacks=[checkpoint])
    print(name, model.evaluate(test_dataset)[1])
    return model, history


results = {}
inputs = keras.Input(shape=(sequence_length, raw_data.shape[-1]))
x = layers.Flatten()(inputs)
x = layers.Dense(16, activation='relu')(x)
results['dense'] = compile_and_fit(layers.Dense(1)(x), inputs, 'dense')

inputs = keras.Input(shape=(sequence_length, raw_data.shape[-1]))
x = inputs
for size in (12, 6, 3):
    x = layers.Conv1D(8, size, activation='relu')(x)
    if size > 3:
        x = layers.MaxPooling1D(2)(x)
x = layers.GlobalAveragePooling1D()(x)
results['conv'] = compile_and_fit(layers.Dense(1)(x), inputs, 'conv')

inputs = keras.Input(shape=(sequence_length, raw_data.shape[-1]))
x = layers.GRU(32, recurrent_dropout=0.5, return_sequences=True)(inputs)
x = layers.GRU(32, recurrent_dropout=0.5)(x)
x = layers.Dropout(0.5)(x)
results['gru'] = compile_and_fit(layers.Dense(1)(x), inputs, 'gru')

for name, (model, _) in results.items():
    guess = model.predict(raw_data[None, :sequence_length])
    print(name, guess.shape)
