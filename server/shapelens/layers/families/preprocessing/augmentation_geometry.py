"""Random changes of geometry: turned, moved, bent, erased; the shape stays."""

from __future__ import annotations

import functools

from shapelens.layers.families.preprocessing.augmentation import BOX, FILL_MODES, IMAGES, INTERPOLATIONS, checked
from shapelens.layers.families.preprocessing.image import BASE_FACTOR, Factor
from shapelens.layers.framework.arguments import Arguments
from shapelens.layers.framework.plain import same_shape as declare_same_shape


def _zooms(arguments: Arguments) -> None:
    names = ["height_factor", *(["width_factor"] if arguments["width_factor"] is not None else [])]
    factors = [Factor(name, -1, 1, each=True, open_low=True) for name in names]
    checked(*factors, fill_modes=FILL_MODES, interpolations=INTERPOLATIONS)(arguments)


def _scale(arguments: Arguments) -> None:
    arguments.number("scale", minimum=0, maximum=1)


same_shape = functools.partial(declare_same_shape, family=__name__, hidden=BOX)
same_shape(
    'RandomFlip(mode="horizontal_and_vertical", seed=None, data_format=None, **kwargs)',
    "Mirrors some images; the shape stays.",
    "RandomFlip('horizontal')", IMAGES, checked(),
    added={"bounding_box_format": (3, 6), "data_format": (3, 6)},
)  # fmt: skip
same_shape(
    """RandomRotation(factor, fill_mode="reflect", interpolation="bilinear", seed=None, fill_value=0.0,
    data_format=None, **kwargs)""",
    "Turns each image by up to `factor` of a whole turn; the shape stays.",
    "RandomRotation(0.1)", IMAGES, checked(BASE_FACTOR, fill_modes=FILL_MODES, interpolations=INTERPOLATIONS),
    added={"bounding_box_format": (3, 6)},
)  # fmt: skip
same_shape(
    """RandomTranslation(height_factor, width_factor, fill_mode="reflect", interpolation="bilinear", seed=None,
    fill_value=0.0, data_format=None, **kwargs)""",
    "Moves each image by up to the factors of its size; the shape stays.",
    "RandomTranslation(0.1, 0.2)", IMAGES,
    checked(
        Factor("height_factor", -1, 1, each=True), Factor("width_factor", -1, 1, each=True),
        fill_modes=FILL_MODES, interpolations=INTERPOLATIONS,
    ),
    added={"bounding_box_format": (3, 6)},
)  # fmt: skip
same_shape(
    """RandomZoom(height_factor, width_factor=None, fill_mode="reflect", interpolation="bilinear", seed=None,
    fill_value=0.0, data_format=None, **kwargs)""",
    "Zooms in or out by up to the factors; the shape stays.",
    "RandomZoom(0.2)", IMAGES, _zooms,
    added={"bounding_box_format": (3, 6)},
)  # fmt: skip
same_shape(
    """RandomShear(x_factor=0.0, y_factor=0.0, interpolation="bilinear", fill_mode="reflect", fill_value=0.0,
    data_format=None, seed=None, **kwargs)""",
    "Shears each image; the shape stays.",
    "RandomShear(0.2, 0.1)", IMAGES,
    checked(
        Factor("x_factor", each=True), Factor("y_factor", each=True),
        fill_modes=FILL_MODES, interpolations=INTERPOLATIONS,
    ),
    since=(3, 8),
)  # fmt: skip
same_shape(
    """RandomPerspective(factor=1.0, scale=1.0, interpolation="bilinear", fill_value=0.0, seed=None,
    data_format=None, **kwargs)""",
    "Changes the point of view; the shape stays.",
    "RandomPerspective()", IMAGES, _scale, checked(Factor("factor"), interpolations=INTERPOLATIONS),
    since=(3, 9),
)  # fmt: skip
same_shape(
    """RandomElasticTransform(factor=1.0, scale=1.0, interpolation="bilinear", fill_mode="reflect", fill_value=0.0,
    value_range=(0, 255), seed=None, data_format=None, **kwargs)""",
    "Bends each image like rubber; the shape stays.",
    "RandomElasticTransform()", IMAGES,
    checked(Factor("factor"), Factor("scale"), fill_modes=(*FILL_MODES, "mirror"), interpolations=INTERPOLATIONS),
    since=(3, 10),
)  # fmt: skip
same_shape(
    """RandomErasing(factor=1.0, scale=(0.02, 0.33), fill_value=None, value_range=(0, 255), seed=None,
    data_format=None, **kwargs)""",
    "Erases a rectangle of some images; the shape stays.",
    "RandomErasing()", IMAGES, checked(Factor("factor"), Factor("scale")),
    since=(3, 9),
)  # fmt: skip
