"""Random tensors and arrays: `keras.random`, `tf.random`, `K.random_*`, `numpy.random` and its generators."""

from __future__ import annotations

from shapelens.layers.operations.framework.arguments import Arguments
from shapelens.layers.operations.framework.dtypes import DTypeRule, by_library, fixed, requested, same, unverified
from shapelens.layers.operations.framework.registry import Shapes, operation
from shapelens.layers.operations.framework.values import is_size
from shapelens.layers.operations.numpy.elementwise import broadcast_all, shape_of_x, table
from shapelens.shapes.tensors import Shape
from shapelens.shapes.unknown import Unknown


def shaped(arguments: Arguments) -> Shapes:
    """The shape asked for."""
    return arguments.new_shape("shape")


table(
    {
        "keras.random.{}(shape, mean=0.0, stddev=1.0, dtype=None, seed=None)": "normal truncated_normal",
        "keras.random.uniform(shape, minval=0.0, maxval=1.0, dtype=None, seed=None)": "uniform",
        "keras.random.gamma(shape, alpha, dtype=None, seed=None)": "gamma",
        "keras.random.beta(shape, alpha, beta, dtype=None, seed=None)": "beta",
        "keras.random.binomial(shape, counts, probabilities, dtype=None, seed=None)": "binomial",
        "keras.random.randint(shape, minval, maxval, dtype='int32', seed=None)": "randint",
        "tensorflow.random.{}(shape, mean=0.0, stddev=1.0, dtype='float32', seed=None, name=None)": """normal
            truncated_normal""",
        "tensorflow.random.uniform(shape, minval=0, maxval=None, dtype='float32', seed=None, name=None)": "uniform",
        "tensorflow.random.stateless_{}(shape, seed, mean=0.0, stddev=1.0, dtype='float32', name=None, "
        "alg='auto_select')": "normal truncated_normal",
        "tensorflow.random.stateless_uniform(shape, seed, minval=0, maxval=None, dtype='float32', name=None, "
        "alg='auto_select')": "uniform",
        "keras.backend.{}(shape, mean=0.0, stddev=1.0, dtype=None, seed=None)": "random_normal truncated_normal",
        "keras.backend.random_uniform(shape, minval=0.0, maxval=1.0, dtype=None, seed=None)": "random_uniform",
        "keras.backend.random_bernoulli(shape, p=0.0, dtype=None, seed=None)": "random_bernoulli",
        "keras.backend.{}(shape, mean, scale, dtype=None, name=None, seed=None)": "random_normal_variable",
        "keras.backend.{}(shape, low, high, dtype=None, name=None, seed=None)": "random_uniform_variable",
    },
    shaped,
    requested(fixed("float32")),
    "Random numbers of a shape.",
    "sampling",
)


def of_parameters(arguments: Arguments) -> Shapes:
    """The shape `size`, else that of the parameters of the distribution."""
    if arguments["size"] is not None:
        return arguments.new_shape("size")
    names = [name for name in arguments.given if name not in ("size", "dtype")]
    return broadcast_all(operand.shape for operand in arguments.operands(*names))


def _numpy(kind: DTypeRule, text: str, names: str, generator: str = "") -> None:
    """Register functions of `numpy.random`, and of its generators where they have the same signature."""
    declared = {f"numpy.random.{{}}({text})": names}
    if generator:
        declared[f"numpy.random.Generator.{{}}(self, /, {text})"] = generator
    table(declared, of_parameters, kind, "Random numbers of a shape, or of the parameters' shape.", "sampling")


