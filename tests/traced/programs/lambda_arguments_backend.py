"""Lambda layers in all their spellings, with the Keras 2 backend through tf.keras."""
import tensorflow as tf
from tensorflow.keras import backend as K
from tensorflow.keras.layers import Lambda, Input, Dense, Conv2D, Reshape, Add, Concatenate
from tensorflow.keras.models import Model


def slice_channels(x, start, stop):
    return x[:, :, :, start:stop]


def space_to_depth_x2(x):
    return tf.nn.space_to_depth(x, block_size=2)


def space_to_depth_x2_shape(input_shape):
    return (
        (input_shape[0], input_shape[1] // 2, input_shape[2] // 2, 4 * input_shape[3])
        if input_shape[1]
        else (input_shape[0], None, None, 4 * input_shape[3])
    )


def repeat(x, n):
    return K.repeat_elements(x, n, axis=1)


def outer(tensors):
    a, b = tensors
    return K.batch_dot(K.expand_dims(a, 2), K.expand_dims(b, 1))


image = Input((32, 32, 8))
low = Lambda(slice_channels, arguments={"start": 0, "stop": 3})(image)
high = Lambda(lambda t, k: t[..., k:], arguments=dict(k=3), output_shape=(32, 32, 5))(image)
packed = Lambda(space_to_depth_x2, output_shape=space_to_depth_x2_shape, name="space_to_depth")(low)
mean = Lambda(lambda x: K.mean(x, axis=[1, 2]))(image)
total = Lambda(lambda x: K.sum(x, axis=-1, keepdims=True))(image)
flat = Lambda(lambda x: K.batch_flatten(x))(high)
code = Dense(6)(mean)
pair = Lambda(outer)([code, Dense(4)(mean)])
pair = Reshape((24,))(pair)
tiled = Lambda(lambda x: K.tile(x, (1, 2)))(pair)
normal = Lambda(lambda x: K.l2_normalize(x, axis=-1))(tiled)
stacked = Lambda(lambda xs: K.stack(xs, axis=1))([code, Dense(6)(normal)])
steps = Lambda(repeat, arguments={"n": 3})(stacked)
swapped = Lambda(lambda x: K.permute_dimensions(x, (0, 2, 1)))(steps)
resized = Lambda(lambda img: tf.image.resize(img, (48, 40)))(image)
one_hot = Lambda(lambda x: K.one_hot(K.cast(x, "int32"), 9))(Input((5,)))
squeezed = Lambda(lambda x: K.squeeze(x, axis=1))(Reshape((1, 6))(code))
reverse = Lambda(lambda x: K.reverse(x, axes=1))(steps)
joined = Concatenate()([normal, squeezed, code])
negated = Lambda(lambda x: -x)(joined)
clipped = Lambda(function=lambda x: K.clip(x, 0, 1), name="clip")(negated)
model = Model(image, [clipped, packed, total, resized])
