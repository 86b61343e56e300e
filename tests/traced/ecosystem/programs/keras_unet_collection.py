"""The networks of keras-unet-collection that Keras 3 takes, each small."""
import sys
from unittest.mock import MagicMock

for name in ("PIL", "PIL.Image"):
    sys.modules.setdefault(name, MagicMock())

from keras_unet_collection import models

SIZE = (64, 64, 3)
FILTERS = [4, 8, 16, 32]

models.unet_2d(SIZE, FILTERS, n_labels=2, batch_norm=True, pool="max", unpool="nearest")
models.unet_plus_2d(SIZE, FILTERS, n_labels=2, deep_supervision=True)
models.r2_unet_2d(SIZE, FILTERS, n_labels=2)
models.att_unet_2d(SIZE, FILTERS, n_labels=2, attention="add")
models.u2net_2d((128, 128, 3), 2, [4, 8, 16, 32])
models.unet_3plus_2d(SIZE, 2, FILTERS)
