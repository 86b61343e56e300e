import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
import numpy as np

MODEL_CONFIGS = {
    "atto": {"depths": [1, 1, 2], "projection_dims": [8, 16, 24], "default_size": 64},
    "nano": {"depths": [1, 2], "projection_dims": [12, 20], "default_size": 48},
}


class LayerScale(layers.Layer):
    def __init__(self, init_values, projection_dim, **kwargs):
        super().__init__(**kwargs)
        self.init_values = init_values
        self.projection_dim = projection_dim

    def build(self, _):
        self.gamma = self.add_weight(
            shape=(self.projection_dim,), initializer=keras.initializers.Constant(self.init_values), trainable=True
        )

    def call(self, x):
        return x * self.gamma

    def get_config(self):
        config = super().get_config()
        config.update({"init_values": self.init_values, "projection_dim": self.projection_dim})
        return config


@keras.utils.register_keras_serializable(package="convnext")
class StochasticDepth(layers.Layer):
    def __init__(self, drop_path_rate, **kwargs):
        super().__init__(**kwargs)
        self.drop_path_rate = drop_path_rate

    def call(self, x, training=None):
        if training:
            keep_prob = 1 - self.drop_path_rate
            shape = (tf.shape(x)[0],) + (1,) * (len(x.shape) - 1)
            random_tensor = keep_prob + tf.random.uniform(shape, 0, 1)
            random_tensor = tf.floor(random_tensor)
            return (x / keep_prob) * random_tensor
        return x


def ConvNeXtBlock(projection_dim, drop_path_rate=0.0, layer_scale_init_value=1e-6, name=None):
    if name is None:
        name = "prestem"

    def apply(inputs):
        x = inputs
        x = layers.Conv2D(projection_dim, kernel_size=7, padding="same", groups=projection_dim,
                          name=name + "_depthwise_conv")(x)
        x = layers.LayerNormalization(epsilon=1e-6, name=name + "_layernorm")(x)
        x = layers.Dense(4 * projection_dim, name=name + "_pointwise_conv_1")(x)
        x = layers.Activation("gelu", name=name + "_gelu")(x)
        x = layers.Dense(projection_dim, name=name + "_pointwise_conv_2")(x)
        if layer_scale_init_value is not None:
            x = LayerScale(layer_scale_init_value, projection_dim, name=name + "_layer_scale")(x)
        if drop_path_rate:
            layer = StochasticDepth(drop_path_rate, name=name + "_stochastic_depth")
        else:
            layer = layers.Activation("linear", name=name + "_identity")
        return inputs + layer(x)

    return apply


def Head(num_classes=1000, name=None):
    def apply(x):
        x = layers.GlobalAveragePooling2D(name=name + "_head_gap")(x)
        x = layers.LayerNormalization(epsilon=1e-6, name=name + "_head_layernorm")(x)
        x = layers.Dense(num_classes, name=name + "_head_dense")(x)
        return x

    return apply


def ConvNeXt(depths, projection_dims, drop_path_rate=0.1, default_size=224, model_name="convnext", classes=6):
    inputs = layers.Input(shape=(default_size, default_size, 3))
    stem = keras.Sequential(
        [
            layers.Conv2D(projection_dims[0], kernel_size=4, strides=4, name=model_name + "_stem_conv"),
            layers.LayerNormalization(epsilon=1e-6, name=model_name + "_stem_layernorm"),
        ],
        name=model_name + "_stem",
    )
    downsample_layers = [stem]
    for i in range(len(depths) - 1):
        downsample_layer = keras.Sequential(
            [
                layers.LayerNormalization(epsilon=1e-6, name=model_name + "_downsampling_layernorm_" + str(i)),
                layers.Conv2D(projection_dims[i + 1], kernel_size=2, strides=2,
                              name=model_name + "_downsampling_conv_" + str(i)),
            ],
            name=model_name + "_downsampling_block_" + str(i),
        )
        downsample_layers.append(downsample_layer)

    depth_drop_rates = [float(x) for x in np.linspace(0.0, drop_path_rate, sum(depths))]
    cur = 0
    x = inputs
    for i in range(len(depths)):
        x = downsample_layers[i](x)
        for j in range(depths[i]):
            x = ConvNeXtBlock(
                projection_dim=projection_dims[i],
                drop_path_rate=depth_drop_rates[cur + j],
                name=model_name + f"_stage_{i}_block_{j}",
            )(x)
        cur += depths[i]
    x = Head(num_classes=classes, name=model_name)(x)
    return keras.Model(inputs=inputs, outputs=x, name=model_name)


zoo = {name: ConvNeXt(model_name=name, **config) for name, config in MODEL_CONFIGS.items()}
