"""What stands in for the world around a program: data sets that would be downloaded, files beside it, and packages that
are no part of this project's environment. Everything is small, so that a program trains in a moment."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any
from unittest.mock import MagicMock

from tests.mistakes.stand_ins.data_sets import LOADERS
from tests.mistakes.stand_ins.files import CV2, load_picture, write_files
from tests.mistakes.stand_ins.frames import PANDAS
from tests.mistakes.stand_ins.learning import SKLEARN

from shapelens_agent.stubs import replace_functions


def install(folder: str) -> None:
    """Make them known, and write the files into a folder."""
    write_files(folder)
    provide("pandas", PANDAS)
    provide("cv2", CV2)
    for name, members in SKLEARN.items():
        provide(name, members)
    for name in ("matplotlib", "matplotlib.pyplot"):
        sys.modules[name] = MagicMock()
    stubs: dict[int, tuple[Callable[..., Any], Callable[..., Any]]] = {}
    for flavour in ("keras", "tensorflow.keras"):
        for name, loader in LOADERS.items():
            original = getattr(importlib.import_module(flavour).datasets, name).load_data
            stubs[id(original)] = (original, loader)
    # Pillow is no part of this project's environment either
    load_img = importlib.import_module("keras").utils.load_img
    stubs[id(load_img)] = (load_img, load_picture)
    replace_functions(stubs)


def provide(name: str, members: dict[str, Any]) -> None:
    """Make a module of some functions and classes, below its packages."""
    parent, _, last = name.rpartition(".")
    if parent and parent not in sys.modules:
        provide(parent, {})
    module = ModuleType(name)
    vars(module).update(members)
    sys.modules[name] = module
    if parent:
        setattr(sys.modules[parent], last, module)
