"""vit-keras, small."""
import sys
from unittest.mock import MagicMock

for name in ("cv2", "validators", "scipy", "scipy.ndimage", "matplotlib", "matplotlib.pyplot"):
    sys.modules.setdefault(name, MagicMock())

from vit_keras import vit

vit.build_model(image_size=64, patch_size=16, num_layers=2, hidden_size=24, num_heads=2, name="tiny", mlp_dim=32, classes=5,
                dropout=0.1, representation_size=12)
vit.vit_b16(image_size=64, pretrained=False, include_top=True, pretrained_top=False, classes=3)
