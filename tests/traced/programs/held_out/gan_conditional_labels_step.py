import keras
from keras import layers, ops
import tensorflow as tf
import numpy as np

batch_size, num_channels, num_classes, image_size, latent_dim = 16, 1, 10, 28, 64
(x, y), _ = keras.datasets.mnist.load_data()
digits = np.reshape(x[:256].astype("float32") / 255.0, (-1, 28, 28, 1))
labels = keras.utils.to_categorical(y[:256], 10)
dataset = tf.data.Dataset.from_tensor_slices((digits, labels)).shuffle(256).batch(batch_size)

generator_in_channels = latent_dim + num_classes
discriminator_in_channels = num_channels + num_classes
discriminator = keras.Sequential(
    [
        keras.layers.InputLayer((28, 28, discriminator_in_channels)),
        layers.Conv2D(32, (3, 3), strides=(2, 2), padding="same"),
        layers.LeakyReLU(negative_slope=0.2),
        layers.Conv2D(64, (3, 3), strides=(2, 2), padding="same"),
        layers.LeakyReLU(negative_slope=0.2),
        layers.GlobalMaxPooling2D(),
        layers.Dense(1),
    ],
    name="discriminator",
)
generator = keras.Sequential(
    [
        keras.layers.InputLayer((generator_in_channels,)),
        layers.Dense(7 * 7 * generator_in_channels),
        layers.LeakyReLU(negative_slope=0.2),
        layers.Reshape((7, 7, generator_in_channels)),
        layers.Conv2DTranspose(64, (4, 4), strides=(2, 2), padding="same"),
        layers.LeakyReLU(negative_slope=0.2),
        layers.Conv2DTranspose(32, (4, 4), strides=(2, 2), padding="same"),
        layers.Conv2D(1, (7, 7), padding="same", activation="sigmoid"),
    ],
    name="generator",
)
d_opt, g_opt = keras.optimizers.Adam(3e-4), keras.optimizers.Adam(3e-4)
loss_fn = keras.losses.BinaryCrossentropy(from_logits=True)


def step(real_images, one_hot_labels):
    n = ops.shape(real_images)[0]
    planes = one_hot_labels[:, :, None, None]
    planes = ops.repeat(planes, repeats=[image_size * image_size])
    planes = ops.reshape(planes, (-1, image_size, image_size, num_classes))
    noise = keras.random.normal(shape=(n, latent_dim))
    vectors = ops.concatenate([noise, one_hot_labels], axis=1)
    fakes = generator(vectors)
    fake_and_labels = ops.concatenate([fakes, planes], -1)
    real_and_labels = ops.concatenate([real_images, planes], -1)
    combined = ops.concatenate([fake_and_labels, real_and_labels], axis=0)
    targets = ops.concatenate([ops.ones((n, 1)), ops.zeros((n, 1))], axis=0)
    with tf.GradientTape() as tape:
        d_loss = loss_fn(targets, discriminator(combined))
    d_opt.apply_gradients(zip(tape.gradient(d_loss, discriminator.trainable_weights), discriminator.trainable_weights))
    return d_loss


for i, (images, one_hot) in enumerate(dataset):
    loss = step(images, one_hot)
    if i == 1:
        break
first = keras.utils.to_categorical([3], num_classes)
interp = np.linspace(0, 1, 5)[:, None]
mixed = first * (1 - interp) + keras.utils.to_categorical([8], num_classes) * interp
noise = np.repeat(np.random.normal(size=(1, latent_dim)), 5, axis=0)
made = generator.predict(np.concatenate([noise, mixed], axis=1))
print(made.shape, float(loss))
