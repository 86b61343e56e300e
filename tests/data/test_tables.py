"""scikit-learn, pandas and the data sets of Keras: what their documentation states, and they were seen to do."""

from __future__ import annotations

import textwrap

import pytest
from tests.data.programs import described, variables

from shapelens.interpreter.domain.positions import Unit

KERAS = {
    "mnist": ("uint8 (60000, 28, 28)", "uint8 (60000)", "uint8 (10000, 28, 28)", "uint8 (10000)", 10),
    "fashion_mnist": ("uint8 (60000, 28, 28)", "uint8 (60000)", "uint8 (10000, 28, 28)", "uint8 (10000)", 10),
    "cifar10": ("uint8 (50000, 32, 32, 3)", "uint8 (50000, 1)", "uint8 (10000, 32, 32, 3)", "uint8 (10000, 1)", 10),
    "cifar100": ("uint8 (50000, 32, 32, 3)", "int64 (50000, 1)", "uint8 (10000, 32, 32, 3)", "int64 (10000, 1)", 100),
    "imdb": ("object (25000)", "int64 (25000)", "object (25000)", "int64 (25000)", 2),
    "reuters": ("object (8982)", "int64 (8982)", "object (2246)", "int64 (2246)", 46),
    "boston_housing": ("float64 (404, 13)", "float64 (404)", "float64 (102, 13)", "float64 (102)", None),
    "california_housing": ("? (16512, 8)", "? (16512)", "? (4128, 8)", "? (4128)", None),
}


@pytest.mark.parametrize("name", KERAS)
def test_data_sets_of_keras(name: str) -> None:
    names = variables(f"import keras\n(a, b), (c, d) = keras.datasets.{name}.load_data()\n")
    assert tuple(described(names[key]) for key in "abcd") == KERAS[name][:4]
    labels = names["b"].labels
    classes = KERAS[name][4]
    assert (labels.form, labels.classes if classes else None) == ("integers" if classes else "numbers", classes)


SKLEARN = {
    "train_test_split(np.zeros((150, 4)), np.zeros(150))": (
        "float64 (112, 4)|float64 (38, 4)|float64 (112)|float64 (38)"
    ),
    "train_test_split(np.zeros((10, 2)), test_size=0.33)": "float64 (6, 2)|float64 (4, 2)",
    "train_test_split(np.zeros((10, 2)), test_size=3)": "float64 (7, 2)|float64 (3, 2)",
    "train_test_split(np.zeros((29, 2)), train_size=0.7)": "float64 (20, 2)|float64 (9, 2)",
    "train_test_split(np.zeros((29, 2)), train_size=0.5, test_size=0.2)": "float64 (14, 2)|float64 (6, 2)",
    "load_iris(return_X_y=True)": "float64 (150, 4)|int64 (150)",
    "load_digits(return_X_y=True)": "float64 (1797, 64)|int64 (1797)",
    "load_diabetes(return_X_y=True)": "float64 (442, 10)|float64 (442)",
    "make_moons(n_samples=201)": "float64 (201, 2)|int64 (201)",
    "make_regression(50, 7, n_targets=3)": "float64 (50, 7)|float64 (50, 3)",
    "make_blobs(n_samples=90, centers=4, n_features=5)": "float64 (90, 5)|int64 (90)",
    "StandardScaler().fit_transform(np.zeros((6, 2), 'float32')), 0": "float32 (6, 2)|0",
    "MinMaxScaler().fit_transform(np.zeros((6, 2), int)), 0": "float64 (6, 2)|0",
    "PCA(n_components=2).fit_transform(np.zeros((6, 5))), 0": "float64 (6, 2)|0",
    "LabelBinarizer().fit_transform(load_iris().target), 0": "int64 (150, 3)|0",
    "LabelBinarizer().fit_transform(np.array([0, 1, 1])), 0": "int64 (3, 1)|0",
    "OneHotEncoder().fit_transform(load_iris().target.reshape(-1, 1)), 0": "float64 (150, 3)|0",
    "LabelEncoder().fit_transform(['a', 'b', 'a']), 0": "int64 (3)|0",
}
IMPORTS = """
import numpy as np
from sklearn.datasets import load_iris, load_digits, load_diabetes, make_moons, make_regression, make_blobs
from sklearn.decomposition import PCA
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import LabelBinarizer, LabelEncoder, MinMaxScaler, OneHotEncoder, StandardScaler
"""


@pytest.mark.parametrize("call", SKLEARN)
def test_scikit_learn(call: str) -> None:
    wanted = SKLEARN[call].split("|")
    parts = [f"part{number}" for number in range(len(wanted))]
    names = variables(f"{IMPORTS}{', '.join(parts)} = {call}\n")
    assert [described(names[part]) for part in parts] == wanted


