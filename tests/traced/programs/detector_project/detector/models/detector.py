import keras
from keras import layers as L

from ..layers import TopDown, conv_unit
from ..utils import anchors_per_cell
from . import backbones


def head(channels, outputs, name):
    model = keras.Sequential(name=name)
    model.add(keras.Input((None, None, channels)))
    model.add(L.Conv2D(channels, 3, padding="same", activation="relu"))
    model.add(L.Conv2D(outputs, 1))
    model.add(L.Reshape((-1, outputs)))
    return model


def build_detector(config):
    backbone = backbones.get(config.backbone)(config.input_shape, config.width)
    inputs = keras.Input(config.input_shape)
    *shallow, top = backbone(inputs)
    channels = config.width * 4
    top = conv_unit(top, channels, kernel=1)
    pyramid = [top]
    for feature in reversed(shallow):
        pyramid.insert(0, TopDown(channels)([pyramid[0], feature]))
    anchors = anchors_per_cell(config)
    boxes = [head(channels, 4 * anchors, f"box_{i}")(p) for i, p in enumerate(pyramid)]
    classes = [head(channels, config.num_classes * anchors, f"class_{i}")(p) for i, p in enumerate(pyramid)]
    boxes = L.Concatenate(axis=1, name="boxes")(boxes)
    classes = L.Concatenate(axis=1, name="classes")(classes)
    return keras.Model(inputs, [boxes, classes])
