"""A package that imports itself around a corner."""
from segnet import builder
from segnet.network import SegNet

__version__ = "0.1"
