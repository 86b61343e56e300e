"""YOLOv3 in functional style with compose, wraps and partial, as in the well-known repositories."""
from functools import partial, reduce, wraps

import numpy as np
import tensorflow as tf
from tensorflow.keras import backend as K
from tensorflow.keras.layers import (Add, BatchNormalization, Concatenate, Conv2D, Input, Lambda, LeakyReLU, MaxPooling2D,
                                     UpSampling2D, ZeroPadding2D)
from tensorflow.keras.models import Model
from tensorflow.keras.regularizers import l2


def compose(*funcs):
    """Compose arbitrarily many functions, evaluated left to right."""
    if funcs:
        return reduce(lambda f, g: lambda *a, **kw: g(f(*a, **kw)), funcs)
    else:
        raise ValueError('Composition of empty sequence not supported.')


@wraps(Conv2D)
def DarknetConv2D(*args, **kwargs):
    """Wrapper to set Darknet parameters for Convolution2D."""
    darknet_conv_kwargs = {'kernel_regularizer': l2(5e-4)}
    darknet_conv_kwargs['padding'] = 'valid' if kwargs.get('strides') == (2, 2) else 'same'
    darknet_conv_kwargs.update(kwargs)
    return Conv2D(*args, **darknet_conv_kwargs)


def DarknetConv2D_BN_Leaky(*args, **kwargs):
    """Darknet Convolution2D followed by BatchNormalization and LeakyReLU."""
    no_bias_kwargs = {'use_bias': False}
    no_bias_kwargs.update(kwargs)
    return compose(
        DarknetConv2D(*args, **no_bias_kwargs),
        BatchNormalization(),
        LeakyReLU(negative_slope=0.1))


def resblock_body(x, num_filters, num_blocks):
    '''A series of resblocks starting with a downsampling Convolution2D'''
    x = ZeroPadding2D(((1, 0), (1, 0)))(x)
    x = DarknetConv2D_BN_Leaky(num_filters, (3, 3), strides=(2, 2))(x)
    for i in range(num_blocks):
        y = compose(
            DarknetConv2D_BN_Leaky(num_filters // 2, (1, 1)),
            DarknetConv2D_BN_Leaky(num_filters, (3, 3)))(x)
        x = Add()([x, y])
    return x


def darknet_body(x):
    '''Darknent body having 52 Convolution2D layers'''
    x = DarknetConv2D_BN_Leaky(8, (3, 3))(x)
    x = resblock_body(x, 16, 1)
    x = resblock_body(x, 24, 2)
    x = resblock_body(x, 32, 2)
    x = resblock_body(x, 48, 2)
    x = resblock_body(x, 64, 1)
    return x


def make_last_layers(x, num_filters, out_filters):
    '''6 Conv2D_BN_Leaky layers followed by a Conv2D_linear layer'''
    x = compose(
        DarknetConv2D_BN_Leaky(num_filters, (1, 1)),
        DarknetConv2D_BN_Leaky(num_filters * 2, (3, 3)),
        DarknetConv2D_BN_Leaky(num_filters, (1, 1)))(x)
    y = compose(
        DarknetConv2D_BN_Leaky(num_filters * 2, (3, 3)),
        DarknetConv2D(out_filters, (1, 1)))(x)
    return x, y


def yolo_body(inputs, num_anchors, num_classes):
    """Create YOLO_V3 model CNN body in Keras."""
    darknet = Model(inputs, darknet_body(inputs))
    x, y1 = make_last_layers(darknet.output, 32, num_anchors * (num_classes + 5))

    x = compose(DarknetConv2D_BN_Leaky(24, (1, 1)), UpSampling2D(2))(x)
    names = [layer.name for layer in darknet.layers if isinstance(layer, Add)]
    x = Concatenate()([x, darknet.get_layer(names[-2]).output])
    x, y2 = make_last_layers(x, 24, num_anchors * (num_classes + 5))

    x = compose(DarknetConv2D_BN_Leaky(16, (1, 1)), UpSampling2D(2))(x)
    x = Concatenate()([x, darknet.get_layer(names[-4]).output])
    x, y3 = make_last_layers(x, 16, num_anchors * (num_classes + 5))
    return Model(inputs, [y1, y2, y3])


def yolo_head(feats, anchors, num_classes, input_shape, calc_loss=False):
    """Convert final layer features to bounding box parameters."""
    num_anchors = len(anchors)
    anchors_tensor = K.reshape(K.constant(anchors), [1, 1, 1, num_anchors, 2])

    grid_shape = K.shape(feats)[1:3]
    grid_y = K.tile(K.reshape(K.arange(0, stop=grid_shape[0]), [-1, 1, 1, 1]), [1, grid_shape[1], 1, 1])
    grid_x = K.tile(K.reshape(K.arange(0, stop=grid_shape[1]), [1, -1, 1, 1]), [grid_shape[0], 1, 1, 1])
    grid = K.concatenate([grid_x, grid_y])
    grid = K.cast(grid, feats.dtype)

    feats = K.reshape(feats, [-1, grid_shape[0], grid_shape[1], num_anchors, num_classes + 5])
    box_xy = (K.sigmoid(feats[..., :2]) + grid) / K.cast(grid_shape[..., ::-1], feats.dtype)
    box_wh = K.exp(feats[..., 2:4]) * anchors_tensor / K.cast(input_shape[..., ::-1], feats.dtype)
    box_confidence = K.sigmoid(feats[..., 4:5])
    box_class_probs = K.sigmoid(feats[..., 5:])
    if calc_loss == True:
        return grid, feats, box_xy, box_wh
    return box_xy, box_wh, box_confidence, box_class_probs


anchors = np.array([float(x) for x in "10,13, 16,30, 33,23, 30,61, 62,45, 59,119".split(',')]).reshape(-1, 2)
num_anchors = len(anchors)
num_classes = 3
h, w = 96, 128
image_input = Input(shape=(None, None, 3))
model_body = yolo_body(image_input, num_anchors // 3, num_classes)
y_true = [Input(shape=(h // {0: 32, 1: 16, 2: 8}[l], w // {0: 32, 1: 16, 2: 8}[l], num_anchors // 3, num_classes + 5))
          for l in range(3)]
outs = model_body(tf.zeros((2, h, w, 3)))
anchor_mask = [[4, 5], [2, 3], [0, 1]]
for l, (feats, mask) in enumerate(zip(outs, anchor_mask)):
    xy, wh, confidence, probs = yolo_head(feats, anchors[mask], num_classes, K.shape(outs[0])[1:3] * 32)
    boxes = K.reshape(K.concatenate([xy, wh]), [-1, 4])
fixed = yolo_body(Input((64, 64, 3)), 3, 20)
