from .detector import build_detector
from . import backbones
