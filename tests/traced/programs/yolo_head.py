import numpy as np
import keras
import keras.backend as K
from keras import ops
from keras.layers import Conv2D, Input, Lambda, MaxPooling2D, Reshape, BatchNormalization, LeakyReLU, concatenate
from keras.models import Model

ANCHORS = [0.57, 0.67, 1.87, 2.06, 3.33, 5.47, 7.88, 3.52, 9.77, 9.16]
LABELS = ["raccoon", "fox", "cat"]
BOX = len(ANCHORS) // 2
CLASS = len(LABELS)
IMAGE_H, IMAGE_W = 128, 128
GRID_H, GRID_W = IMAGE_H // 16, IMAGE_W // 16
TRUE_BOX_BUFFER = 10


class TinyYoloFeature:
    def __init__(self, input_size):
        input_image = Input(shape=(input_size[0], input_size[1], 3))
        # Layer 1
        x = Conv2D(4, (3, 3), strides=(1, 1), padding="same", name="conv_1", use_bias=False)(input_image)
        x = BatchNormalization(name="norm_1")(x)
        x = LeakyReLU(negative_slope=0.1)(x)
        x = MaxPooling2D(pool_size=(2, 2))(x)
        # Layer 2 - 4
        for i in range(0, 3):
            x = Conv2D(8 * (2**i), (3, 3), padding="same", name="conv_" + str(i + 2), use_bias=False)(x)
            x = BatchNormalization(name="norm_" + str(i + 2))(x)
            x = LeakyReLU(negative_slope=0.1)(x)
            x = MaxPooling2D(pool_size=(2, 2))(x)
        self.feature_extractor = Model(input_image, x)

    def get_output_shape(self):
        return self.feature_extractor.output_shape[1:3]

    def extract(self, input_image):
        return self.feature_extractor(input_image)


class YOLO(object):
    def __init__(self, input_size, labels, max_box_per_image, anchors):
        self.labels = list(labels)
        self.nb_class = len(self.labels)
        self.nb_box = len(anchors) // 2
        self.class_wt = np.ones(self.nb_class, dtype="float32")
        self.anchors = anchors
        self.max_box_per_image = max_box_per_image

        input_image = Input(shape=(*input_size, 3))
        self.feature_extractor = TinyYoloFeature(input_size)
        self.grid_h, self.grid_w = self.feature_extractor.get_output_shape()
        features = self.feature_extractor.extract(input_image)

        # make the object detection layer
        output = Conv2D(
            self.nb_box * (4 + 1 + self.nb_class), (1, 1), strides=(1, 1), padding="same", name="DetectionLayer"
        )(features)
        output = Reshape((self.grid_h, self.grid_w, self.nb_box, 4 + 1 + self.nb_class))(output)
        self.model = Model(input_image, output)
        layer = self.model.layers[-2]
        weights = layer.get_weights()
        print(layer.name, [w.shape for w in weights])


yolo = YOLO((IMAGE_H, IMAGE_W), LABELS, TRUE_BOX_BUFFER, ANCHORS)


class DecodeBoxes(keras.layers.Layer):
    def __init__(self, anchors, **kwargs):
        super().__init__(**kwargs)
        self.anchors = np.reshape(anchors, (1, 1, 1, BOX, 2)).astype("float32")

    def call(self, y_pred):
        grid = K.int_shape(y_pred)[1] if hasattr(K, "int_shape") else y_pred.shape[1]
        pred_box_xy = ops.sigmoid(y_pred[..., :2])
        pred_box_wh = ops.exp(y_pred[..., 2:4]) * self.anchors
        pred_box_conf = ops.sigmoid(y_pred[..., 4])
        pred_box_class = ops.softmax(y_pred[..., 5:])
        boxes = ops.concatenate([pred_box_xy / grid, pred_box_wh / grid], axis=-1)
        return boxes, pred_box_conf[..., None] * pred_box_class


boxes, scores = DecodeBoxes(ANCHORS)(yolo.model.output)
flat_boxes = Reshape((-1, 4))(boxes)
flat_scores = Reshape((-1, CLASS))(scores)
detections = concatenate([flat_boxes, flat_scores])
decoder = Model(yolo.model.input, detections)
best = Lambda(lambda t: ops.max(t[..., 4:], axis=-1))(detections)
