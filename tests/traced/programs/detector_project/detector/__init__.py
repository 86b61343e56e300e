from .config import Config
from .models import build_detector

__all__ = ["Config", "build_detector"]
