"""Random changes of geometry: turned, moved, bent, erased; the shape stays."""

from __future__ import annotations

from shapelens.layers.arguments import Arguments
from shapelens.layers.augmentation import FILL_MODES, INTERPOLATIONS, augment
from shapelens.layers.image import BASE_FACTOR, Factor
from shapelens.layers.registry import example, layer
from shapelens.layers.result import Result
from shapelens.shapes.tensors import Structure

IMAGES = (None, 32, 32, 3)
BOX = {"bounding_box_format": None}


@layer(
    'RandomFlip(mode="horizontal_and_vertical", seed=None, data_format=None, **kwargs)',
    hidden=BOX,
    examples=(example("RandomFlip('horizontal')", IMAGES, IMAGES),),
)
def random_flip(inputs: Structure, arguments: Arguments) -> Result:
    """Mirrors some images; the shape stays."""
    return augment(inputs, arguments)


@layer(
    """RandomRotation(factor, fill_mode="reflect", interpolation="bilinear", seed=None, fill_value=0.0,
    data_format=None, **kwargs)""",
    hidden=BOX,
    examples=(example("RandomRotation(0.1)", IMAGES, IMAGES),),
)
def random_rotation(inputs: Structure, arguments: Arguments) -> Result:
    """Turns each image by up to `factor` of a whole turn; the shape stays."""
    return augment(inputs, arguments, BASE_FACTOR, fill_modes=FILL_MODES, interpolations=INTERPOLATIONS)


@layer(
    """RandomTranslation(height_factor, width_factor, fill_mode="reflect", interpolation="bilinear", seed=None,
    fill_value=0.0, data_format=None, **kwargs)""",
    hidden=BOX,
    examples=(example("RandomTranslation(0.1, 0.2)", IMAGES, IMAGES),),
)
def random_translation(inputs: Structure, arguments: Arguments) -> Result:
    """Moves each image by up to the factors of its size; the shape stays."""
    factors = (Factor("height_factor", -1, 1, each=True), Factor("width_factor", -1, 1, each=True))
    return augment(inputs, arguments, *factors, fill_modes=FILL_MODES, interpolations=INTERPOLATIONS)


@layer(
    """RandomZoom(height_factor, width_factor=None, fill_mode="reflect", interpolation="bilinear", seed=None,
    fill_value=0.0, data_format=None, **kwargs)""",
    hidden=BOX,
    examples=(example("RandomZoom(0.2)", IMAGES, IMAGES),),
)
def random_zoom(inputs: Structure, arguments: Arguments) -> Result:
    """Zooms in or out by up to the factors; the shape stays."""
    names = ["height_factor", *(["width_factor"] if arguments["width_factor"] is not None else [])]
    factors = [Factor(name, -1, 1, each=True, open_low=True) for name in names]
    return augment(inputs, arguments, *factors, fill_modes=FILL_MODES, interpolations=INTERPOLATIONS)


@layer(
    """RandomShear(x_factor=0.0, y_factor=0.0, interpolation="bilinear", fill_mode="reflect", fill_value=0.0,
    data_format=None, seed=None, **kwargs)""",
    hidden=BOX,
    examples=(example("RandomShear(0.2, 0.1)", IMAGES, IMAGES),),
)
def random_shear(inputs: Structure, arguments: Arguments) -> Result:
    """Shears each image; the shape stays."""
    factors = (Factor("x_factor", each=True), Factor("y_factor", each=True))
    return augment(inputs, arguments, *factors, fill_modes=FILL_MODES, interpolations=INTERPOLATIONS)


@layer(
    """RandomPerspective(factor=1.0, scale=1.0, interpolation="bilinear", fill_value=0.0, seed=None,
    data_format=None, **kwargs)""",
    hidden=BOX,
    examples=(example("RandomPerspective()", IMAGES, IMAGES),),
)
def random_perspective(inputs: Structure, arguments: Arguments) -> Result:
    """Changes the point of view; the shape stays."""
    arguments.number("scale", minimum=0, maximum=1)
    return augment(inputs, arguments, Factor("factor"), interpolations=INTERPOLATIONS)


@layer(
    """RandomElasticTransform(factor=1.0, scale=1.0, interpolation="bilinear", fill_mode="reflect", fill_value=0.0,
    value_range=(0, 255), seed=None, data_format=None, **kwargs)""",
    hidden=BOX,
    examples=(example("RandomElasticTransform()", IMAGES, IMAGES),),
)
def random_elastic_transform(inputs: Structure, arguments: Arguments) -> Result:
    """Bends each image like rubber; the shape stays."""
    factors = (Factor("factor"), Factor("scale"))
    return augment(inputs, arguments, *factors, fill_modes=(*FILL_MODES, "mirror"), interpolations=INTERPOLATIONS)


@layer(
    """RandomErasing(factor=1.0, scale=(0.02, 0.33), fill_value=None, value_range=(0, 255), seed=None,
    data_format=None, **kwargs)""",
    hidden=BOX,
    examples=(example("RandomErasing()", IMAGES, IMAGES),),
)
def random_erasing(inputs: Structure, arguments: Arguments) -> Result:
    """Erases a rectangle of some images; the shape stays."""
    return augment(inputs, arguments, Factor("factor"), Factor("scale"))
