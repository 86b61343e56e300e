"""Functions of libraries that call functions of the program (`tf.cond`, `keras.ops.scan`), and what they return.

Reading order: `calling` (how a function is applied to part of a tensor), then `mapping` and `branching`.
"""
