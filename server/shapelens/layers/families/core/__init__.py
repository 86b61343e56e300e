"""Core layers, and layers around other layers (keras.src.layers.core)."""
