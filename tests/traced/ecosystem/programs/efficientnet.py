"""EfficientNet B0 to B3."""
import sys
from unittest.mock import MagicMock

for name in ("skimage", "skimage.transform"):
    sys.modules.setdefault(name, MagicMock())

from efficientnet import tfkeras as efn

efn.EfficientNetB0(input_shape=(64, 64, 3), weights=None, classes=5)
efn.EfficientNetB1(input_shape=(96, 96, 3), weights=None, include_top=False, pooling="avg")
efn.EfficientNetB3(input_shape=(75, 75, 3), weights=None, classes=2)
