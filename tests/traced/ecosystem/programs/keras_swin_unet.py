"""Swin U-Net, small."""
from swin_transformer.model_loader import get_model

get_model((64, 64, 3), 16, 3, 2, 2, (2, 2), [2, 2, 2], [4, 2, 2], 32, 3)
