"""Registration by discovery: every module below a package is imported, and registers what it declares."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType


def import_all(package: ModuleType) -> tuple[ModuleType, ...]:
    """Import every module below a package, in the order of their names."""
    return tuple(
        importlib.import_module(module.name)
        for module in pkgutil.walk_packages(package.__path__, package.__name__ + ".")
        if not module.ispkg
    )
