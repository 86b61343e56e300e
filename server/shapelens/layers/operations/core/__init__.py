"""Tensors as such: shape, dtype, bits, subscripts, Python's operators (keras.ops.core)."""
