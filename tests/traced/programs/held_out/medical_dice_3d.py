import numpy as np
from keras import backend as K
from keras.models import Model
from keras.layers import Input, Conv3D, MaxPooling3D, UpSampling3D, concatenate, Dropout, Conv3DTranspose, Activation
from keras.layers import GroupNormalization, SpatialDropout3D
from keras.optimizers import Adam
import keras

patch = (32, 32, 16)
modalities = 4
labels = (1, 2, 4)


def dice_coefficient(y_true, y_pred, smooth=1.):
    y_true_f = keras.ops.reshape(y_true, (-1,))
    y_pred_f = keras.ops.reshape(y_pred, (-1,))
    intersection = keras.ops.sum(y_true_f * y_pred_f)
    return (2. * intersection + smooth) / (keras.ops.sum(y_true_f) + keras.ops.sum(y_pred_f) + smooth)


def dice_loss(y_true, y_pred):
    return 1 - dice_coefficient(y_true, y_pred)


def make_metric(index):
    f = lambda y_true, y_pred: dice_coefficient(y_true[..., index], y_pred[..., index])
    f.__name__ = 'label_{0}_dice'.format(index)
    return f


def context_module(x, n, rate=.3):
    y = Conv3D(n, (3, 3, 3), padding='same', activation='relu')(x)
    y = SpatialDropout3D(rate)(y)
    return Conv3D(n, (3, 3, 3), padding='same')(y)


def isensee(shape, n_labels, depth=3, base=8, n_segmentation=2):
    inputs = Input(shape)
    current = inputs
    levels, filters = [], []
    for level in range(depth):
        n = (2 ** level) * base
        filters.append(n)
        stride = 1 if level == 0 else 2
        in_conv = Conv3D(n, 3, strides=stride, padding='same')(current)
        in_conv = GroupNormalization(groups=4)(in_conv)
        current = keras.layers.Add()([in_conv, context_module(in_conv, n)])
        levels.append(current)
    segmentations = []
    for level in range(depth - 2, -1, -1):
        up = UpSampling3D(size=2)(current)
        up = Conv3D(filters[level], 3, padding='same')(up)
        current = concatenate([levels[level], up], axis=-1)
        current = Conv3D(filters[level], 1, padding='same')(current)
        if level < n_segmentation:
            segmentations.insert(0, Conv3D(n_labels, (1, 1, 1))(current))
    out = None
    for level in reversed(range(n_segmentation)):
        seg = segmentations[level]
        out = seg if out is None else keras.layers.Add()([out, seg])
        if level > 0:
            out = UpSampling3D(size=(2, 2, 2))(out)
    return Model(inputs, Activation('sigmoid')(out))


model = isensee(patch + (modalities,), len(labels))
model.compile(optimizer=Adam(learning_rate=5e-4), loss=dice_loss, metrics=[dice_coefficient] + [make_metric(i) for i in range(3)])
volume = np.random.rand(40, 48, 24, modalities)
truth = np.random.choice([0, 1, 2, 4], size=(40, 48, 24))


def random_patches(n):
    xs, ys = [], []
    for _ in range(n):
        i, j, k = [np.random.randint(0, s - p + 1) for s, p in zip(volume.shape, patch)]
        where = slice(i, i + patch[0]), slice(j, j + patch[1]), slice(k, k + patch[2])
        xs.append(volume[where])
        ys.append(np.stack([truth[where] == l for l in labels], axis=-1))
    return np.asarray(xs), np.asarray(ys, dtype='float32')


x, y = random_patches(6)
print(x.shape, y.shape)
model.fit(x, y, batch_size=2, epochs=1)
p = model.predict(x[:1])[0]
segmentation = np.zeros(p.shape[:3], dtype=int)
for i, l in enumerate(labels):
    segmentation[p[..., i] > .5] = l
print(segmentation.shape)
