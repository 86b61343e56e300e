"""The table: what was written before Keras 3, and what is written now.

What Keras 3 still takes is not in it (`Convolution2D`, `LeakyReLU(alpha=...)`, `Embedding(input_length=...)`). A new
line is all that another old spelling needs; the tests ask real Keras whether it does reject the old one and does take
the new one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias, Union


@dataclass(frozen=True, slots=True)
class To:
    """The argument has another name, and some of its `values` another spelling; `same` means that nothing else does."""

    name: str
    values: Mapping[Any, Any] = field(default_factory=dict)
    same: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """The arguments `of` were joined to one tuple; one of them alone means nothing."""

    name: str
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dropped:
    """The argument is gone; `same` where it meant nothing for what is computed. `advice` says what to do instead."""

    same: bool = False
    advice: str = ""


@dataclass(frozen=True, slots=True)
class BeforeTheLayer:
    """`batch_input_shape`: an Input of its own."""


Translation: TypeAlias = Union[To, Part, Dropped, BeforeTheLayer]


@dataclass(frozen=True, slots=True)
class Spelling:
    """How calls of one name were written.

    `today` is the name that has taken its place, where it is gone itself; `added` are the arguments which that takes
    beside. `order` are the arguments by position, where that was another: `kept` of today's still come first.
    `advice` says what to do where nothing has taken its place.
    """

    arguments: Mapping[str, Translation] = field(default_factory=dict)
    today: str = ""
    added: Mapping[str, Any] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    kept: int = 0
    same: bool = True
    advice: str = ""


_FORMATS = {"th": "channels_first", "tf": "channels_last", "default": None}
# what every layer took; where one has an argument of that name today, that is meant
ANY_LAYER: Mapping[str, Translation] = {
    "batch_input_shape": BeforeTheLayer(),
    "dynamic": Dropped(same=True),
    "input_dtype": Dropped(advice="give the Input a dtype"),
    "weights": Dropped(advice="call set_weights(...) on the built layer"),
}
_KERNEL: dict[str, Translation] = {
    "init": To("kernel_initializer"),
    "W_regularizer": To("kernel_regularizer"),
    "W_constraint": To("kernel_constraint"),
    "b_regularizer": To("bias_regularizer"),
    "b_constraint": To("bias_constraint"),
    "bias": To("use_bias"),
}
_SEQUENCE: dict[str, Translation] = {
    "input_length": Part("input_shape", ("input_length", "input_dim")),
    "input_dim": Part("input_shape", ("input_length", "input_dim")),
}
_SPATIAL: dict[str, Translation] = {"dim_ordering": To("data_format", _FORMATS)}
_PADDED: dict[str, Translation] = {**_SPATIAL, "border_mode": To("padding")}
_CONV1D: dict[str, Translation] = {
    **_KERNEL,
    **_SEQUENCE,
    "nb_filter": To("filters"),
    "filter_length": To("kernel_size"),
    "border_mode": To("padding"),
    "subsample_length": To("strides"),
    "atrous_rate": To("dilation_rate"),
}
_CONV: dict[str, Translation] = {
    **_KERNEL,
    **_PADDED,
    "nb_filter": To("filters"),
    "subsample": To("strides"),
    "atrous_rate": To("dilation_rate"),
}
_ROWS = Part("kernel_size", ("nb_row", "nb_col"))
_DIMS = Part("kernel_size", ("kernel_dim1", "kernel_dim2", "kernel_dim3"))
_CONV2D: dict[str, Translation] = {**_CONV, "nb_row": _ROWS, "nb_col": _ROWS}
_CONV3D: dict[str, Translation] = {**_CONV, **dict.fromkeys(_DIMS.of, _DIMS)}
_ORDER_2D = ("nb_filter", *_ROWS.of, "init", "activation")
_ORDER_3D = ("nb_filter", *_DIMS.of, "init", "activation")
_SHAPED: dict[str, Translation] = {"output_shape": Dropped(advice="the size follows from strides and padding")}
_ORDER_SHAPED = ("nb_filter", *_ROWS.of, "output_shape")
_SEPARABLE: dict[str, Translation] = {
    **{name: each for name, each in _CONV2D.items() if name not in ("init", "W_regularizer", "W_constraint")},
    "init": To("depthwise_initializer", same=False),
}
_RECURRENT: dict[str, Translation] = {
    **{name: each for name, each in _KERNEL.items() if name not in ("bias", "b_constraint", "W_constraint")},
    **_SEQUENCE,
    "output_dim": To("units"),
    "inner_init": To("recurrent_initializer"),
    "inner_activation": To("recurrent_activation"),
    "U_regularizer": To("recurrent_regularizer"),
    "dropout_W": To("dropout"),
    "dropout_U": To("recurrent_dropout"),
    "forget_bias_init": Dropped(advice="unit_forget_bias=True is the default"),
    "consume_less": Dropped(same=True),
    "truncate_gradient": Dropped(),
}
_SIMPLE: dict[str, Translation] = {
    **{name: each for name, each in _RECURRENT.items() if name not in ("inner_activation", "forget_bias_init")},
    "implementation": Dropped(same=True),
}
_DENSE: dict[str, Translation] = {**_KERNEL, "output_dim": To("units")}
_RATE: dict[str, Translation] = {"p": To("rate")}
_POOL1D: dict[str, Translation] = {
    "pool_length": To("pool_size"),
    "stride": To("strides"),
    "border_mode": To("padding"),
}

# by the name that Keras 3 has for the layer; its aliases share the line
LAYERS: Mapping[str, Spelling] = {
    "Dense": Spelling(_DENSE),
    "Embedding": Spelling(
        {
            "init": To("embeddings_initializer"),
            "W_regularizer": To("embeddings_regularizer"),
            "W_constraint": To("embeddings_constraint"),
            "dropout": Dropped(advice="put SpatialDropout1D behind it"),
        }
    ),
    "Conv1D": Spelling(_CONV1D),
    "Conv2D": Spelling(_CONV2D, order=_ORDER_2D, kept=2),
    "Conv3D": Spelling(_CONV3D, order=_ORDER_3D, kept=2),
    "SeparableConv2D": Spelling(_SEPARABLE, order=_ORDER_2D, kept=2),
    "Conv2DTranspose": Spelling({**_CONV2D, **_SHAPED}, order=_ORDER_SHAPED, kept=2),
    "ConvLSTM2D": Spelling(
        {
            **{name: each for name, each in _CONV2D.items() if name != "atrous_rate"},
            "inner_init": To("recurrent_initializer"),
            "inner_activation": To("recurrent_activation"),
            "U_regularizer": To("recurrent_regularizer"),
            "dropout_W": To("dropout"),
            "dropout_U": To("recurrent_dropout"),
            "forget_bias_init": Dropped(advice="unit_forget_bias=True is the default"),
        },
        order=_ORDER_2D,
        kept=2,
    ),
    "LSTM": Spelling(_RECURRENT),
    "GRU": Spelling({name: each for name, each in _RECURRENT.items() if name != "forget_bias_init"}),
    "SimpleRNN": Spelling(_SIMPLE),
    **{name: Spelling(_POOL1D) for name in ("MaxPooling1D", "AveragePooling1D")},
    **{f"{kind}Pooling{rank}D": Spelling(_PADDED) for kind in ("Max", "Average") for rank in (2, 3)},
    **{f"Global{kind}Pooling{rank}D": Spelling(_SPATIAL) for kind in ("Max", "Average") for rank in (2, 3)},
    "UpSampling1D": Spelling({"length": To("size")}),
    **{f"{name}{rank}D": Spelling(_SPATIAL) for name in ("UpSampling", "ZeroPadding", "Cropping") for rank in (2, 3)},
    **{name: Spelling(_RATE) for name in ("Dropout", "GaussianDropout", "AlphaDropout", "SpatialDropout1D")},
    **{f"SpatialDropout{rank}D": Spelling({**_RATE, **_SPATIAL}) for rank in (2, 3)},
    "GaussianNoise": Spelling({"sigma": To("stddev")}),
    "Reshape": Spelling({"dims": To("target_shape")}),
    "BatchNormalization": Spelling(
        {
            "mode": Dropped(),
            "beta_init": To("beta_initializer"),
            "gamma_init": To("gamma_initializer"),
            "fused": Dropped(same=True),
            "virtual_batch_size": Dropped(),
        }
    ),
    "CategoryEncoding": Spelling({"max_tokens": To("num_tokens")}),
    "Discretization": Spelling({"bins": To("bin_boundaries")}),
    "IntegerLookup": Spelling({"max_values": To("max_tokens")}),
}

# layers that are gone, and the one that has taken their place
GONE: Mapping[str, Spelling] = {
    "AtrousConvolution1D": Spelling(_CONV1D, "Conv1D"),
    "AtrousConvolution2D": Spelling(_CONV2D, "Conv2D", order=_ORDER_2D, kept=2),
    "Deconvolution2D": Spelling({**_CONV2D, **_SHAPED}, "Conv2DTranspose", order=_ORDER_SHAPED, kept=2),
    "Deconvolution3D": Spelling(
        {**_CONV3D, **_SHAPED}, "Conv3DTranspose", order=("nb_filter", *_DIMS.of, "output_shape"), kept=2
    ),
    # cuDNN is used by itself where the arguments allow it
    "CuDNNLSTM": Spelling(_RECURRENT, "LSTM"),
    "CuDNNGRU": Spelling(_RECURRENT, "GRU"),
    "TimeDistributedDense": Spelling({**_DENSE, **_SEQUENCE}, "Dense"),
    # equal but for an input that is exactly `theta`
    "ThresholdedReLU": Spelling(
        {"theta": To("threshold")}, "ReLU", order=("theta",), added={"threshold": 1.0}, same=False
    ),
    "SyncBatchNormalization": Spelling(today="BatchNormalization", added={"synchronized": True}),
    "Highway": Spelling(advice="compute y = t * h(x) + (1 - t) * x with two Dense layers"),
    "MaxoutDense": Spelling({"output_dim": To("units")}, advice="take the Maximum of several Dense layers"),
    "LocallyConnected1D": Spelling(_CONV1D, advice="write a layer of your own, or use Conv1D"),
    "LocallyConnected2D": Spelling(_CONV2D, advice="write a layer of your own, or use Conv2D", order=_ORDER_2D, kept=2),
    "SReLU": Spelling(advice="PReLU learns a slope too"),
    "ParametricSoftplus": Spelling(advice="write a layer of your own, or use Activation('softplus')"),
    "RandomHeight": Spelling(advice="RandomZoom stretches an image and keeps its size"),
    "RandomWidth": Spelling(advice="RandomZoom stretches an image and keeps its size"),
    "Merge": Spelling(advice="join the outputs of the models with add, concatenate, ... and make a Model of them"),
    "RandomFourierFeatures": Spelling(advice="write a layer of your own"),
    "DenseFeatures": Spelling(advice="use keras.utils.FeatureSpace"),
}

# what `merge(mode=...)` and `Merge(mode=...)` meant: the function of today, which has the name of its layer
MERGE_MODES: Mapping[str, str] = {
    "sum": "add",
    "mul": "multiply",
    "ave": "average",
    "max": "maximum",
    "concat": "concatenate",
    "dot": "dot",
    "cos": "dot",
}


def merge_spelling(mode: str) -> Spelling | None:
    """How `merge(inputs, mode=...)` and `Merge(mode=...)` were written."""
    if mode not in MERGE_MODES:
        return None
    takes_axes = mode in ("dot", "cos")
    return Spelling(
        {
            "mode": Dropped(same=True),
            "concat_axis": To("axis") if mode == "concat" else Dropped(same=True),
            "dot_axes": To("axes") if takes_axes else Dropped(same=True),
            **dict.fromkeys(("output_shape", "output_mask", "arguments", "node_indices", "tensor_indices"), Dropped()),
        },
        MERGE_MODES[mode],
        order=("inputs", "mode", "concat_axis", "dot_axes"),
        kept=1,
        added={**({"axes": -1} if takes_axes else {}), **({"normalize": True} if mode == "cos" else {})},
    )


_OPTIMIZER = Spelling({"lr": To("learning_rate")})
# functions and classes that are no layers, by their path
OTHERS: Mapping[str, Spelling] = {
    **{
        f"keras.optimizers.{name}": _OPTIMIZER
        for name in ("SGD", "Adam", "RMSprop", "Adagrad", "Adadelta", "Adamax", "Nadam", "Ftrl", "AdamW")
    },
    "keras.callbacks.TensorBoard": Spelling(
        dict.fromkeys(("batch_size", "write_grads", "embeddings_layer_names", "embeddings_data"), Dropped(same=True))
    ),
    "keras.callbacks.ModelCheckpoint": Spelling({"period": Dropped(advice="say save_freq in batches")}),
    "keras.Model": Spelling({"input": To("inputs"), "output": To("outputs")}),
    "keras.utils.to_categorical": Spelling({"nb_classes": To("num_classes")}),
    "keras.regularizers.l1": Spelling({"l": To("l1")}),
    "keras.regularizers.l2": Spelling({"l": To("l2")}),
}

_WORKERS = dict.fromkeys(
    ("workers", "use_multiprocessing", "max_queue_size", "max_q_size", "nb_worker", "pickle_safe"), Dropped(same=True)
)
_FIT: dict[str, Translation] = {
    **_WORKERS,
    "generator": To("x"),
    "nb_epoch": To("epochs"),
    "samples_per_epoch": To("steps_per_epoch", same=False),
    "nb_val_samples": To("validation_steps", same=False),
    "show_accuracy": Dropped(advice="give compile() metrics=['accuracy']"),
}
_STEPS: dict[str, Translation] = {**_WORKERS, "generator": To("x"), "val_samples": To("steps", same=False)}
# methods of a model
METHODS: Mapping[str, Spelling] = {
    "fit": Spelling(_FIT),
    "evaluate": Spelling(_STEPS),
    "predict": Spelling(_STEPS),
    "compile": Spelling(dict.fromkeys(("class_mode", "sample_weight_mode"), Dropped())),
    "fit_generator": Spelling(
        _FIT,
        "fit",
        order=("generator", "steps_per_epoch", "epochs", "verbose", "callbacks", "validation_data", "validation_steps"),
        kept=1,
    ),
    "evaluate_generator": Spelling(_STEPS, "evaluate", order=("generator", "steps"), kept=1),
    "predict_generator": Spelling(_STEPS, "predict", order=("generator", "steps"), kept=1),
    "predict_proba": Spelling(today="predict"),
}
