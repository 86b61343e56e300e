"""The table of names and modules: what Keras exported before Keras 3 and no longer does, and what has taken its place.

Paths stand below the root. `keras` and `tensorflow.keras` lack different ones: the latter keeps what was there before
under the module `_tf_keras`. Real Keras is asked for every line (`tests/layers/test_legacy_names.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class GoneName:
    """A name that is gone from `keras`, from `tensorflow.keras`, or from both.

    `today` is what means the same, a whole path where it is no name of the same root. In a call it takes the same
    arguments, or those of `names` alone: each as it was called, or `old=new`, with `defaults` for what is not given.
    `written` is a call in other words, with its arguments by position. `advice` says what to do where nothing means the
    same.
    """

    today: str = ""
    names: tuple[str, ...] = ()
    defaults: tuple[tuple[str, str], ...] = ()
    written: str = ""
    advice: str = ""
    keras: bool = True
    tensorflow: bool = True

    @property
    def is_alias(self) -> bool:
        """Whether the name of today can stand for it wherever it stands."""
        return bool(self.today) and not (self.names or self.written)


_LAYERS = """core convolutional convolutional_recurrent recurrent cudnn_recurrent pooling embeddings normalization noise
    merge wrappers advanced_activations local experimental.preprocessing experimental normalization_v2
    convolutional_recurrent preprocessing.image_preprocessing rnn attention regularization reshaping activation
    merging""".split()
# module -> the module that has its names today
MODULES: Mapping[str, str] = {
    **{f"layers.{name}": "layers" for name in _LAYERS},
    "engine.base_layer": "layers",
    "engine.input_layer": "layers",
    "engine.training": "models",
    "engine.network": "models",
    "engine.sequential": "models",
    "utils.np_utils": "utils",
    "utils.vis_utils": "utils",
    "utils.generic_utils": "utils",
    "utils.data_utils": "utils",
    "utils.layer_utils": "utils",
    "utils.io_utils": "utils",
    "utils.all_utils": "utils",
    "utils.tf_utils": "utils",
    "utils.image_utils": "utils",
    "utils.dataset_utils": "utils",
    "objectives": "losses",
    "initializations": "initializers",
    "backend.tensorflow_backend": "backend",
    "applications.mobilenetv2": "applications.mobilenet_v2",
    "callbacks.callbacks": "callbacks",
    "mixed_precision.experimental": "mixed_precision",
    "optimizers.experimental": "optimizers",
    "optimizers.optimizer_v2": "optimizers",
    "saving.legacy": "models",
    "datasets.imdb_utils": "datasets",
}

_KERAS_ALONE = GoneName(tensorflow=False)


def _ops(text: str, module: str = "ops") -> dict[str, GoneName]:
    """Functions of the backend that an operation of the same name, with the same arguments, has taken the place of."""
    return {f"backend.{name}": replace(_KERAS_ALONE, today=f"{module}.{name}") for name in text.split()}


def _backend(name: str, today: str, *names: str, written: str = "", **defaults: str) -> tuple[str, GoneName]:
    """One with other names or defaults: `defaults` are the values that arguments had, by their names of today."""
    places = tuple(defaults.items())
    return f"backend.{name}", replace(_KERAS_ALONE, today=today, names=names, defaults=places, written=written)


_ADVICE = {
    "backend.gradients": "use tf.GradientTape",
    "backend.function": "make a keras.Model of the inputs and outputs",
    "backend.placeholder": "use keras.Input",
    "backend.get_session": "Keras 3 has no session: TensorFlow runs at once",
    "backend.set_session": "Keras 3 has no session: set GPU options with tf.config",
    "backend.learning_phase": "give `call` an argument `training`",
    "backend.set_learning_phase": "give the model `training=False` where it is called",
    "backend.in_train_phase": "give `call` an argument `training`",
    "backend.in_test_phase": "give `call` an argument `training`",
    "backend.print_tensor": "use tf.print",
    "backend.manual_variable_initialization": "Keras 3 has no session: leave it out",
    "backend.is_placeholder": "use keras.backend.is_keras_tensor",
    "backend.random_binomial": "use keras.random.binomial",
    "backend.symbolic": "leave it out",
    "backend.normalize_batch_in_training": "use keras.ops.batch_normalization",
    "callbacks.BaseLogger": "leave it out: Keras keeps the means of metrics itself",
    "metrics.MeanRelativeError": "write a metric of your own",
    "metrics.MeanTensor": "write a metric of your own",
    "metrics.matthews_correlation": "write a metric of your own",
    "metrics.fmeasure": "use keras.metrics.F1Score",
    "metrics.precision": "use keras.metrics.Precision",
    "metrics.recall": "use keras.metrics.Recall",
    "losses.Reduction": "write the reduction as a string, 'sum' or 'none'",
    "models.model_from_yaml": "use model_from_json",
    "models.Graph": "use keras.Model",
    "optimizers.TFOptimizer": "use an optimizer of Keras",
    "estimator": "train with model.fit",
    "experimental.LinearModel": "use a Dense layer",
    "experimental.WideDeepModel": "write it with the functional API",
    "experimental.SequenceFeatures": "use keras.utils.FeatureSpace",
    "layers.AbstractRNNCell": "derive from keras.Layer and define state_size",
    "utils.multi_gpu_model": "train under tf.distribute.MirroredStrategy",
    "utils.multi_gpu_utils": "train under tf.distribute.MirroredStrategy",
    "utils.training_utils": "train under tf.distribute.MirroredStrategy",
    "utils.HDF5Matrix": "read the file with h5py",
    "utils.GeneratorEnqueuer": "give fit the generator",
    "utils.OrderedEnqueuer": "give fit the Sequence",
    "utils.SequenceEnqueuer": "give fit the Sequence",
    "utils.print_summary": "use model.summary()",
    "utils.convert_all_kernels_in_model": "leave it out",
    "utils.test_utils": "leave it out",
    "utils.conv_utils": "write the arithmetic out",
    "wrappers.scikit_learn": "use keras.wrappers.SKLearnClassifier, or the package scikeras",
    "regularizers.WeightRegularizer": "use keras.regularizers.L1L2",
    "constraints.RadialConstraint": "write a constraint of your own",
    "legacy.interfaces": "leave it out",
    "premade_models": "write the model with the functional API",
    "dtensor": "use keras.distribution",
}
# under `tensorflow.keras` these are there still
_KEPT = {"backend.gradients", "losses.Reduction"}
_IN_TENSORFLOW = """preprocessing.image.ImageDataGenerator preprocessing.image.Iterator
    preprocessing.image.DirectoryIterator preprocessing.image.NumpyArrayIterator preprocessing.image.random_rotation
    preprocessing.image.random_shift preprocessing.image.random_shear preprocessing.image.random_zoom
    preprocessing.image.random_channel_shift preprocessing.image.random_brightness
    preprocessing.image.apply_affine_transform preprocessing.image.apply_brightness_shift
    preprocessing.image.apply_channel_shift preprocessing.sequence.TimeseriesGenerator
    preprocessing.sequence.skipgrams preprocessing.sequence.make_sampling_table preprocessing.text.Tokenizer
    preprocessing.text.one_hot preprocessing.text.text_to_word_sequence preprocessing.text.hashing_trick
    preprocessing.text.tokenizer_from_json preprocessing.text
    backend.batch_dot backend.batch_normalization backend.conv1d backend.conv2d backend.conv2d_transpose backend.conv3d
    backend.ctc_batch_cost backend.ctc_decode backend.ctc_label_dense_to_sparse backend.depthwise_conv2d backend.foldl
    backend.foldr backend.is_sparse backend.moving_average_update backend.name_scope backend.pool2d backend.pool3d
    backend.random_bernoulli backend.resize_images backend.resize_volumes backend.rnn backend.separable_conv2d
    backend.spatial_2d_padding backend.spatial_3d_padding backend.temporal_padding backend.to_dense backend.switch
    backend.batch_flatten backend.dropout backend.in_top_k backend.map_fn
    backend.cast_to_floatx backend.batch_get_value backend.batch_set_value backend.update_sub backend.count_params
    backend.random_normal_variable backend.random_uniform_variable backend.hard_sigmoid backend.bias_add
    backend.variable backend.binary_focal_crossentropy backend.categorical_focal_crossentropy""".split()
# the names of one loss: under `keras` the long one, under `tensorflow.keras` the short ones
_LOSSES = {
    "mean_squared_error": "mse MSE",
    "mean_absolute_error": "mae MAE",
    "mean_absolute_percentage_error": "mape MAPE",
    "mean_squared_logarithmic_error": "msle MSLE",
    "kl_divergence": "kld KLD kullback_leibler_divergence",
    "log_cosh": "logcosh",
}


def _losses() -> dict[str, GoneName]:
    names: dict[str, GoneName] = {}
    for module in ("losses", "metrics"):
        for long, short in _LOSSES.items():
            names[f"{module}.{long}"] = GoneName(f"{module}.{short.split()[0]}", keras=False)
            for each in short.split():
                names[f"{module}.{each}"] = GoneName(f"{module}.{long}", tensorflow=False)
        for each in ("cosine", "cosine_proximity"):
            names[f"{module}.{each}"] = GoneName(advice="cosine_similarity has the other sign in some versions")
    return names


def _aliases(module: str, names: Mapping[str, str]) -> dict[str, GoneName]:
    return {f"{module}.{old}": GoneName(f"{module}.{new}") for old, new in names.items()}


_ENGINE = ("Layer", "InputSpec", "Input", "InputLayer")

NAMES: Mapping[str, GoneName] = {
    **{path: GoneName(advice=advice, tensorflow=path not in _KEPT) for path, advice in _ADVICE.items()},
    **{path: replace(_KERAS_ALONE, today=f"tensorflow.keras.{path}") for path in _IN_TENSORFLOW},
    **_losses(),
    "losses.huber_loss": GoneName("losses.huber"),
    **_aliases("constraints", {"maxnorm": "max_norm", "nonneg": "non_neg", "unitnorm": "unit_norm"}),
    **_aliases("initializers", {"normal": "RandomNormal", "uniform": "RandomUniform", "zero": "zeros", "one": "ones"}),
    **_aliases(
        "optimizers",
        {
            "adam": "Adam", "sgd": "SGD", "rmsprop": "RMSprop", "adagrad": "Adagrad", "adadelta": "Adadelta",
            "adamax": "Adamax", "nadam": "Nadam", "adam_v2.Adam": "Adam", "gradient_descent_v2.SGD": "SGD",
            "rmsprop_v2.RMSprop": "RMSprop",
        },
    ),
    "experimental.CosineDecay": GoneName("optimizers.schedules.CosineDecay"),
    "experimental.CosineDecayRestarts": GoneName("optimizers.schedules.CosineDecayRestarts"),
    **{f"{module}.{each}": GoneName(f"layers.{each}") for module in ("engine", "engine.topology") for each in _ENGINE},
    "engine.Model": GoneName("models.Model"),
    "engine.topology.Container": GoneName("models.Model"),
    "engine.topology.get_source_inputs": GoneName("utils.get_source_inputs"),
    "engine.training.Model": GoneName("models.Model"),
    "regularizers.l1l2": GoneName("regularizers.l1_l2"),
    "regularizers.activity_l2": GoneName("regularizers.l2"),
    **_ops(
        """abs all any cos equal exp greater greater_equal less less_equal log max maximum mean min
        minimum not_equal ones_like prod reshape round shape sigmoid sign sin softplus softsign square squeeze stack std
        stop_gradient sum tanh tile var zeros_like elu softmax cast dot binary_crossentropy categorical_crossentropy
        sparse_categorical_crossentropy transpose"""
    ),
    **dict(
        (
            _backend("argmax", "ops.argmax", "x", "axis", axis="-1"),
            _backend("argmin", "ops.argmin", "x", "axis", axis="-1"),
            _backend("arange", "ops.arange", "start", "stop", "step", "dtype", dtype="'int32'"),
            _backend("concatenate", "ops.concatenate", "tensors=xs", "axis", axis="-1"),
            _backend("expand_dims", "ops.expand_dims", "x", "axis", axis="-1"),
            _backend("cumsum", "ops.cumsum", "x", "axis", axis="0"),
            _backend("cumprod", "ops.cumprod", "x", "axis", axis="0"),
            _backend("permute_dimensions", "ops.transpose", "x", "pattern=axes"),
            _backend("pow", "ops.power", "x=x1", "a=x2"),
            _backend("clip", "ops.clip", "x", "min_value=x_min", "max_value=x_max"),
            _backend("gather", "", "reference", "indices", written="{ops.take}({0}, {1}, axis=0)"),
            _backend("reverse", "ops.flip", "x", "axes=axis"),
            _backend("flatten", "ops.ravel", "x"),
            _backend("one_hot", "ops.one_hot", "indices=x", "num_classes"),
            _backend("int_shape", "", "x", written="{0}.shape"),
            _backend("ndim", "", "x", written="len({0}.shape)"),
            _backend("dtype", "", "x", written="{0}.dtype"),
            _backend("get_value", "ops.convert_to_numpy", "x"),
            _backend("eval", "ops.convert_to_numpy", "x"),
            _backend("set_value", "", "x", "value", written="{0}.assign({1})"),
            _backend("update", "", "x", "new_x", written="{0}.assign({1})"),
            _backend("update_add", "", "x", "increment", written="{0}.assign_add({1})"),
            _backend("constant", "ops.convert_to_tensor", "value=x", "dtype", dtype="'float32'"),
            _backend("random_normal", "random.normal", "shape", "mean", "stddev", "dtype", "seed"),
            _backend("random_uniform", "random.uniform", "shape", "minval", "maxval", "dtype", "seed"),
            _backend("truncated_normal", "random.truncated_normal", "shape", "mean", "stddev", "dtype", "seed"),
            _backend("relu", "ops.relu", "x"),
            _backend("sqrt", "", "x", written="{ops.sqrt}({ops.maximum}({0}, 0.0))"),
            _backend("l2_normalize", "", "x", "axis", written="{ops.normalize}({0}, axis={1})"),
            _backend("repeat_elements", "", "x", "rep", "axis", written="{ops.repeat}({0}, {1}, axis={2})"),
            _backend("repeat", "", "x", "n", written="{ops.repeat}({ops.expand_dims}({0}, 1), {1}, axis=1)"),
            _backend("zeros", "ops.zeros", "shape"),
            _backend("ones", "ops.ones", "shape"),
            _backend("eye", "ops.eye", "size=N"),
        )
    ),
    # nothing had a name for it before Keras 3 but Keras itself
    "backend.logsumexp": GoneName("ops.logsumexp"),
    "backend.is_tensor": GoneName("ops.is_tensor"),
    "backend.slice": GoneName("ops.slice"),
    "backend.set_image_dim_ordering": GoneName(advice="use set_image_data_format('channels_last')"),
    "backend.image_dim_ordering": GoneName(advice="use image_data_format(), which gives 'channels_last'"),
}  # fmt: skip


def is_of_tensorflow(path: str) -> bool:
    """Whether a dotted path is written with the root of TensorFlow."""
    return path.startswith("tensorflow.")


def below_root(path: str) -> str | None:
    """A path below the root of Keras (`layers.Dense`); None for one of another library, or of another Keras."""
    for root in ("keras.", "tensorflow.keras.", "tensorflow.compat.v1.keras.", "tensorflow.compat.v2.keras."):
        if path.startswith(root):
            return path[len(root) :]
    return None


def tensorflow_path(path: str) -> str:
    """The path under which TensorFlow keeps a name that is gone from `keras` alone; empty where it has none."""
    inner = below_root(path)
    if inner is None or is_of_tensorflow(path) or _find(inner, in_tensorflow=True) is not None:
        return ""
    return f"tensorflow.keras.{inner}"


# all that a name or module stands in
_AROUND = frozenset(each[:end] for each in (*MODULES, *NAMES) for end, sign in enumerate(each) if sign == ".")


def is_place(path: str) -> bool:
    """Whether a path only leads to a name: it is a module that has moved, or one of those around it."""
    inner = below_root(path)
    return inner in MODULES or inner in _AROUND


def find_gone_name(path: str) -> GoneName | None:
    """What has become of a dotted path, where Keras 3 lacks it under the root that is written; else None."""
    inner = below_root(path)
    if inner is None:
        return None
    found = _find(inner, is_of_tensorflow(path))
    return None if found is None else replace(found, today=_rooted(path, inner, found.today))


def _find(inner: str, in_tensorflow: bool) -> GoneName | None:
    found = NAMES.get(inner)
    if found is not None:
        return found if (found.tensorflow if in_tensorflow else found.keras) else None
    # in Keras 1 `merge` was a function, which is reported where it is called
    prefix = "" if inner == "layers.merge" else inner
    while prefix:
        if prefix in MODULES:
            moved = MODULES[prefix] + inner[len(prefix) :]
            # what has moved may be gone from there as well
            further = _find(moved, in_tensorflow)
            return GoneName(moved) if further is None else further
        if prefix in NAMES and prefix != inner:
            # what a module had that is gone
            return _find(prefix, in_tensorflow)
        prefix = prefix.rpartition(".")[0]
    return None


def _rooted(path: str, inner: str, today: str) -> str:
    """The whole path of today, under the root that is written."""
    return today if not today or today.startswith("tensorflow.") else path[: len(path) - len(inner)] + today
