"""Which cell of an 8 x 8 grid holds an object, and what box."""
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers as kl

GRID, CLASSES, ANCHORS, SIDE = 8, 3, 2, 128


def dbl(filters, size, strides=1, name=None):
    def apply(x):
        x = kl.Conv2D(filters, size, strides=strides, padding="same", use_bias=False, name=name)(x)
        x = kl.BatchNormalization()(x)
        return kl.LeakyReLU(negative_slope=0.1)(x)
    return apply


def compose(*functions):
    def composed(x):
        for f in functions:
            x = f(x)
        return x
    return composed


def backbone():
    i = keras.Input((SIDE, SIDE, 3))
    x = dbl(16, 3)(i)
    outs = []
    for k in range(4):
        x = compose(dbl(32 * 2**k, 3, 2), dbl(16 * 2**k, 1), dbl(32 * 2**k, 3))(x)
        outs.append(x)
    return keras.Model(i, outs[-2:], name="backbone")


def head(features, name):
    x = compose(dbl(64, 1), dbl(128, 3))(features)
    x = kl.Conv2D(ANCHORS * (5 + CLASSES), 1, name=name)(x)
    g = x.shape[1]
    return kl.Reshape((g, g, ANCHORS, 5 + CLASSES))(x)


body = backbone()
image = keras.Input((SIDE, SIDE, 3), name="image")
medium, coarse = body(image)
y1 = head(coarse, "coarse")
up = kl.UpSampling2D()(dbl(64, 1)(coarse))
y2 = head(kl.Concatenate()([up, medium]), "medium")
detector = keras.Model(image, [y1, y2])
print([tuple(o.shape) for o in detector.outputs], len(body.layers))


def decode(raw, anchors):
    g = raw.shape[1]
    xy, wh, conf, cls = tf.split(raw, [2, 2, 1, CLASSES], axis=-1)
    cells = tf.stack(tf.meshgrid(tf.range(g), tf.range(g)), axis=-1)
    cells = tf.cast(cells[None, :, :, None, :], tf.float32)
    xy = (tf.sigmoid(xy) + cells) / tf.cast(g, tf.float32)
    wh = tf.exp(wh) * anchors
    boxes = tf.concat([xy - wh / 2, xy + wh / 2], axis=-1)
    scores = tf.sigmoid(conf) * tf.sigmoid(cls)
    return tf.reshape(boxes, (-1, g * g * ANCHORS, 4)), tf.reshape(scores, (-1, g * g * ANCHORS, CLASSES))


anchors = tf.constant([[.1, .2], [.3, .3]])
pictures = np.random.rand(4, SIDE, SIDE, 3).astype("float32")
found = [decode(raw, anchors) for raw in detector(pictures)]
boxes = tf.concat([b for b, _ in found], axis=1)
scores = tf.concat([s for _, s in found], axis=1)
print(boxes.shape, scores.shape)
keep = tf.image.non_max_suppression(boxes[0], tf.reduce_max(scores[0], axis=-1), max_output_size=10)
best = tf.gather(boxes[0], keep)
print(best.shape[-1])


class YoloLoss(keras.losses.Loss):
    def call(self, y_true, y_pred):
        obj = y_true[..., 4:5]
        box = tf.reduce_sum(obj * tf.square(y_true[..., :4] - y_pred[..., :4]), axis=[1, 2, 3, 4])
        conf = tf.reduce_sum(keras.losses.binary_crossentropy(obj, tf.sigmoid(y_pred[..., 4:5])), axis=[1, 2, 3])
        return box + conf


detector.compile("adam", loss=[YoloLoss(), YoloLoss()])
labels = [np.zeros((4, s, s, ANCHORS, 5 + CLASSES)) for s in (GRID, GRID * 2)]
detector.fit(pictures, labels, epochs=1)
