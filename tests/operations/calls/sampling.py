"""Calls of random functions: a shape, and parameters that are in range."""

from __future__ import annotations

from typing import Any

from tests.operations.calls.creation import shape
from tests.operations.draws import Call, Draw
from tests.operations.tensors import Given

PARAMETERS = {
    "mean": 0.0, "stddev": 1.0, "minval": 0, "maxval": 5, "alpha": 1.0, "beta": 1.0, "counts": 3.0,
    "probabilities": 0.5, "seed": None, "scale": 1.0, "low": 0, "high": 3,
    "lam": 1.0, "df": 2.0, "a": 2.0, "left": 0.0, "mode": 0.5, "right": 1.0, "mu": 0.0, "kappa": 1.0, "dfnum": 2.0,
    "dfden": 3.0, "p": 0.5, "n": 3, "ngood": 3, "nbad": 3, "nsample": 3, "nonc": 1.0, "probs": 0.5,
}  # fmt: skip

REQUIRED = {
    "gamma": "alpha",
    "beta": "alpha beta",
    "binomial": "counts probabilities",
    "randint": "minval maxval",
    "random_normal_variable": "mean scale",
    "random_uniform_variable": "low high",
}


def _name(draw: Draw) -> str:
    return draw.path.rpartition(".")[2]


def _shaped(draw: Draw) -> dict[str, Any]:
    seed = {"seed": [1, 2]} if ".stateless_" in draw.path else {}
    dtype = {"dtype": draw.pick("float32", "float64", "float16")} if draw.chance.random() < 0.2 else {}
    if _name(draw) in ("randint", "random_normal_variable", "random_uniform_variable"):
        dtype = {}
    return {**_required(draw), "shape": shape(draw), **seed, **dtype}


def _required(draw: Draw) -> dict[str, Any]:
    names = {"gamma": ["alpha"], "beta": ["alpha", "beta"], "binomial": ["counts", "probabilities"]}.get(
        _name(draw), []
    )
    names += ["minval", "maxval"] if _name(draw) == "randint" else []
    names += {"random_normal_variable": ["mean", "scale"], "random_uniform_variable": ["low", "high"]}.get(
        _name(draw), []
    )
    return {name: PARAMETERS[name] for name in names}


def _of_parameters(draw: Draw) -> dict[str, Any]:
    size = draw.pick(None, shape(draw), shape(draw), shape(draw))
    names = dict(ARRAYS.get(_name(draw), {}))
    if _name(draw) in ("normal", "uniform") and draw.chance.random() < 0.3:
        names = {"loc": Given((3, 1)), "low": Given((3, 1)), "size": None}
        return {key: value for key, value in names.items() if key in _NAMES[_name(draw)]}
    return {**names, "size": size}


DISTRIBUTIONS = {
    "chisquare": "df", "standard_t": "df", "pareto": "a", "power": "a", "weibull": "a", "zipf": "a",
    "triangular": "left mode right", "wald": "mean scale", "vonmises": "mu kappa", "f": "dfnum dfden",
    "geometric": "p", "logseries": "p", "negative_binomial": "n p", "noncentral_chisquare": "df nonc",
    "noncentral_f": "dfnum dfden nonc", "hypergeometric": "ngood nbad nsample",
}  # fmt: skip
ARRAYS: dict[str, dict[str, Any]] = {
    **{name: {each: PARAMETERS[each] for each in needed.split()} for name, needed in DISTRIBUTIONS.items()},
    "wald": {"mean": 1.0, "scale": 1.0},
    "standard_gamma": {"shape": 2.0},
    "randint": {"low": 5},
    "random_integers": {"low": 5},
    "beta": {"a": 1.0, "b": 2.0},
    "gamma": {"shape": 2.0},
    "binomial": {"n": 4, "p": 0.5},
}
_NAMES = {"normal": ("loc", "size"), "uniform": ("low", "size")}


def _stateless(draw: Draw) -> dict[str, Any]:
    return {"shape": shape(draw), "seed": [1, 2], "dtype": None}


def _choice(draw: Draw) -> dict[str, Any]:
    return {"x": draw.pick(10, Given((5,), "int32")), "size": draw.pick(None, 3, (2, 3))}


def _rand(draw: Draw) -> dict[str, Any]:
    return {"shape": draw.sizes(draw.whole(0, 4), 0, 4)}


CALLS: dict[str, Call] = {
    "dirichlet": lambda d: {"x": [1.0] * d.whole(1, 3), "size": d.pick(None, shape(d))},
    "multinomial": lambda d: {"n": 3, "x": [0.5, 0.5], "size": d.pick(None, shape(d))},
    "multivariate_normal": lambda d: {
        "mean": [0.0, 0.0],
        "cov": [[1.0, 0.0], [0.0, 1.0]],
        "size": d.pick(None, shape(d)),
    },
    "sampled": lambda d: {"size": d.pick((), (3,), ((2, 3),), (2, 3) if d.odd else (2,))},
    "split_seed": lambda d: {"seed": [1, 2], "num": d.whole(1, 4)},
    "stateless_categorical": lambda d: {
        "logits": Given(d.sizes(3 if d.odd else 2)),
        "num_samples": d.whole(0, 4),
        "seed": [1, 2],
        "dtype": None,
    },
    "tensorflow.random.stateless_binomial": lambda d: {**_stateless(d), "counts": 3.0, "probs": 0.5},
    "tensorflow.random.stateless_gamma": lambda d: {**_stateless(d), "alpha": 1.0},
    "tensorflow.random.stateless_parameterized_truncated_normal": lambda d: _stateless(d),
    "tensorflow.random.stateless_poisson": lambda d: {**_stateless(d), "lam": 1.0},
    "shaped": _shaped,
    "of_parameters": _of_parameters,
    "choice": _choice,
    "rand": _rand,
    "permutation": lambda d: {"x": d.pick(5, Given(d.sizes(2)))},
    "dropout": lambda d: {"x": Given(d.shape), "rate": 0.5, "level": 0.5},
    "categorical": lambda d: {"logits": Given(d.sizes(3 if d.odd else 2)), "num_samples": d.whole(0, 4), "dtype": None},
    "of_each_parameter": lambda d: {"shape": shape(d), "alpha": d.pick(1.0, [1.0, 2.0])},
    "keras.random.shuffle": lambda d: {"x": Given(d.sizes(2)), "axis": 0},
    "tensorflow.random.shuffle": lambda d: {"x": Given(d.sizes(2))},
    "generated": lambda d: {"size": d.pick(None, shape(d))},
    "integers": lambda d: {"low": 5, "size": d.pick(None, shape(d))},
}
