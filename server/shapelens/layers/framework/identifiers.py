"""Arguments that mean the same in every layer: activations, initializers, regularizers, constraints, dtype, name.

Keras resolves them in `keras.activations.get`, `keras.initializers.get` and so on, before the layer itself looks at
anything; so they are checked here once, by the name of the parameter, and no rule speaks of them. What is not a string
or a plain value (a function, an object, an unknown) is taken as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shapelens.environments.versions import KERAS_3, Version
from shapelens.layers.framework.problems import InvalidArgument, Reject
from shapelens.layers.framework.values import describe, is_opaque, is_symbolic


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


ACTIVATIONS = _names(
    """celu elu exponential gelu glu hard_shrink hard_sigmoid hard_silu hard_swish hard_tanh leaky_relu linear
    log_sigmoid log_softmax mish relu relu6 selu sigmoid silu soft_shrink softmax softplus softsign sparse_plus
    sparse_sigmoid sparsemax squareplus swish tanh tanh_shrink threshold"""
)
INITIALIZERS = _names(
    """Constant GlorotNormal GlorotUniform HeNormal HeUniform Identity IdentityInitializer Initializer LecunNormal
    LecunUniform Ones Orthogonal OrthogonalInitializer RandomNormal RandomUniform STFT STFTInitializer TruncatedNormal
    VarianceScaling Zeros constant glorot_normal glorot_uniform he_normal he_uniform identity initializer lecun_normal
    lecun_uniform normal one ones orthogonal random_normal random_uniform stft truncated_normal uniform variance_scaling
    zero zeros"""
)
ORTHOGONAL = _names("Orthogonal OrthogonalInitializer orthogonal")
REGULARIZERS = _names("L1 L1L2 L2 OrthogonalRegularizer Regularizer l1 l1l2 l2 orthogonal_regularizer regularizer")
CONSTRAINTS = _names("Constraint MaxNorm MinMaxNorm NonNeg UnitNorm constraint max_norm min_max_norm non_neg unit_norm")
FLOAT_DTYPES = _names("float16 float32 float64 bfloat16 float8_e4m3fn float8_e5m2")
DTYPES = FLOAT_DTYPES | _names("uint8 uint16 uint32 uint64 int8 int16 int32 int64 bool string complex64 complex128")
MIXED_POLICIES = {"mixed_float16": "float16", "mixed_bfloat16": "bfloat16"}
# Python's `int` is the one name that Keras translates (TensorFlow backend)
DTYPE_NAMES = {"int": "int64"}
QUANTIZATION_MODES = ("int8", "float8", "int4", "gptq", "awq")


def check_identifiers(given: Mapping[str, Any]) -> None:
    """Reject what Keras' own look-ups reject among the arguments `given`.

    Rejects: `InvalidArgument`.
    """
    for name, value in given.items():
        if (value is None and name != "trainable") or is_symbolic(value) or is_opaque(value):
            continue
        requirement = _requirement(name, value)
        if requirement is not None:
            raise Reject(InvalidArgument(name, describe(value), requirement, _refused_since(name, value)))


def _refused_since(name: str, value: Any) -> Version | None:
    """Keras 2 takes any name that TensorFlow takes for a scope, and before 3.15 a layer is trained by what is true."""
    if name == "trainable":
        return (3, 15)
    return KERAS_3 if name == "name" and isinstance(value, str) else None


def is_name(value: Any) -> bool:
    """Whether a value can be the name of a layer."""
    return isinstance(value, str) and "/" not in value


def _requirement(name: str, value: Any) -> str | None:
    """What `value` fails to be, by the name of its parameter; a dict may be a serialized object."""
    if name == "name":
        return None if is_name(value) else "a string without a slash"
    if name == "trainable":
        return None if isinstance(value, bool) else "True or False"
    if name == "dtype":
        return None if _is_dtype(value) else "a dtype such as 'float32', or a policy such as 'mixed_float16'"
    for ending, names, what in (
        ("activation", ACTIVATIONS, "an activation that Keras knows, or a function"),
        ("_initializer", INITIALIZERS, "an initializer that Keras knows, or a function"),
        ("_regularizer", REGULARIZERS, "a regularizer that Keras knows, or a function"),
        ("_constraint", CONSTRAINTS, "a constraint that Keras knows, or a function"),
    ):
        if name.endswith(ending):
            return None if (isinstance(value, str) and value in names) or _is_config(value) else what
    return None


def _is_config(value: Any) -> bool:
    return isinstance(value, dict) and "class_name" in value


def _is_dtype(value: Any) -> bool:
    if not isinstance(value, str):
        return _is_config(value)
    if value.startswith(QUANTIZATION_MODES):
        return "_from_" in value
    return value in DTYPES or value in MIXED_POLICIES or value in DTYPE_NAMES
