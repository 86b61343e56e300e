import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
import numpy as np

NUM_POINTS, NUM_CLASSES, BATCH_SIZE = 256, 10, 8
tf.random.set_seed(1234)


def cloud(kind):
    p = np.random.randn(NUM_POINTS, 3)
    if kind % 2:
        p /= np.linalg.norm(p, axis=1, keepdims=True)
    return p * (1 + kind)


points = np.array([cloud(i % NUM_CLASSES) for i in range(80)])
labels = np.arange(80) % NUM_CLASSES


def augment(points, label):
    points += tf.random.uniform(points.shape, -0.005, 0.005, dtype=tf.float64)
    points = tf.random.shuffle(points)
    return points, label


ds = tf.data.Dataset.from_tensor_slices((points, labels)).shuffle(80).map(augment).batch(BATCH_SIZE)
test = tf.data.Dataset.from_tensor_slices((points[:16], labels[:16])).batch(BATCH_SIZE)


class OrthogonalRegularizer(keras.regularizers.Regularizer):
    def __init__(self, num_features, l2reg=0.001):
        self.num_features = num_features
        self.l2reg = l2reg
        self.eye = tf.eye(num_features)

    def __call__(self, x):
        x = tf.reshape(x, (-1, self.num_features, self.num_features))
        xxt = tf.tensordot(x, x, axes=(2, 2))
        xxt = tf.reshape(xxt, (-1, self.num_features, self.num_features))
        return tf.reduce_sum(self.l2reg * tf.square(xxt - self.eye))


class Unit:
    """Convolution or dense layer, then normalisation, then relu."""

    def __init__(self, kind, filters):
        self.layer = layers.Conv1D(filters, 1, padding="valid") if kind == "conv" else layers.Dense(filters)
        self.norm = layers.BatchNormalization(momentum=0.0)

    def __call__(self, x):
        return layers.Activation("relu")(self.norm(self.layer(x)))


def tnet(inputs, k):
    bias = keras.initializers.Constant(np.eye(k).flatten())
    x = inputs
    for f in (32, 64, 256):
        x = Unit("conv", f)(x)
    x = layers.GlobalMaxPooling1D()(x)
    for f in (128, 64):
        x = Unit("dense", f)(x)
    x = layers.Dense(k * k, kernel_initializer="zeros", bias_initializer=bias,
                     activity_regularizer=OrthogonalRegularizer(k))(x)
    transform = layers.Reshape((k, k))(x)
    return layers.Dot(axes=(2, 1))([inputs, transform])


inputs = keras.Input(shape=(NUM_POINTS, 3))
x = tnet(inputs, 3)
x = Unit("conv", 32)(x)
x = Unit("conv", 32)(x)
x = tnet(x, 32)
for f in (32, 64, 256):
    x = Unit("conv", f)(x)
x = layers.GlobalMaxPooling1D()(x)
x = layers.Dropout(0.3)(Unit("dense", 128)(x))
outputs = layers.Dense(NUM_CLASSES, activation="softmax")(x)
model = keras.Model(inputs=inputs, outputs=outputs, name="pointnet")
model.compile(loss="sparse_categorical_crossentropy", optimizer="adam", metrics=["sparse_categorical_accuracy"])
model.fit(ds, epochs=1, validation_data=test)
for pts, lbl in test.take(1):
    preds = tf.math.argmax(model.predict(pts[:4, ...]), -1)
    print(preds.shape, lbl.numpy()[:4])
