import numpy as np
import tensorflow as tf
from tensorflow.keras.layers import Conv2D, Dense, Flatten, Input, Layer, MaxPool2D
from tensorflow.keras.models import Model


class BilinearSampler(Layer):
    def __init__(self, height, width):
        super().__init__()
        self.height, self.width = height, width

    def call(self, inputs):
        images, theta = inputs
        n = tf.shape(images)[0]
        theta = tf.reshape(theta, (n, 2, 3))
        ys, xs = tf.meshgrid(tf.linspace(-1., 1., self.height), tf.linspace(-1., 1., self.width), indexing="ij")
        grid = tf.stack([tf.reshape(xs, [-1]), tf.reshape(ys, [-1]), tf.ones(self.height * self.width)])
        grid = tf.tile(grid[None], [n, 1, 1])
        where = tf.matmul(theta, grid)
        x = (where[:, 0] + 1) * 0.5 * tf.cast(images.shape[2] - 1, tf.float32)
        y = (where[:, 1] + 1) * 0.5 * tf.cast(images.shape[1] - 1, tf.float32)
        xi = tf.clip_by_value(tf.cast(tf.round(x), tf.int32), 0, images.shape[2] - 1)
        yi = tf.clip_by_value(tf.cast(tf.round(y), tf.int32), 0, images.shape[1] - 1)
        flat = tf.gather_nd(images, tf.stack([yi, xi], axis=-1), batch_dims=1)
        return tf.reshape(flat, (n, self.height, self.width, images.shape[-1]))

    def compute_output_shape(self, shapes):
        return shapes[0][0], self.height, self.width, shapes[0][-1]


image = Input((40, 40, 1))
loc = MaxPool2D(2)(image)
loc = Conv2D(20, 5, activation="relu")(loc)
loc = MaxPool2D(2)(loc)
loc = Conv2D(20, 5, activation="relu")(loc)
loc = Flatten()(loc)
loc = Dense(50, activation="relu")(loc)
bias = tf.keras.initializers.Constant([1., 0, 0, 0, 1., 0])
theta = Dense(6, kernel_initializer="zeros", bias_initializer=bias)(loc)
x = BilinearSampler(30, 30)([image, theta])
warped = x
for f in (32, 32):
    x = Conv2D(f, 3, activation="relu", padding="same")(x)
    x = MaxPool2D()(x)
out = Dense(10, activation="softmax")(Flatten()(x))
model = Model(image, out)
model.compile("adam", "sparse_categorical_crossentropy")
(x_train, y_train), _ = tf.keras.datasets.mnist.load_data()
cluttered = np.pad(x_train[:200] / 255.0, ((0, 0), (6, 6), (6, 6)))[..., None].astype("float32")
model.fit(cluttered, y_train[:200], epochs=1)
look = Model(image, [warped, theta])
w, t = look.predict(cluttered[:5])
print(w.shape, t.reshape(-1, 2, 3).shape)
