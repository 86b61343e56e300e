"""One small rule per Keras layer, the formulas they share, and the registry that knows them by name.

Reading order: `registry` (how a layer is declared), `arguments`, `result`, `problems`, then any family. Importing this
package registers every family.
"""

from shapelens.layers import convolutional, core, pooling

__all__ = ["convolutional", "core", "pooling"]
