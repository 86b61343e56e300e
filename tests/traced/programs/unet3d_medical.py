from tensorflow.keras.layers import (Activation, Add, BatchNormalization, Conv3D, Conv3DTranspose, Input, LeakyReLU,
                                     MaxPooling3D, SpatialDropout3D, UpSampling3D, concatenate)
from tensorflow.keras.models import Model
from tensorflow.keras.optimizers import Adam
import numpy as np

config = dict()
config["pool_size"] = (2, 2, 2)
config["image_shape"] = (32, 32, 16)
config["patch_shape"] = None
config["labels"] = (1, 2, 4)
config["n_labels"] = len(config["labels"])
config["all_modalities"] = ["t1", "t1ce", "flair", "t2"]
config["training_modalities"] = config["all_modalities"][:2]
config["nb_channels"] = len(config["training_modalities"])
if "patch_shape" in config and config["patch_shape"] is not None:
    config["input_shape"] = tuple(list(config["patch_shape"]) + [config["nb_channels"]])
else:
    config["input_shape"] = tuple(list(config["image_shape"]) + [config["nb_channels"]])
config["deconvolution"] = True


def unet_model_3d(input_shape, pool_size=(2, 2, 2), n_labels=1, deconvolution=False, depth=3, n_base_filters=4,
                  batch_normalization=False, activation_name="sigmoid"):
    inputs = Input(input_shape)
    current_layer = inputs
    levels = list()
    for layer_depth in range(depth):
        layer1 = create_convolution_block(current_layer, n_base_filters * (2**layer_depth), batch_normalization)
        layer2 = create_convolution_block(layer1, n_base_filters * (2**layer_depth) * 2, batch_normalization)
        if layer_depth < depth - 1:
            current_layer = MaxPooling3D(pool_size=pool_size)(layer2)
            levels.append([layer1, layer2, current_layer])
        else:
            current_layer = layer2
            levels.append([layer1, layer2])

    for layer_depth in range(depth - 2, -1, -1):
        up = get_up_convolution(pool_size=pool_size, deconvolution=deconvolution,
                                n_filters=current_layer.shape[-1])(current_layer)
        concat = concatenate([up, levels[layer_depth][1]], axis=-1)
        current_layer = create_convolution_block(concat, levels[layer_depth][1].shape[-1], batch_normalization)
        current_layer = create_convolution_block(current_layer, levels[layer_depth][1].shape[-1], batch_normalization)

    final_convolution = Conv3D(n_labels, (1, 1, 1))(current_layer)
    act = Activation(activation_name)(final_convolution)
    model = Model(inputs=inputs, outputs=act)
    model.compile(optimizer=Adam(learning_rate=1e-5), loss="binary_crossentropy")
    return model


def create_convolution_block(input_layer, n_filters, batch_normalization=False, kernel=(3, 3, 3), activation=None,
                             padding="same", strides=(1, 1, 1)):
    layer = Conv3D(n_filters, kernel, padding=padding, strides=strides)(input_layer)
    if batch_normalization:
        layer = BatchNormalization(axis=-1)(layer)
    if activation is None:
        return Activation("relu")(layer)
    else:
        return activation()(layer)


def get_up_convolution(n_filters, pool_size, kernel_size=(2, 2, 2), strides=(2, 2, 2), deconvolution=False):
    if deconvolution:
        return Conv3DTranspose(filters=n_filters, kernel_size=kernel_size, strides=strides)
    else:
        return UpSampling3D(size=pool_size)


model = unet_model_3d(config["input_shape"], n_labels=config["n_labels"], deconvolution=config["deconvolution"])
other = unet_model_3d((24, 24, 24, 1), depth=2, batch_normalization=True)
prediction = model.predict(np.zeros((1,) + config["input_shape"]))


def context_module(x, n_filters, dropout=0.3):
    c1 = create_convolution_block(x, n_filters, activation=LeakyReLU)
    drop = SpatialDropout3D(rate=dropout)(c1)
    return Add()([create_convolution_block(drop, n_filters, activation=LeakyReLU), c1])


volume = Input((16, 16, 16, 4))
y = context_module(volume, 6)