def test_frames_are_known_by_the_columns_that_a_program_names() -> None:
    names = variables(
        textwrap.dedent("""
            import numpy as np, pandas as pd
            df = pd.DataFrame({"a": [1, 2, 3], "b": [0.5, 1.0, 2.0], "y": [0, 1, 1]})
            x = df[["a", "b"]].values
            y = df["y"].to_numpy()
            rest = df.drop(columns=["y"]).values
            places = df.iloc[:, :-1].values
            last = df.iloc[:, -1].values
            rows = len(df)
            file = pd.read_csv("houses.csv")
            picked = file[["a", "b"]].values
            target = file["price"].values.reshape(-1, 1)
            whole = file.values
            file["c"] = 1.0
            more = file[["a", "c"]].to_numpy(dtype="float32")
            width = len(df.columns.to_list()) + len(df.columns.tolist())
            dummies = pd.get_dummies(df, columns=["y"], prefix="", prefix_sep="", dtype=float).values
        """)
    )
    found = {
        name: described(names[name])
        for name in "x y rest places last rows picked target whole more width dummies".split()
    }
    assert found == {
        "x": "float64 (3, 2)",
        "y": "int64 (3)",
        "rest": "float64 (3, 2)",
        "places": "float64 (3, 2)",
        "last": "int64 (3)",
        "rows": "3",
        "picked": "? (?, 2)",
        "target": "? (?, 1)",
        "whole": "? (?, ?)",
        "more": "float32 (?, 2)",
        "width": "6",
        "dummies": "? (3, ?)",
    }


def test_a_ragged_tensor_is_of_the_shape_that_is_asked_for() -> None:
    names = variables(
        "import tensorflow as tf\nwords = tf.strings.split(['a line here', 'two words'])\n"
        "known = words.to_tensor('', shape=(2, 4))\nlonger = words.to_tensor(shape=[None, 5])\n"
        "open_one = words.to_tensor()\n"
    )
    assert [described(names[name]) for name in ("known", "longer")] == ["? (2, 4)", "? (?, 5)"]
    assert "2" not in described(names["open_one"])


FOLDERS = {
    "image_dataset_from_directory('d', image_size=(64, 48), batch_size=8)": "[float32 (?, 64, 48, 3), int32 (?)]",
    "image_dataset_from_directory('d', label_mode='binary', color_mode='grayscale')": (
        "[float32 (?, 256, 256, 1), float32 (?, 1)]"
    ),
    "image_dataset_from_directory('d', label_mode='categorical', class_names=['a', 'b'])": (
        "[float32 (?, 256, 256, 3), float32 (?, 2)]"
    ),
    "image_dataset_from_directory('d', label_mode=None, batch_size=None)": "float32 (256, 256, 3)",
    "text_dataset_from_directory('d')": "[string (?), int32 (?)]",
}


@pytest.mark.parametrize("call", FOLDERS)
def test_data_sets_from_folders(call: str) -> None:
    names = variables(f"import keras\nbatch = next(iter(keras.utils.{call}))\n")
    assert described(names["batch"]) == FOLDERS[call]


def test_labels_say_what_numbers_mean() -> None:
    names = variables(
        textwrap.dedent("""
            import numpy as np, keras
            drawn = np.random.randint(0, 7, 1000)
            part = drawn[:500].astype("float32").reshape(-1, 1)
            few = drawn[:20]
            hot = keras.utils.to_categorical(drawn)
            rows = hot[:10]
            column = hot[:, 2]
            eye = np.eye(4)[np.array([0, 3])]
            truth = (np.random.rand(5) > 0.5).astype(int)
            literal = np.array([0, 2, 2])
            changed = np.array([0, 1, 1])
            changed[0] = 5
            noise = np.random.rand(5)
        """)
    )
    found = {
        name: (value.labels.form, value.labels.classes, value.labels.reached)
        for name, value in names.items()
        if getattr(value, "labels", None) is not None and value.labels.form != "numbers"
    }
    assert found == {
        "drawn": ("integers", 7, True),
        "part": ("integers", 7, True),
        "few": ("integers", 7, False),
        "hot": ("one-hot", 7, False),
        "rows": ("one-hot", 7, False),
        "column": ("integers", 2, False),
        "eye": ("one-hot", 4, False),
        "truth": ("integers", 2, False),
        "literal": ("integers", 3, True),
        "changed": ("integers", 6, True),
    }
    assert names["noise"].labels.form == "numbers"
    # each statement is a unit, and its lines count from there: the third and the second, on their first line
    units = (Unit(number, ()) for number in (3, 2))
    assert [names[name].made.line for name in ("part", "drawn")] == [unit.origin + 1 for unit in units]
