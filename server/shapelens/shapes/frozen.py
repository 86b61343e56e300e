"""Frozen dataclasses that are made by the thousand.

The generated `__init__` of a frozen dataclass sets each field around its own `__setattr__`, which takes three times as
long as setting it. That nothing sets a field later the type checker holds: to it these are frozen as any others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    import dataclasses

    def dataclass(*, frozen: bool = False, eq: bool = True, **options):
        """`dataclasses.dataclass`, but that what is frozen is so to the type checker alone."""
        return dataclasses.dataclass(eq=eq, unsafe_hash=frozen and eq, **options)
