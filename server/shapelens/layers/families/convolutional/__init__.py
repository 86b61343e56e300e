"""Convolutions (keras.src.layers.convolutional)."""
