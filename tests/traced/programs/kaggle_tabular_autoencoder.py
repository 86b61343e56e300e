import numpy as np
import tensorflow as tf
from tensorflow.keras.callbacks import EarlyStopping, ReduceLROnPlateau
from tensorflow.keras.layers import Input, Dense, BatchNormalization, Dropout, Concatenate, Lambda, GaussianNoise, Activation
from tensorflow.keras.models import Model, Sequential

N_SPLITS = 2
TRAIN = True
rng = np.random.default_rng(0)
train = rng.normal(size=(200, 30)).astype(np.float32)
resp_cols = ["resp", "resp_1", "resp_2"]
y = (rng.random((200, len(resp_cols))) > 0.5).astype(int)


def create_autoencoder(input_dim, output_dim, noise=0.05):
    i = Input((input_dim,))
    encoded = BatchNormalization()(i)
    encoded = GaussianNoise(noise)(encoded)
    encoded = Dense(16, activation="relu")(encoded)
    decoded = Dropout(0.2)(encoded)
    decoded = Dense(input_dim, name="decoded")(decoded)
    x = Dense(8, activation="relu")(decoded)
    x = BatchNormalization()(x)
    x = Dropout(0.2)(x)
    x = Dense(output_dim, activation="sigmoid", name="label_output")(x)
    encoder = Model(inputs=i, outputs=encoded)
    autoencoder = Model(inputs=i, outputs=[decoded, x])
    autoencoder.compile(optimizer="adam", loss={"decoded": "mse", "label_output": "binary_crossentropy"})
    return autoencoder, encoder


def create_model(input_dim, output_dim, encoder, hidden_units, dropout_rates):
    inputs = Input(shape=(input_dim,))
    x = encoder(inputs)
    x = Concatenate()([x, inputs])  # use both raw and encoded features
    x = BatchNormalization()(x)
    x = Dropout(dropout_rates[0])(x)
    for i in range(len(hidden_units)):
        x = Dense(hidden_units[i])(x)
        x = BatchNormalization()(x)
        x = Lambda(tf.keras.activations.relu)(x)
        x = Dropout(dropout_rates[i + 1])(x)
    x = Dense(output_dim, activation="sigmoid")(x)
    return Model(inputs=inputs, outputs=x)


hp = {"hidden_units": [24, 16, 8], "dropout_rates": [0.1, 0.2, 0.2, 0.3]}
autoencoder, encoder = create_autoencoder(train.shape[-1], y.shape[-1], noise=0.1)
if TRAIN:
    autoencoder.fit(train, (train, y), epochs=1, batch_size=64, validation_split=0.1,
                    callbacks=[EarlyStopping("val_loss", patience=2, restore_best_weights=True)])
    encoder.save_weights("encoder.weights.h5")
encoder.trainable = False

models = []
for fold, start in enumerate(range(0, len(train), len(train) // N_SPLITS)):
    end = start + len(train) // N_SPLITS
    X_val, y_val = train[start:end], y[start:end]
    X_tr = np.concatenate([train[:start], train[end:]])
    model = create_model(X_tr.shape[1], y.shape[1], encoder, **hp)
    model.compile("adam", "binary_crossentropy", metrics=["AUC"])
    model.fit(X_tr, np.delete(y, np.s_[start:end], axis=0), validation_data=(X_val, y_val), epochs=1)
    models.append(model)
predictions = np.mean([m.predict(train) for m in models], axis=0)
