"""Attention (keras.src.layers.attention)."""
