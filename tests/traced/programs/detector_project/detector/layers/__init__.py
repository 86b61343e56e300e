from .blocks import conv_unit, down_unit
from .merge import *
