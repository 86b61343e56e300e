"""The functions that Keras shares with numpy (keras.ops.numpy)."""
