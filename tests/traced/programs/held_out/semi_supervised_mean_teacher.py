import copy
import numpy as np
import tensorflow as tf

keras = tf.keras
K = keras.backend
KL = keras.layers


def make():
    m = keras.models.Sequential()
    m.add(KL.Input((28, 28, 1)))
    for f in [16, 32]:
        m.add(KL.Conv2D(f, 3, padding="same"))
        m.add(KL.LeakyReLU(0.1))
        m.add(KL.MaxPool2D(2, 2))
        m.add(KL.GaussianNoise(0.1))
    m.add(KL.Flatten())
    m.add(KL.Dense(10))
    return m


student, teacher = make(), make()
teacher.set_weights(student.get_weights())
(x, y), _ = keras.datasets.mnist.load_data()
x = (x[:512, ..., None] / 255).astype(np.float32)
labelled, unlabelled = x[:64], x[64:]
y = y[:64].astype(np.int32)
opt = keras.optimizers.Adam(1e-3)


def ramp(step, n=100):
    return np.exp(-5 * (1 - min(step, n) / n) ** 2)


def batches(a, size, *more):
    order = np.random.permutation(len(a))
    for i in range(0, len(a) - size + 1, size):
        pick = order[i:i + size]
        yield (a[pick], *[m[pick] for m in more])


step = 0
for (xu,) in batches(unlabelled, 64):
    xl, yl = next(batches(labelled, 16, y))
    with tf.GradientTape() as tape:
        logits = student(tf.concat([xl, xu], 0), training=True)
        sup = tf.nn.sparse_softmax_cross_entropy_with_logits(yl, logits[:16])
        target = tf.nn.softmax(teacher(xu, training=True))
        cons = tf.reduce_mean(tf.square(tf.nn.softmax(logits[16:]) - target))
        loss = tf.reduce_mean(sup) + ramp(step) * cons
    grads = tape.gradient(loss, student.trainable_weights)
    opt.apply_gradients(zip(grads, student.trainable_weights))
    for s, t in zip(student.weights, teacher.weights):
        t.assign(0.99 * t + 0.01 * s)
    step += 1
    if step == 2:
        break
prediction = keras.layers.Softmax()(teacher(x[:7]))
print(step, float(loss), prediction.shape)
features = keras.Model(student.inputs, student.layers[-2].output)
print(features(x[:3]).shape)
