import keras
from keras import layers, ops

class_num = 10
image_size = 28
latent_dim = 16


def define_discriminator(in_shape=(28, 28, 1), n_classes=10):
    # label input
    in_label = layers.Input(shape=(1,))
    li = layers.Embedding(n_classes, 50)(in_label)
    n_nodes = in_shape[0] * in_shape[1]
    li = layers.Dense(n_nodes)(li)
    li = layers.Reshape((in_shape[0], in_shape[1], 1))(li)
    # image input
    in_image = layers.Input(shape=in_shape)
    merge = layers.Concatenate()([in_image, li])
    fe = layers.Conv2D(8, (3, 3), strides=(2, 2), padding="same")(merge)
    fe = layers.LeakyReLU(negative_slope=0.2)(fe)
    fe = layers.Conv2D(8, (3, 3), strides=(2, 2), padding="same")(fe)
    fe = layers.LeakyReLU(negative_slope=0.2)(fe)
    fe = layers.Flatten()(fe)
    fe = layers.Dropout(0.4)(fe)
    out_layer = layers.Dense(1, activation="sigmoid")(fe)
    model = keras.Model([in_image, in_label], out_layer)
    model.compile(loss="binary_crossentropy", optimizer=keras.optimizers.Adam(learning_rate=0.0002, beta_1=0.5))
    return model


def define_generator(latent_dim, n_classes=10):
    in_label = layers.Input(shape=(1,))
    li = layers.Embedding(n_classes, 50)(in_label)
    n_nodes = 7 * 7
    li = layers.Dense(n_nodes)(li)
    li = layers.Reshape((7, 7, 1))(li)
    in_lat = layers.Input(shape=(latent_dim,))
    n_nodes = 16 * 7 * 7
    gen = layers.Dense(n_nodes)(in_lat)
    gen = layers.LeakyReLU(negative_slope=0.2)(gen)
    gen = layers.Reshape((7, 7, 16))(gen)
    merge = layers.Concatenate()([gen, li])
    gen = layers.Conv2DTranspose(8, (4, 4), strides=(2, 2), padding="same")(merge)
    gen = layers.LeakyReLU(negative_slope=0.2)(gen)
    gen = layers.Conv2DTranspose(8, (4, 4), strides=(2, 2), padding="same")(gen)
    gen = layers.LeakyReLU(negative_slope=0.2)(gen)
    out_layer = layers.Conv2D(1, (7, 7), activation="tanh", padding="same")(gen)
    return keras.Model([in_lat, in_label], out_layer)


def define_gan(g_model, d_model):
    d_model.trainable = False
    gen_noise, gen_label = g_model.input
    gen_output = g_model.output
    gan_output = d_model([gen_output, gen_label])
    model = keras.Model([gen_noise, gen_label], gan_output)
    return model


d_model = define_discriminator()
g_model = define_generator(latent_dim)
gan_model = define_gan(g_model, d_model)
gan_model.summary()


class ConditionalGAN(keras.Model):
    """Labels as extra channels, in the style of a custom train step."""

    def __init__(self, discriminator, generator, latent_dim):
        super().__init__()
        self.discriminator = discriminator
        self.generator = generator
        self.latent_dim = latent_dim

    def call(self, data):
        real_images, one_hot_labels = data
        image_one_hot_labels = one_hot_labels[:, :, None, None]
        image_one_hot_labels = ops.repeat(image_one_hot_labels, repeats=[image_size * image_size])
        image_one_hot_labels = ops.reshape(image_one_hot_labels, (-1, image_size, image_size, class_num))
        joined = ops.concatenate([real_images, image_one_hot_labels], -1)
        return self.discriminator(joined)


critic = keras.Sequential([
    keras.layers.InputLayer((28, 28, 1 + class_num)),
    layers.Conv2D(8, 3, strides=2),
    layers.GlobalMaxPooling2D(),
    layers.Dense(1),
])
cond = ConditionalGAN(critic, g_model, latent_dim)
score = cond([ops.zeros((4, 28, 28, 1)), ops.zeros((4, class_num))])
