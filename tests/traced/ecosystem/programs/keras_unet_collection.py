"""The networks of keras-unet-collection, each small."""
import sys
from unittest.mock import MagicMock

for name in ("PIL", "PIL.Image"):
    sys.modules.setdefault(name, MagicMock())

from keras_unet_collection import models

SIZE = (64, 64, 3)
FILTERS = [4, 8, 16, 32]


def attempt(build, *args, **kwargs):
    try:
        build(*args, **kwargs)
    except Exception as error:
        print(f"{build.__name__}: {type(error).__name__}: {str(error)[:300]}")


attempt(models.unet_2d, SIZE, FILTERS, n_labels=2, batch_norm=True, pool="max", unpool="nearest")
attempt(models.vnet_2d, SIZE, FILTERS, n_labels=2, res_num_ini=1, res_num_max=2)
attempt(models.unet_plus_2d, SIZE, FILTERS, n_labels=2, deep_supervision=True)
attempt(models.r2_unet_2d, SIZE, FILTERS, n_labels=2)
attempt(models.att_unet_2d, SIZE, FILTERS, n_labels=2, attention="add")
attempt(models.resunet_a_2d, (128, 128, 3), [4, 8, 16, 32, 64, 128], [1, 3, 15, 31], n_labels=2)
attempt(models.u2net_2d, (128, 128, 3), 2, [4, 8, 16, 32])
attempt(models.unet_3plus_2d, SIZE, 2, FILTERS)
attempt(models.transunet_2d, SIZE, FILTERS, 2, embed_dim=24, num_mlp=32, num_heads=2, num_transformer=2)
attempt(models.swin_unet_2d, (128, 128, 3), 8, 2, 3, 2, 2, patch_size=(2, 2), num_heads=[2, 2, 2, 2], window_size=[4, 2, 2, 2], num_mlp=32)
