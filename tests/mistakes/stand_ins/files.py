"""Files that programs read: folders of pictures, one folder a class, and tables."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

# the folder of a data set, and its classes
PICTURES = {
    "flowers": ("daisy", "rose", "tulip"),
    "pets": ("cat", "dog"),
    "pets/train": ("cat", "dog"),
    "pets/validation": ("cat", "dog"),
}
# the columns of a table; those called in `NAMED` hold names, `target` whole numbers
TABLES = {
    "iris.csv": ("sepal_length", "sepal_width", "petal_length", "petal_width", "species"),
    "heart.csv": ("age", "trestbps", "chol", "thalach", "oldpeak", "ca", "target"),
    "pima.csv": (*"abcdefgh", "target"),
    "prices.csv": ("date", "open", "high", "low", "close", "volume"),
}
NAMED = {"species": ("setosa", "versicolor", "virginica"), "date": ("monday", "tuesday")}
# tables of numbers alone
HEADLESS = ("pima.csv",)
ROWS = 60
PER_CLASS = 6
SIDE = 40


def write_files(folder: str) -> None:
    import numpy as np
    import tensorflow as tf

    random = np.random.default_rng(0)
    for name, columns in TABLES.items():
        write_table(Path(folder) / name, columns, random)
    for data_set, classes in PICTURES.items():
        if any(other.startswith(f"{data_set}/") for other in PICTURES):
            continue
        for name in classes:
            place = Path(folder) / data_set / name
            place.mkdir(parents=True)
            for number in range(PER_CLASS):
                pixels = random.integers(0, 256, (SIDE, SIDE, 3)).astype("uint8")
                (place / f"{number}.png").write_bytes(tf.io.encode_png(pixels).numpy())


def write_table(path: Path, columns: Sequence[str], random: Any) -> None:
    def cell(column: str, row: int) -> str:
        if column in NAMED:
            return NAMED[column][row % len(NAMED[column])]
        return str(row % 2) if column == "target" else f"{random.random():.3f}"

    rows = [",".join(cell(column, row) for column in columns) for row in range(ROWS)]
    head = [] if path.name in HEADLESS else [",".join(columns)]
    path.write_text("\n".join([*head, *rows]), encoding="utf-8")


def read_pixels(path: Any, flag: int = 1) -> Any:
    """`cv2.imread`: (height, width, channels), or (height, width) of a grey picture."""
    pixels = load_picture(path, "rgb" if flag else "grayscale")
    return pixels if flag else pixels[..., 0]


def resize_pixels(pixels: Any, size: tuple[int, int], **_: Any) -> Any:
    """`cv2.resize`: to a width and a height."""
    import numpy as np

    width, height = size
    rows, columns = (np.arange(n) * old // n for n, old in zip((height, width), pixels.shape, strict=False))
    return pixels[rows][:, columns]


CV2 = {"imread": read_pixels, "resize": resize_pixels, "IMREAD_GRAYSCALE": 0, "IMREAD_COLOR": 1}


def load_picture(path: Any, color_mode: str = "rgb", target_size: Any = None, **_: Any) -> Any:
    """`keras.utils.load_img` without Pillow: an array of (height, width, channels), of the nearest pixels."""
    import tensorflow as tf

    channels = {"grayscale": 1, "rgb": 3, "rgba": 4}[color_mode]
    pixels = tf.io.decode_png(Path(path).read_bytes(), channels=channels)
    return (pixels if target_size is None else tf.image.resize(pixels, target_size, "nearest")).numpy()
