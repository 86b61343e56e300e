"""The networks of keras-unet."""
import sys
from unittest.mock import MagicMock

for name in ("matplotlib", "matplotlib.pyplot", "PIL", "PIL.Image"):
    sys.modules.setdefault(name, MagicMock())

from keras_unet.models import custom_unet, custom_vnet, satellite_unet

custom_unet((64, 64, 3), filters=8, use_attention=True, num_layers=3)
custom_unet((64, 64, 3), filters=8, upsample_mode="simple", num_layers=3, use_dropout_on_upsampling=True)
custom_vnet((16, 16, 16, 1), filters=4, num_layers=2)
satellite_unet((64, 64, 3))
