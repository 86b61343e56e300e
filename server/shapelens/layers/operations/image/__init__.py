"""Images as tensors (keras.ops.image)."""
