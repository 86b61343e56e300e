"""Eight spoken words from their spectrograms."""
import numpy as np
import tensorflow as tf
from tensorflow.keras import layers, models

commands = np.array(["down", "go", "left", "no", "right", "stop", "up", "yes"])
RATE = 16000


def fake_audio(n):
    wave = np.random.randn(n, RATE).astype(np.float32) * 0.1
    label = np.random.randint(0, len(commands), n)
    return tf.data.Dataset.from_tensor_slices((wave, label)).batch(8)


def get_spectrogram(waveform):
    spectrogram = tf.signal.stft(waveform, frame_length=255, frame_step=128)
    spectrogram = tf.abs(spectrogram)
    return spectrogram[..., tf.newaxis]


def make_spec_ds(ds):
    return ds.map(map_func=lambda audio, label: (get_spectrogram(audio), label), num_parallel_calls=tf.data.AUTOTUNE)


train_spectrogram_ds = make_spec_ds(fake_audio(32))
val_spectrogram_ds = make_spec_ds(fake_audio(16))
for example_spectrograms, example_spect_labels in train_spectrogram_ds.take(1):
    break
input_shape = example_spectrograms.shape[1:]
print("Input shape:", input_shape)
num_labels = len(commands)

norm_layer = layers.Normalization()
norm_layer.adapt(data=train_spectrogram_ds.map(map_func=lambda spec, label: spec))

model = models.Sequential([
    layers.Input(shape=input_shape),
    layers.Resizing(32, 32),
    norm_layer,
    layers.Conv2D(32, 3, activation="relu"),
    layers.Conv2D(64, 3, activation="relu"),
    layers.MaxPooling2D(),
    layers.Dropout(0.25),
    layers.Flatten(),
    layers.Dense(128, activation="relu"),
    layers.Dropout(0.5),
    layers.Dense(num_labels),
])
model.summary()
model.compile(
    optimizer=tf.keras.optimizers.Adam(),
    loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    metrics=["accuracy"],
)
model.fit(train_spectrogram_ds, validation_data=val_spectrogram_ds, epochs=2)

clip = tf.random.normal([13000])
clip = tf.concat([clip, tf.zeros([RATE] - tf.shape(clip), tf.float32)], 0)
x = get_spectrogram(clip)
x = x[tf.newaxis, ...]
prediction = model(x)
print(commands[int(tf.argmax(tf.nn.softmax(prediction[0])))], x.shape)
