"""Augmentation: what the random image layers check of their arguments, and the ones that mix several of them.

They keep the shape of the images. Checks: keras.src.layers.preprocessing.image_preprocessing.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

from shapelens.layers.families.preprocessing.image import BASE_FACTOR, Factor, check_factor
from shapelens.layers.framework.arguments import Arguments
from shapelens.layers.framework.inputs import unchanged
from shapelens.layers.framework.plain import Check
from shapelens.layers.framework.plain import same_shape as declare_same_shape
from shapelens.layers.framework.registry import example, layer
from shapelens.layers.framework.result import Result
from shapelens.layers.framework.values import is_opaque, is_symbolic
from shapelens.shapes.tensors import Structure

FILL_MODES = ("reflect", "wrap", "constant", "nearest")
INTERPOLATIONS = ("nearest", "bilinear")
IMAGES = (None, 32, 32, 3)
BOX = {"bounding_box_format": None}
BOX_AND_FACTOR = {"bounding_box_format": None, "factor": None}


def checked(
    *factors: Factor,
    value_range: bool = False,
    fill_modes: Sequence[str] = (),
    interpolations: Sequence[str] = (),
    seeded: bool = True,
) -> Check:
    """The checks that a random image layer makes when it is constructed."""

    def check(arguments: Arguments) -> None:
        arguments.data_format()
        for factor in factors:
            check_factor(arguments, factor)
        if value_range:
            check_value_range(arguments)
        if fill_modes:
            arguments.choice("fill_mode", fill_modes, fold_case=False)
        if interpolations:
            arguments.choice("interpolation", interpolations, fold_case=False)
        if seeded:
            arguments.seed()

    return check


def check_value_range(arguments: Arguments) -> None:
    """Reject a `value_range` that is not two numbers."""
    value: Any = arguments["value_range"]
    if is_symbolic(value) or is_opaque(value):
        return
    requirement = "two numbers"
    if not isinstance(value, (tuple, list)) or len(value) != 2:
        arguments.reject("value_range", requirement)
    if any(is_symbolic(item) or is_opaque(item) for item in value):
        return
    try:
        sorted(value)
    except TypeError:
        arguments.reject("value_range", requirement)


same_shape = functools.partial(declare_same_shape, family=__name__)
_CHAINED = checked(Factor("factor", each=True), value_range=True, interpolations=INTERPOLATIONS)
same_shape(
    """AugMix(value_range=(0, 255), num_chains=3, chain_depth=3, factor=0.3, alpha=1.0, all_ops=True,
    interpolation="bilinear", seed=None, data_format=None, **kwargs)""",
    "Chains of random changes, mixed with the image; the shape stays.",
    "AugMix()", IMAGES, _CHAINED, hidden=BOX,
    since=(3, 9),
)  # fmt: skip
same_shape(
    """RandAugment(value_range=(0, 255), num_ops=2, factor=0.5, interpolation="bilinear", seed=None,
    data_format=None, **kwargs)""",
    "`num_ops` random changes one after the other; the shape stays.",
    "RandAugment()", IMAGES, _CHAINED, hidden=BOX,
    since=(3, 8),
)  # fmt: skip
same_shape(
    "CutMix(factor=1.0, seed=None, data_format=None, **kwargs)",
    "Patches of one image in another, and the labels mixed; the shape stays.",
    "CutMix()", IMAGES, checked(Factor("factor")), hidden=BOX,
    since=(3, 9),
)  # fmt: skip
same_shape(
    "MixUp(alpha=0.2, data_format=None, seed=None, **kwargs)", "Two images mixed, and their labels; the shape stays.",
    "MixUp()", IMAGES, checked(BASE_FACTOR), hidden=BOX_AND_FACTOR,
    since=(3, 8),
)  # fmt: skip


@layer(
    """RandomColorJitter(value_range=(0, 255), brightness_factor=None, contrast_factor=None, saturation_factor=None,
    hue_factor=None, seed=None, data_format=None, **kwargs)""",
    hidden=BOX_AND_FACTOR,
    examples=(example("RandomColorJitter(brightness_factor=0.2)", IMAGES, IMAGES),),
    since=(3, 8),
)
def random_color_jitter(inputs: Structure, arguments: Arguments) -> Result:
    """Random brightness, contrast, saturation and hue; the shape stays."""
    bounds = {"brightness_factor": -1, "contrast_factor": 0, "saturation_factor": -1, "hue_factor": 0}
    given = [name for name in bounds if arguments[name] is not None]
    factors = [Factor(name, bounds[name], 1, optional=name == "brightness_factor") for name in given]
    ranged = "brightness_factor" in given or "saturation_factor" in given
    checked(BASE_FACTOR, *factors, value_range=ranged)(arguments)
    return unchanged(inputs, arguments)
