# Three autoencoders on the same images: dense, convolutional, and a denoising one.
import keras
import numpy as np
from keras import layers
from keras.datasets import fashion_mnist

encoding_dim = 32
(x_train, _), (x_test, _) = fashion_mnist.load_data()
x_train = x_train[:200].astype("float32") / 255.
x_test = x_test[:50].astype("float32") / 255.
x_flat = x_train.reshape((len(x_train), np.prod(x_train.shape[1:])))
x_flat_test = x_test.reshape((len(x_test), np.prod(x_test.shape[1:])))
print(x_flat.shape)

# --- dense -------------------------------------------------------------
input_img = keras.Input(shape=(784,))
encoded = layers.Dense(encoding_dim, activation="relu")(input_img)
decoded = layers.Dense(784, activation="sigmoid")(encoded)
autoencoder = keras.Model(input_img, decoded)
encoder = keras.Model(input_img, encoded)
encoded_input = keras.Input(shape=(encoding_dim,))
decoder_layer = autoencoder.layers[-1]
decoder = keras.Model(encoded_input, decoder_layer(encoded_input))
autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
autoencoder.fit(x_flat, x_flat, epochs=1, batch_size=64, shuffle=True, validation_data=(x_flat_test, x_flat_test))
encoded_imgs = encoder.predict(x_flat_test)
decoded_imgs = decoder.predict(encoded_imgs)

# --- convolutional -----------------------------------------------------
x_conv = np.reshape(x_train, (len(x_train), 28, 28, 1))
input_img = keras.Input(shape=x_conv.shape[1:])
x = layers.Conv2D(8, (3, 3), activation="relu", padding="same")(input_img)
x = layers.MaxPooling2D((2, 2), padding="same")(x)
x = layers.Conv2D(4, (3, 3), activation="relu", padding="same")(x)
x = layers.MaxPooling2D((2, 2), padding="same")(x)
x = layers.Conv2D(4, (3, 3), activation="relu", padding="same")(x)
encoded = layers.MaxPooling2D((2, 2), padding="same")(x)

x = layers.Conv2D(4, (3, 3), activation="relu", padding="same")(encoded)
x = layers.UpSampling2D((2, 2))(x)
x = layers.Conv2D(4, (3, 3), activation="relu", padding="same")(x)
x = layers.UpSampling2D((2, 2))(x)
x = layers.Conv2D(8, (3, 3), activation="relu")(x)
x = layers.UpSampling2D((2, 2))(x)
decoded = layers.Conv2D(1, (3, 3), activation="sigmoid", padding="same")(x)
conv_autoencoder = keras.Model(input_img, decoded)
conv_autoencoder.compile(optimizer="adam", loss="binary_crossentropy")

# --- denoising ---------------------------------------------------------
noise_factor = 0.5
x_noisy = x_conv + noise_factor * np.random.normal(loc=0.0, scale=1.0, size=x_conv.shape)
x_noisy = np.clip(x_noisy, 0., 1.)
conv_autoencoder.fit(x_noisy, x_conv, epochs=1)
restored = conv_autoencoder(x_noisy[:5])
