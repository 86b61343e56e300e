"""Layers that rearrange, pad, crop and repeat (keras.src.layers.reshaping)."""
