"""The real libraries: the function behind a path, real tensors, and what a call comes to in the form of `outcomes`."""

from __future__ import annotations

import contextlib
import operator
import os
import warnings
from collections.abc import Callable, Iterator
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
os.environ["KERAS_BACKEND"] = "tensorflow"

import keras
import keras._tf_keras.keras.backend as legacy_backend
import numpy
import tensorflow
from tests.operations.outcomes import Outcome
from tests.operations.tensors import Given, replace_tensors

VARIABLES = ("tensor.assign", "tensor.read_value", "tensor.value", "keras.backend.update", "keras.backend.moving_")
# zeros have no inverse, and the logarithm of a matrix of zeros is searched for without end
REGULAR = ("inv", "cholesky", "cholesky_inverse", "solve", "solve_triangular", "logm", "sqrtm", "square_root", "lu",
           "lu_factor")  # fmt: skip
# and neither has a matrix whose diagonals are zeros
BY_DIAGONALS = ("tridiagonal_solve", "banded_triangular_solve")
_GENERATOR = numpy.random.default_rng(0)
tensorflow.get_logger().setLevel("ERROR")


def resolve(path: str) -> Callable[..., Any]:
    """The real function at a path; a method is a function of its receiver."""
    library, _, rest = path.partition(".")
    if library == "tensor":
        return lambda receiver, *positional, **keywords: _method(receiver, rest, positional, keywords)
    if path.startswith("keras.backend."):
        return getattr(legacy_backend, path.removeprefix("keras.backend."))  # type: ignore[no-any-return]
    if ".Generator." in path:
        return lambda _, *positional, **keywords: _method(_GENERATOR, rest.rpartition(".")[2], positional, keywords)
    found: Any = {"keras": keras, "tensorflow": tensorflow, "numpy": numpy, "operator": operator}[library]
    for name in rest.split("."):
        found = getattr(found, name)
    return found  # type: ignore[no-any-return]


def _method(receiver: Any, name: str, positional: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
    found = getattr(receiver, name)
    return found(*positional, **keywords) if callable(found) else found


def eager_outcome(path: str, positional: Any, keywords: Any) -> Outcome:
    """What running the call on zeros gives."""
    make = maker(path)
    if path.endswith(REGULAR) and not path.endswith(BY_DIAGONALS):
        positional, keywords = replace_tensors((positional, keywords), _regular)
    return _run(resolve(path), replace_tensors(positional, make), replace_tensors(keywords, make))


def maker(path: str) -> Callable[[Given], Any]:
    """What makes the tensors of a call: arrays for numpy, variables for what assigns to them."""
    if path.startswith(VARIABLES):
        return lambda given: tensorflow.Variable(_tensor(given))
    if path.endswith(BY_DIAGONALS):
        return lambda given: tensorflow.random.stateless_uniform(given.shape, [1, 2], 1.0, 2.0)
    if path.endswith("ctc_batch_cost"):
        return lambda given: tensorflow.ones(given.shape, given.dtype)
    return _array if _takes_arrays(path) else _tensor


def symbolic_outcome(path: str, positional: Any, keywords: Any) -> Outcome:
    """What Keras infers for tensors that have no values."""
    return _run(resolve(path), replace_tensors(positional, _symbolic), replace_tensors(keywords, _symbolic))


def _takes_arrays(path: str) -> bool:
    if path.startswith("tensor."):
        return hasattr(numpy.ndarray, path.removeprefix("tensor."))
    return path.startswith(("numpy.", "operator.", "keras.utils."))


def _regular(given: Given) -> Any:
    """Unit matrices where the matrices are square: zeros have no inverse."""
    shape = given.shape
    square = len(shape) > 1 and shape[-1] == shape[-2]
    return numpy.broadcast_to(numpy.eye(shape[-1], dtype=given.dtype), shape) if square else _array(given)


def _array(given: Given) -> Any:
    return numpy.zeros(given.shape, given.dtype)


def _tensor(given: Given) -> Any:
    return tensorflow.zeros(given.shape, given.dtype)


def _symbolic(given: Given) -> Any:
    return keras.KerasTensor(given.shape, given.dtype)


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    with warnings.catch_warnings(), numpy.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        yield


def _run(function: Callable[..., Any], positional: Any, keywords: Any) -> Outcome:
    with quiet():
        try:
            return Outcome(_described(function(*positional, **keywords)))
        except Exception as error:
            words = str(error).splitlines()
            return Outcome(rejected=f"{type(error).__name__}: {words[0][:160] if words else ''}")


def _described(result: Any) -> Any:
    """Tensors as `Given`, sequences of them as lists, everything else as it is."""
    if isinstance(result, (list, tuple)) and not isinstance(result, tensorflow.TensorShape):
        return [_described(item) for item in result]
    if isinstance(result, tensorflow.TensorShape):
        return list(result)
    if hasattr(result, "shape") and hasattr(result, "dtype"):
        dtype = result.dtype
        name = dtype.name if hasattr(dtype, "name") else str(dtype)
        return Given(tuple(result.shape), name)
    return result
