import numpy as np
import keras
from keras import backend as K
from keras.layers import (Activation, Concatenate, Conv2D, Input, InputLayer, Lambda, Layer, MaxPooling2D, Reshape,
                          ZeroPadding2D, BatchNormalization, ELU)
from keras.models import Model
from keras.regularizers import l2


class L2Normalization(Layer):
    def __init__(self, gamma_init=20, **kwargs):
        self.gamma_init = gamma_init
        super(L2Normalization, self).__init__(**kwargs)

    def build(self, input_shape):
        self.gamma = self.add_weight(shape=(input_shape[-1],), initializer=keras.initializers.Constant(self.gamma_init))
        super(L2Normalization, self).build(input_shape)

    def call(self, x, mask=None):
        return x / keras.ops.sqrt(keras.ops.sum(x * x, axis=-1, keepdims=True) + 1e-6) * self.gamma


class AnchorBoxes(Layer):
    def __init__(self, img_height, img_width, this_scale, aspect_ratios=[0.5, 1.0, 2.0], two_boxes_for_ar1=True, **kwargs):
        self.img_height = img_height
        self.img_width = img_width
        self.this_scale = this_scale
        self.aspect_ratios = aspect_ratios
        if (1 in aspect_ratios) & two_boxes_for_ar1:
            self.n_boxes = len(aspect_ratios) + 1
        else:
            self.n_boxes = len(aspect_ratios)
        super().__init__(**kwargs)

    def call(self, x, mask=None):
        batch_size, feature_map_height, feature_map_width, feature_map_channels = x.shape
        boxes_tensor = np.zeros((feature_map_height, feature_map_width, self.n_boxes, 8), dtype="float32")
        boxes_tensor = np.expand_dims(boxes_tensor, axis=0)
        ones = keras.ops.ones_like(x[:, :1, :1, :1, None])
        return keras.ops.convert_to_tensor(boxes_tensor) * ones

    def compute_output_shape(self, input_shape):
        batch_size, feature_map_height, feature_map_width, feature_map_channels = input_shape
        return (batch_size, feature_map_height, feature_map_width, self.n_boxes, 8)


def build_model(image_size, n_classes, l2_regularization=0.0, min_scale=0.1, max_scale=0.9, scales=None,
                aspect_ratios_per_layer=None, normalize_mean=None, swap_channels=False):
    n_predictor_layers = 3
    n_classes += 1  # account for the background class
    l2_reg = l2_regularization
    img_height, img_width, img_channels = image_size[0], image_size[1], image_size[2]
    if not scales:
        scales = np.linspace(min_scale, max_scale, n_predictor_layers + 1)
    aspect_ratios = aspect_ratios_per_layer or [[0.5, 1.0, 2.0]] * n_predictor_layers
    n_boxes = [len(ar) + 1 if 1 in ar else len(ar) for ar in aspect_ratios]

    def identity_layer(tensor):
        return tensor

    def input_mean_normalization(tensor):
        return tensor - np.array(normalize_mean, dtype="float32")

    x = Input(shape=(img_height, img_width, img_channels))
    x1 = Lambda(identity_layer, output_shape=(img_height, img_width, img_channels), name="identity_layer")(x)
    if normalize_mean is not None:
        x1 = Lambda(input_mean_normalization, output_shape=(img_height, img_width, img_channels))(x1)
    if swap_channels:
        x1 = x1[..., ::-1]

    maps = []
    y = x1
    for i, filters in enumerate([8, 12, 16, 24]):
        y = Conv2D(filters, (3, 3), padding="same", kernel_regularizer=l2(l2_reg), name="conv%d" % (i + 1))(y)
        y = BatchNormalization(axis=3, momentum=0.99, name="bn%d" % (i + 1))(y)
        y = ELU(name="elu%d" % (i + 1))(y)
        if i > 0:
            maps.append(L2Normalization(name="l2_%d" % i)(y) if i == 1 else y)
        y = MaxPooling2D(pool_size=(2, 2))(y)

    classes = [Conv2D(n * n_classes, (3, 3), padding="same")(m) for n, m in zip(n_boxes, maps)]
    boxes = [Conv2D(n * 4, (3, 3), padding="same")(m) for n, m in zip(n_boxes, maps)]
    anchors = [AnchorBoxes(img_height, img_width, s, aspect_ratios=a)(b) for s, a, b in zip(scales, aspect_ratios, boxes)]

    classes_reshaped = [Reshape((-1, n_classes), name=f"classes{i}_reshape")(c) for i, c in enumerate(classes)]
    boxes_reshaped = [Reshape((-1, 4))(b) for b in boxes]
    anchors_reshaped = [Reshape((-1, 8))(a) for a in anchors]
    classes_concat = Concatenate(axis=1, name="classes_concat")(classes_reshaped)
    boxes_concat = Concatenate(axis=1)(boxes_reshaped)
    anchors_concat = Concatenate(axis=1)(anchors_reshaped)
    classes_softmax = Activation("softmax")(classes_concat)
    predictions = Concatenate(axis=2, name="predictions")([classes_softmax, boxes_concat, anchors_concat])
    return Model(inputs=x, outputs=predictions)


model = build_model((64, 96, 3), n_classes=5, normalize_mean=[123, 117, 104], swap_channels=True)
K.clear_session()