_numpy(fixed("float64"), "size=None", "random random_sample standard_cauchy standard_exponential standard_normal")
_numpy(fixed("float64"), "loc=0.0, scale=1.0, size=None", "normal laplace logistic gumbel", "normal laplace logistic")
_numpy(fixed("float64"), "low=0.0, high=1.0, size=None", "uniform", "uniform")
_numpy(fixed("float64"), "scale=1.0, size=None", "exponential rayleigh", "exponential rayleigh")
_numpy(fixed("float64"), "mean=0.0, sigma=1.0, size=None", "lognormal", "lognormal")
_numpy(fixed("float64"), "a, b, size=None", "beta", "beta")
_numpy(fixed("float64"), "shape, scale=1.0, size=None", "gamma", "gamma")
_numpy(fixed("float64"), "df, size=None", "chisquare standard_t", "chisquare standard_t")
_numpy(fixed("float64"), "a, size=None", "pareto power weibull", "pareto power weibull")
_numpy(fixed("float64"), "left, mode, right, size=None", "triangular", "triangular")
_numpy(fixed("float64"), "mean, scale, size=None", "wald", "wald")
_numpy(fixed("float64"), "mu, kappa, size=None", "vonmises", "vonmises")
_numpy(fixed("float64"), "dfnum, dfden, size=None", "f", "f")
_numpy(fixed("float64"), "shape, size=None", "standard_gamma")
_numpy(fixed("float64"), "df, nonc, size=None", "noncentral_chisquare", "noncentral_chisquare")
_numpy(fixed("float64"), "dfnum, dfden, nonc, size=None", "noncentral_f", "noncentral_f")
_numpy(fixed("int64"), "low, high=None, size=None", "random_integers")
_numpy(fixed("int64"), "p, size=None", "geometric logseries", "geometric logseries")
_numpy(fixed("int64"), "a, size=None", "zipf", "zipf")
_numpy(fixed("int64"), "n, p, size=None", "negative_binomial", "negative_binomial")
_numpy(fixed("int64"), "ngood, nbad, nsample, size=None", "hypergeometric", "hypergeometric")
_numpy(fixed("int64"), "lam=1.0, size=None", "poisson", "poisson")
_numpy(fixed("int64"), "n, p, size=None", "binomial", "binomial")
_numpy(requested(fixed("int64")), "low, high=None, size=None, dtype='int'", "randint")


@operation(
    "numpy.random.Generator.random(self, /, size=None, dtype='float64', out=None)",
    "numpy.random.Generator.standard_normal(self, /, size=None, dtype='float64', out=None)",
    dtype=requested(fixed("float64")),
)
def generated(arguments: Arguments) -> Shapes:
    """Random numbers of a shape."""
    return () if arguments["size"] is None else arguments.new_shape("size")


@operation(
    "numpy.random.Generator.integers(self, /, low, high=None, size=None, dtype='int64', endpoint=False)",
    dtype=requested(fixed("int64")),
)
def integers(arguments: Arguments) -> Shapes:
    """Random integers of a shape."""
    if arguments["size"] is not None:
        return arguments.new_shape("size")
    return broadcast_all(operand.shape for operand in arguments.operands("low", "high"))


@operation(
    "numpy.random.rand(*args: shape)",
    "numpy.random.randn(*args: shape)",
    dtype=fixed("float64"),
    examples=("numpy.random.rand(60, 28, 28) -> float64[60, 28, 28]",),
)
def rand(arguments: Arguments) -> Shapes:
    """Random numbers; each argument is one size."""
    return arguments.new_shape("shape")


@operation(
    "numpy.random.ranf(*args: size, **keywords)",
    "numpy.random.sample(*args: size, **keywords)",
    dtype=fixed("float64"),
)
def sampled(arguments: Arguments) -> Shapes:
    """Random numbers of a shape; the older names of `random_sample`."""
    if len(arguments.known("size")) > 1:
        arguments.reject("size", "one shape")
    return arguments.new_shape("size")


@operation(
    "numpy.random.choice(a: x, size=None, replace=True, p=None)",
    dtype=same("x"),
    examples=("numpy.random.choice(10, size=(4, 2)) -> int64[4, 2]",),
)
def choice(arguments: Arguments) -> Shapes:
    """Items of a vector at random, or of the numbers below one."""
    return () if arguments["size"] is None else arguments.new_shape("size")


@operation(
    "numpy.random.permutation(x)",
    dtype=same("x"),
    examples=("numpy.random.permutation(10) -> int64[10]", "numpy.random.permutation(float64[4, 2]) -> float64[4, 2]"),
)
def permutation(arguments: Arguments) -> Shapes:
    """The numbers below one, or the rows of an array, in random order."""
    value = arguments["x"]
    return (value,) if is_size(value) else arguments.operand("x").shape


table(
    {
        "keras.random.shuffle(x, axis=0, seed=None)": "shuffle",
        "tensorflow.random.shuffle(value: x, seed=None, name=None)": "shuffle",
        "keras.random.dropout(inputs: x, rate, noise_shape=None, seed=None)": "dropout",
        "tensorflow.nn.dropout(x, rate, noise_shape=None, seed=None, name=None)": "dropout",
        "keras.backend.dropout(x, level, noise_shape=None, seed=None)": "dropout",
    },
    shape_of_x,
    same("x"),
    "The same shape, shuffled or with elements dropped.",
    "sampling",
)


