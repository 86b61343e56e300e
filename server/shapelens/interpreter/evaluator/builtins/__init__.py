"""Python's own functions and its standard library, one file per module: importing this registers them all."""

import sys

from shapelens.discovery import import_all

import_all(sys.modules[__name__])
