"""Preprocessing of images, sound, text and categories (keras.src.layers.preprocessing)."""
