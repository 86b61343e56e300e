"""Keras packages that hold models as source, measured like the traced programs: `python -m tests.traced.ecosystem`."""
