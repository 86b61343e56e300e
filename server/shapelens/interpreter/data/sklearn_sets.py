"""scikit-learn's small data sets and generators, by the shapes that its documentation states."""

from __future__ import annotations

from shapelens.interpreter.data.calls import Call, makes_data
from shapelens.interpreter.domain.labels import NUMBERS, Labels, integers, part_of
from shapelens.interpreter.domain.objects import InstanceObject, ListObject
from shapelens.interpreter.domain.values import Value
from shapelens.shapes.expressions import Size
from shapelens.shapes.unknown import Unknown

# rows, columns, classes (0 for a regression), and the dtype of the target
_SETS: dict[str, tuple[int, int, int, str]] = {
    "load_iris": (150, 4, 3, "int64"),
    "load_wine": (178, 13, 3, "int64"),
    "load_breast_cancer": (569, 30, 2, "int64"),
    "load_digits": (1797, 64, 10, "int64"),
    "load_diabetes": (442, 10, 0, "float64"),
    "fetch_california_housing": (20640, 8, 0, "float64"),
}


def _register_set(name: str, rows: int, columns: int, classes: int, dtype: str) -> None:
    @makes_data(
        f"sklearn.datasets.{name}",
        signature="*, return_X_y=False, as_frame=False, n_class=10, scaled=True, data_home=None, "
        "download_if_missing=True, n_retries=3, delay=1.0",
    )
    def load(call: Call) -> Value:
        """The whole set: its arrays, or an object that holds them."""
        if call.flag("as_frame") is not False or (name == "load_digits" and call["n_class"] != 10):
            return call.unknown("only a part of it, or a frame, is asked for")
        labels = integers(classes, complete=True) if classes else NUMBERS
        data, target = call.found((rows, columns), "float64"), call.array((rows,), dtype, labels)
        if call.flag("return_X_y"):
            return call.gives((data, target))
        held: dict[str, Value] = {"data": data, "target": target}
        if name == "load_digits":
            held["images"] = call.found((rows, 8, 8), "float64")
        if classes:
            held["target_names"] = call.array((classes,), Unknown("they are texts"))
        call.gives((data, target))
        return call.machine.heap.new(InstanceObject(None, call.span, held))


for _name, _fields in _SETS.items():
    _register_set(_name, *_fields)


def _pair(call: Call, rows: Size, columns: Size, labels: Labels) -> Value:
    dtype = "float64" if labels.form == "numbers" else "int64"
    return call.gives((call.array((rows, columns), "float64"), call.array((rows,), dtype, part_of(labels, (rows,)))))


def _halves(call: Call, total: Value) -> Size:
    """As many samples as asked for, or those of two parts together."""
    if isinstance(total, tuple) and all(isinstance(part, int) for part in total):
        return sum(total)
    return total if isinstance(total, int) else call.unknown("`n_samples` is not known")


@makes_data(
    "sklearn.datasets.make_classification",
    signature="n_samples=100, n_features=20, *, n_informative=2, n_redundant=2, n_repeated=0, n_classes=2, "
    "n_clusters_per_class=2, weights=None, flip_y=0.01, class_sep=1.0, hypercube=True, shift=0.0, scale=1.0, "
    "shuffle=True, random_state=None, return_X_y=True",
)
def make_classification(call: Call) -> Value:
    """Points of several classes, evenly unless `weights` say otherwise."""
    spread = call["weights"] is None
    return _pair(call, call.size("n_samples"), call.size("n_features"), integers(call.size("n_classes"), spread=spread))


@makes_data(
    "sklearn.datasets.make_regression",
    signature="n_samples=100, n_features=100, *, n_informative=10, n_targets=1, bias=0.0, effective_rank=None, "
    "tail_strength=0.5, noise=0.0, shuffle=True, coef=False, random_state=None",
)
def make_regression(call: Call) -> Value:
    rows, targets = call.size("n_samples"), call.size("n_targets")
    if call.flag("coef") is not False or isinstance(targets, Unknown):
        return call.unknown("what comes along is not followed")
    shape = (rows,) if targets == 1 else (rows, targets)
    return call.gives((call.array((rows, call.size("n_features")), "float64"), call.array(shape, "float64", NUMBERS)))


@makes_data(
    "sklearn.datasets.make_blobs",
    signature="n_samples=100, n_features=2, *, centers=None, cluster_std=1.0, center_box=(-10.0, 10.0), shuffle=True, "
    "random_state=None, return_centers=False",
)
def make_blobs(call: Call) -> Value:
    """Points around centres: three unless their number is given."""
    centers, rows = call["centers"], call["n_samples"]
    if not isinstance(rows, int) or call.flag("return_centers") is not False:
        return call.unknown("`n_samples` is no number")
    if centers is not None and not isinstance(centers, int):
        return call.unknown("the centres are given one by one")
    return _pair(call, rows, call.size("n_features"), integers(3 if centers is None else centers, spread=True))


@makes_data(
    "sklearn.datasets.make_moons",
    "sklearn.datasets.make_circles",
    signature="n_samples=100, *, shuffle=True, noise=None, random_state=None, factor=0.8",
)
def two_shapes(call: Call) -> Value:
    """Points in the plane, on one of two curves."""
    return _pair(call, _halves(call, call.plain("n_samples")), 2, integers(2, spread=True))


# each of the two photos that come with the library
_PHOTO = (427, 640, 3)


@makes_data("sklearn.datasets.load_sample_images", signature="")
def _photos(call: Call) -> Value:
    """Both photos, in a list."""
    photos = tuple(call.array(_PHOTO, "uint8") for _ in range(2))
    names = call.machine.heap.new(ListObject(("china.jpg", "flower.jpg")))
    held = {"images": call.machine.heap.new(ListObject(photos)), "filenames": names}
    call.gives(photos)
    return call.machine.heap.new(InstanceObject(None, call.span, held))


@makes_data("sklearn.datasets.load_sample_image", signature="image_name")
def _photo(call: Call) -> Value:
    """One of them."""
    return call.gives(call.array(_PHOTO, "uint8"))
