"""Unet, FPN, Linknet and PSPNet."""
import os
import sys
from unittest.mock import MagicMock

for name in ("skimage", "skimage.transform"):
    sys.modules.setdefault(name, MagicMock())
os.environ["SM_FRAMEWORK"] = "tf.keras"

import keras
import tensorflow as tf

# it asks for a module that Keras 3 no longer has
keras.utils.generic_utils = keras.utils
tf.keras.utils.generic_utils = keras.utils

import segmentation_models as sm


sm.Unet("resnet18", input_shape=(64, 64, 3), classes=2, activation="softmax", encoder_weights=None)
sm.Unet("vgg16", input_shape=(64, 64, 3), decoder_block_type="transpose", decoder_filters=(32, 16, 16, 8, 8), encoder_weights=None)
sm.FPN("resnet18", input_shape=(64, 64, 3), classes=3, activation="softmax", encoder_weights=None)
sm.Linknet("resnet18", input_shape=(64, 64, 3), encoder_weights=None)
sm.PSPNet("resnet18", input_shape=(96, 96, 3), downsample_factor=8, encoder_weights=None)
