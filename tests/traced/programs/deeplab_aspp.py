import keras
from keras import layers
from keras import ops

IMAGE_SIZE = 128
NUM_CLASSES = 6


def convolution_block(block_input, num_filters=16, kernel_size=3, dilation_rate=1, use_bias=False):
    x = layers.Conv2D(
        num_filters,
        kernel_size=kernel_size,
        dilation_rate=dilation_rate,
        padding="same",
        use_bias=use_bias,
        kernel_initializer=keras.initializers.HeNormal(),
    )(block_input)
    x = layers.BatchNormalization()(x)
    return ops.nn.relu(x)


def DilatedSpatialPyramidPooling(dspp_input):
    dims = dspp_input.shape
    x = layers.AveragePooling2D(pool_size=(dims[-3], dims[-2]))(dspp_input)
    x = convolution_block(x, kernel_size=1, use_bias=True)
    out_pool = layers.UpSampling2D(
        size=(dims[-3] // x.shape[1], dims[-2] // x.shape[2]),
        interpolation="bilinear",
    )(x)
    branches = [convolution_block(dspp_input, kernel_size=1)]
    branches += [convolution_block(dspp_input, dilation_rate=rate) for rate in (6, 12, 18)]
    x = layers.Concatenate(axis=-1)([out_pool, *branches])
    output = convolution_block(x, kernel_size=1)
    return output


def encoder(inputs):
    outs = {}
    x = inputs
    for level in range(1, 5):
        x = convolution_block(x, 4 * 2**level)
        outs["level%d" % level] = x
        if level != 4:
            x = layers.MaxPooling2D(2)(x)
    return outs


def DeeplabLike(image_size, num_classes):
    model_input = keras.Input(shape=(image_size, image_size, 3))
    features = encoder(model_input)
    x = features["level4"]
    x = DilatedSpatialPyramidPooling(x)
    input_a = layers.UpSampling2D(
        size=(image_size // 4 // x.shape[1], image_size // 4 // x.shape[2]),
        interpolation="bilinear",
    )(x)
    input_b = features["level3"]
    input_b = convolution_block(input_b, num_filters=12, kernel_size=1)
    x = layers.Concatenate(axis=-1)([input_a, input_b])
    x = convolution_block(x)
    x = convolution_block(x)
    x = layers.UpSampling2D(
        size=(image_size // x.shape[1], image_size // x.shape[2]), interpolation="bilinear"
    )(x)
    model_output = layers.Conv2D(num_classes, kernel_size=(1, 1), padding="same")(x)
    return keras.Model(inputs=model_input, outputs=model_output)


model = DeeplabLike(image_size=IMAGE_SIZE, num_classes=NUM_CLASSES)
model.summary()
