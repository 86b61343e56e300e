import numpy as np
import tensorflow as tf
from tensorflow.keras import layers

NOISE_DIM = 100
BUFFER = 256
BATCH = 32

sprites = np.random.randint(0, 256, (256, 48, 48, 3)).astype('float32')
sprites = (sprites - 127.5) / 127.5
train_dataset = tf.data.Dataset.from_tensor_slices(sprites).shuffle(BUFFER).batch(BATCH)


def make_generator_model():
    model = tf.keras.Sequential()
    model.add(layers.Dense(6*6*256, use_bias=False, input_shape=(NOISE_DIM,)))
    model.add(layers.BatchNormalization())
    model.add(layers.LeakyReLU())

    model.add(layers.Reshape((6, 6, 256)))
    assert model.output_shape == (None, 6, 6, 256)  # Note: None is the batch size

    model.add(layers.Conv2DTranspose(128, (5, 5), strides=(1, 1), padding='same', use_bias=False))
    assert model.output_shape == (None, 6, 6, 128)
    model.add(layers.BatchNormalization())
    model.add(layers.LeakyReLU())

    for filters, side in ((64, 12), (32, 24)):
        model.add(layers.Conv2DTranspose(filters, (5, 5), strides=(2, 2), padding='same', use_bias=False))
        assert model.output_shape == (None, side, side, filters)
        model.add(layers.BatchNormalization())
        model.add(layers.LeakyReLU())

    model.add(layers.Conv2DTranspose(3, (5, 5), strides=(2, 2), padding='same', use_bias=False, activation='tanh'))
    assert model.output_shape == (None, 48, 48, 3)
    return model


def make_discriminator_model():
    return tf.keras.Sequential([
        layers.Input(shape=[48, 48, 3]),
        layers.Conv2D(64, (5, 5), strides=(2, 2), padding='same'),
        layers.LeakyReLU(),
        layers.Dropout(0.3),
        layers.Conv2D(128, (5, 5), strides=(2, 2), padding='same'),
        layers.LeakyReLU(),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(1),
    ])


generator = make_generator_model()
noise = tf.random.normal([1, NOISE_DIM])
generated_image = generator(noise, training=False)
discriminator = make_discriminator_model()
decision = discriminator(generated_image)
print(decision)

cross_entropy = tf.keras.losses.BinaryCrossentropy(from_logits=True)
generator_optimizer = tf.keras.optimizers.Adam(1e-4)
discriminator_optimizer = tf.keras.optimizers.Adam(1e-4)


def discriminator_loss(real_output, fake_output):
    return (cross_entropy(tf.ones_like(real_output), real_output)
            + cross_entropy(tf.zeros_like(fake_output), fake_output))


seed = tf.random.normal([16, NOISE_DIM])


@tf.function
def train_step(images):
    noise = tf.random.normal([BATCH, NOISE_DIM])
    with tf.GradientTape() as gen_tape, tf.GradientTape() as disc_tape:
        generated_images = generator(noise, training=True)
        real_output = discriminator(images, training=True)
        fake_output = discriminator(generated_images, training=True)
        gen_loss = cross_entropy(tf.ones_like(fake_output), fake_output)
        disc_loss = discriminator_loss(real_output, fake_output)
    g = gen_tape.gradient(gen_loss, generator.trainable_variables)
    d = disc_tape.gradient(disc_loss, discriminator.trainable_variables)
    generator_optimizer.apply_gradients(zip(g, generator.trainable_variables))
    discriminator_optimizer.apply_gradients(zip(d, discriminator.trainable_variables))
    return gen_loss, disc_loss


for epoch in range(1):
    for n, image_batch in enumerate(train_dataset):
        losses = train_step(image_batch)
        if n >= 1:
            break
    predictions = generator(seed, training=False)
    for i in range(predictions.shape[0]):
        picture = predictions[i, :, :, 0] * 127.5 + 127.5
    print(epoch, picture.shape, [float(l) for l in losses])
