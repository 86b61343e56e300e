"""One small rule per Keras layer, the formulas they share, and the registry that knows them by name.

Reading order: `registry` (how a layer is declared), `arguments`, `result`, `problems`, then any family. Importing this
package registers every family.
"""

from shapelens.layers import (
    activations,
    adaptive_pooling,
    attention,
    conv_lstm,
    conv_transpose,
    convolutional,
    core,
    einsum_dense,
    global_pooling,
    lambda_layer,
    merging,
    normalization,
    pooling,
    preprocessing,
    recurrent,
    recurrent_cells,
    regularization,
    reshaping,
    resizing,
    separable,
    wrappers,
)

__all__ = [
    "activations",
    "adaptive_pooling",
    "attention",
    "conv_lstm",
    "conv_transpose",
    "convolutional",
    "core",
    "einsum_dense",
    "global_pooling",
    "lambda_layer",
    "merging",
    "normalization",
    "pooling",
    "preprocessing",
    "recurrent",
    "recurrent_cells",
    "regularization",
    "reshaping",
    "resizing",
    "separable",
    "wrappers",
]
