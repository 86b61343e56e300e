"""EinsumDense: a kernel contracted with the input as an equation says (keras.src.layers.core.einsum_dense)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from shapelens.layers.framework.arguments import Arguments
from shapelens.layers.framework.inputs import require_defined, require_rank, require_size, single, unknown_result
from shapelens.layers.framework.lora import with_lora
from shapelens.layers.framework.registry import example, layer
from shapelens.layers.framework.result import Result, Weight
from shapelens.layers.framework.values import is_opaque
from shapelens.shapes.expressions import Polynomial, Size, axis, product
from shapelens.shapes.tensors import Dims, Structure, Tensor, is_open
from shapelens.shapes.unknown import Unknown

# 0 stands for the dots; as in Keras, only the beginning of the equation has to match
_FORMS = (
    (re.compile(r"([a-zA-Z]+),([a-zA-Z]+)->([a-zA-Z]+)"), False),
    (re.compile(r"0([a-zA-Z]+),([a-zA-Z]+)->0([a-zA-Z]+)"), True),
    (re.compile(r"([a-zA-Z]{2,})0,([a-zA-Z]+)->([a-zA-Z]+)0"), False),
)


@dataclass(frozen=True, slots=True)
class Equation:
    """`...x,xy->...y` taken apart; `left` says that the dots stand on the left."""

    input: str
    weight: str
    output: str
    left: bool


@layer(
    """EinsumDense(equation, output_shape, activation=None, bias_axes=None, kernel_initializer="glorot_uniform",
    bias_initializer="zeros", kernel_regularizer=None, bias_regularizer=None, kernel_constraint=None,
    bias_constraint=None, lora_rank=None, lora_alpha=None, gptq_unpacked_column_size=None,
    quantization_config=None, **kwargs)""",
    examples=(
        example("EinsumDense('ab,bc->ac', 64, bias_axes='c')", (None, 32), (None, 64), params=2112),
        example("EinsumDense('abc,cd->abd', (None, 64), bias_axes='d')", (None, 9, 32), (None, None, 64), params=2112),
        example("EinsumDense('...x,xy->...y', 8)", (None, 7, 3), (None, 7, 8), params=24),
        example("EinsumDense('abc,cde->abde', (None, 4, 8), bias_axes='de')", (2, 9, 3), (2, None, 4, 8), params=128),
    ),
    added={"lora_alpha": (3, 10), "gptq_unpacked_column_size": (3, 12), "quantization_config": (3, 13)},
)
def einsum_dense(inputs: Structure, arguments: Arguments) -> Result:
    """The sum of products that `equation` describes; `output_shape` is the output without its batch axis."""
    equation = _equation(arguments)
    partial = _partial_output_shape(arguments)
    tensor = single(inputs)
    dtype = arguments.compute_dtype()
    for reason in (equation, partial, tensor.shape):
        if isinstance(reason, Unknown):
            return unknown_result(reason, dtype)
    assert isinstance(equation, Equation)
    assert isinstance(partial, tuple)
    assert isinstance(tensor.shape, tuple)
    require_rank(tensor.shape, at_least=1)
    output = _output_shape(equation, tensor.shape, partial)
    kernel_shape = _kernel_shape(arguments, equation, tensor.shape, output)
    kernel = Weight("kernel", kernel_shape)
    bias = _bias(arguments, equation, tensor.shape, output)
    weights = with_lora(arguments, kernel, kernel_shape[-1], bias)
    # every combination of the letters, and of the axes of the dots, is one product
    added = [size for letter, size in zip(equation.weight, kernel_shape, strict=True) if letter not in equation.input]
    macs = product(tensor.shape[1:]) * product(added)
    return Result(Tensor(output, dtype), weights, macs=macs)


def _equation(arguments: Arguments) -> Equation | Unknown:
    value = arguments["equation"]
    if isinstance(value, (Unknown, Polynomial)) or is_opaque(value):
        return arguments.undetermined("equation") or Unknown("`equation` is an open size")
    text = value.replace("...", "0") if isinstance(value, str) else ""
    for pattern, left in _FORMS:
        match = pattern.match(text)
        if match is not None:
            return Equation(match[1], match[2], match[3], left)
    return arguments.reject("equation", "like 'ab,bc->ac', '...ab,bc->...ac' or 'ab...,bc->ac...'")


def _partial_output_shape(arguments: Arguments) -> tuple[Size | None, ...] | Unknown:
    value = arguments["output_shape"]
    if isinstance(value, (Unknown, Polynomial)) or is_opaque(value):
        return arguments.undetermined("output_shape") or (value,)
    if isinstance(value, int):
        value = (value,)
    if not isinstance(value, (tuple, list, str)):
        arguments.reject("output_shape", "an integer or a tuple of integers and None")
    sizes: list[Size | None] = []
    for item in value:
        if item is None or isinstance(item, (Unknown, Polynomial)):
            sizes.append(item)
        elif isinstance(item, int) and item >= 0:
            sizes.append(int(item))
        elif is_opaque(item):
            sizes.append(Unknown("`output_shape` could not be determined"))
        else:
            arguments.reject("output_shape", "an integer or a tuple of integers and None")
    return tuple(sizes)


def _elided(equation: Equation, shape: Dims) -> int:
    """How many axes the dots stand for, or how many the input has too many (negative: too few)."""
    return len(shape) - len(equation.input)


def _output_shape(equation: Equation, shape: Dims, partial: Sequence[Size | None]) -> Dims:
    """`output_shape` with the batch axis before it and the axes of the dots in their place."""
    elided = _elided(equation, shape)
    given = [axis(f"output_{index}") if size is None else size for index, size in enumerate(partial)]
    if elided > 0 and equation.left:
        # Keras puts each axis of the dots before the one that it put there last
        return (shape[0], *reversed(shape[1:elided]), *given)
    return (shape[0], *given, *(shape[len(shape) - elided :] if elided > 0 else ()))


def _places(letters: str, equation: Equation, elided: int) -> dict[str, int]:
    """Where each letter stands; as Keras counts, from the right for the input under dots on the left."""
    return {letter: index + (elided if equation.left else 0) for index, letter in enumerate(letters)}


def _kernel_shape(arguments: Arguments, equation: Equation, shape: Dims, output: Dims) -> Dims:
    """The size of each letter of the kernel, from the output if it is there, else from the input."""
    elided = _elided(equation, shape)
    offset = elided - len(shape) if equation.left else 0
    inputs = {letter: index + offset for index, letter in enumerate(equation.input)}
    outputs = _places(equation.output, equation, elided)
    for letter, place in inputs.items():
        size = _at(arguments, shape, place)
        if letter in outputs:
            expected = _at(arguments, output, outputs[letter])
            if isinstance(expected, int) and is_open(size):
                arguments.reject("output_shape", f"None for '{letter}', which is open in the input")
            require_size(shape, place, expected, f"`output_shape` says so for '{letter}'", "output_shape")
    for letter in equation.output:
        if letter not in equation.input and letter not in equation.weight:
            arguments.reject("equation", f"an equation whose output letter '{letter}' is in the input or the kernel")
    sizes = []
    for letter in equation.weight:
        if letter in outputs:
            _at(arguments, output, outputs[letter])
            sizes.append(require_defined(output, outputs[letter], "the kernel"))
        elif letter in inputs:
            sizes.append(require_defined(shape, inputs[letter], "the kernel"))
        else:
            arguments.reject("equation", f"an equation whose kernel letter '{letter}' is in the input or the output")
    return tuple(sizes)


def _at(arguments: Arguments, sizes: Dims, place: int) -> Size:
    """The size at a place that the equation names; it must exist."""
    if not -len(sizes) <= place < len(sizes):
        arguments.reject("equation", "an equation with as many letters as the input and `output_shape` have axes")
    return sizes[place]


def _bias(arguments: Arguments, equation: Equation, shape: Dims, output: Dims) -> tuple[Weight, ...]:
    """The bias on `bias_axes`: 1 on the axes between them."""
    letters = arguments["bias_axes"]
    if letters is None:
        return ()
    if isinstance(letters, (Unknown, Polynomial)) or is_opaque(letters):
        return (Weight("bias", (arguments.undetermined("bias_axes") or Unknown("`bias_axes` is an open size"),)),)
    if not isinstance(letters, str) or not letters or not set(letters) <= set(equation.output):
        arguments.reject("bias_axes", f"letters of the output '{equation.output}'")
    elided = _elided(equation, shape)
    places = _places(equation.output, equation, elided)
    first = min(equation.output.index(letter) for letter in letters)
    sizes: list[Size] = []
    for letter in equation.output[first:]:
        _at(arguments, output, places[letter])
        sizes.append(require_defined(output, places[letter], "the bias") if letter in letters else 1)
    if not equation.left:
        sizes += [1] * elided
    return (Weight("bias", tuple(sizes)),)
