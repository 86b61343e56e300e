"""Random tensors and draws (keras.random)."""
