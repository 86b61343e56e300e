"""Mathematical functions that numpy's namespace lacks (keras.ops.math)."""