@operation(
    "keras.random.categorical(logits, num_samples, dtype='int32', seed=None)",
    "tensorflow.random.categorical(logits, num_samples, dtype=None, seed=None, name=None)",
    dtype=requested(fixed("int64")),
    examples=("keras.random.categorical(float32[4, 10], 3) -> int32[4, 3]",),
)
def categorical(arguments: Arguments) -> Shapes:
    """`num_samples` classes drawn for each row."""
    shape = arguments.shape("logits")
    arguments.require_rank(shape, exactly=2)
    return (shape[0], arguments.integer("num_samples", minimum=0))


@operation(
    "tensorflow.random.gamma(shape, alpha, beta=None, dtype='float32', seed=None, name=None)",
    "tensorflow.random.poisson(shape, lam: alpha, dtype='float32', seed=None, name=None)",
    dtype=by_library(tensorflow=unverified("of the parameters")),
)
def of_each_parameter(arguments: Arguments) -> Shapes:
    """So many samples for each parameter: its shape follows the one asked for."""
    parameters: Shape = broadcast_all(operand.shape for operand in arguments.operands("alpha", "beta"))
    if isinstance(parameters, Unknown):
        return parameters
    return (*arguments.new_shape("shape"), *parameters)


@operation(
    "tensorflow.random.stateless_categorical(logits, num_samples, seed, dtype='int64', name=None)",
    dtype=requested(fixed("int64")),
    examples=("tensorflow.random.stateless_categorical(float32[4, 10], 3, [1, 2]) -> int64[4, 3]",),
)
def stateless_categorical(arguments: Arguments) -> Shapes:
    """`num_samples` classes drawn for each row."""
    return categorical(arguments)


def stretched_to(arguments: Arguments) -> Shapes:
    """The shape asked for, to which the parameters broadcast."""
    return arguments.new_shape("shape")


table(
    {
        "tensorflow.random.stateless_gamma(shape, seed, alpha, beta=None, dtype='float32', name=None)": "gamma",
        "tensorflow.random.stateless_parameterized_truncated_normal(shape, seed, means=0.0, stddevs=1.0, minvals=-2.0, "
        "maxvals=2.0, name=None)": "truncated_normal",
    },
    stretched_to,
    requested(fixed("float32")),
    "Random numbers of a shape.",
    "sampling",
)
table(
    {
        "tensorflow.random.stateless_poisson(shape, seed, lam, dtype='int32', name=None)": "poisson",
        "tensorflow.random.stateless_binomial(shape, seed, counts, probs, output_dtype: dtype='int32', "
        "name=None)": "binomial",
    },
    stretched_to,
    requested(fixed("int32")),
    "Random integers of a shape.",
    "sampling",
)


@operation(
    "tensorflow.random.split(seed, num=2, alg='auto_select')",
    dtype=fixed("int32"),
    examples=("tensorflow.random.split([1, 2], 3) -> int32[3, 2]",),
)
def split_seed(arguments: Arguments) -> Shapes:
    """Several seeds of one."""
    return (arguments.integer("num", minimum=1), 2)


@operation(
    "numpy.random.multivariate_normal(mean, cov, size=None, check_valid='warn', tol=1e-08)",
    dtype=fixed("float64"),
    examples=("numpy.random.multivariate_normal([0.0, 0.0], [[1.0, 0.0], [0.0, 1.0]], 5) -> float64[5, 2]",),
)
def multivariate_normal(arguments: Arguments) -> Shapes:
    """Random vectors: so many of them, each as long as the mean."""
    mean = arguments.shape("mean")
    arguments.require_rank(mean, exactly=1)
    return (*(() if arguments["size"] is None else arguments.new_shape("size")), *mean)


@operation(
    "numpy.random.dirichlet(alpha: x, size=None)",
    dtype=fixed("float64"),
    examples=("numpy.random.dirichlet([1.0, 1.0, 1.0], 4) -> float64[4, 3]",),
)
def dirichlet(arguments: Arguments) -> Shapes:
    """Random distributions: so many of them, over as many classes as there are parameters."""
    classes = arguments.shape("x")
    arguments.require_rank(classes, exactly=1)
    return (*(() if arguments["size"] is None else arguments.new_shape("size")), *classes)


@operation(
    "numpy.random.multinomial(n, pvals: x, size=None)",
    dtype=fixed("int64"),
    examples=("numpy.random.multinomial(9, [0.5, 0.5], 4) -> int64[4, 2]",),
)
def multinomial(arguments: Arguments) -> Shapes:
    """How often each class was drawn, so many times."""
    return dirichlet(arguments)
