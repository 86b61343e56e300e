"""Functions of libraries that call functions of the program (`tf.cond`, `keras.ops.scan`), and what they return.

Reading order: `calling` (how a function is applied to part of a tensor), then `mapping` and `branching`. Importing this
package registers them.
"""

from shapelens.interpreter.keras.functions import branching, mapping  # noqa: F401
