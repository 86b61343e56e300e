"""Every family of functions that make data: importing this registers them."""

from shapelens.interpreter.data import (  # noqa: F401
    directories,
    frame_methods,
    frames,
    image_generators,
    images,
    keras_datasets,
    keras_utils,
    random,
    sklearn_folds,
    sklearn_sets,
    sklearn_tools,
    tensorflow_datasets,
    text_tables,
    texts,
    tf_data,
    tf_data_methods,
)
