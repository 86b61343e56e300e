"""Pooling (keras.src.layers.pooling)."""
