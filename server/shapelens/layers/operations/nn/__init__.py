"""What networks are made of, as functions (keras.ops.nn)."""
