"""As much of pandas as the programs use: tables of named columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np


class Series:
    """One column."""

    def __init__(self, values: Any) -> None:
        self.values = np.asarray(values)

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(self.values.shape)

    def to_numpy(self) -> Any:
        return self.values

    def astype(self, dtype: str) -> Series:
        return Series(self.values.astype(dtype))

    def __array__(self, dtype: Any = None, copy: Any = None) -> Any:
        return np.asarray(self.values, dtype)

    def __len__(self) -> int:
        return len(self.values)

    def __mod__(self, divisor: Any) -> Series:
        return Series(self.values % divisor)


class DataFrame:
    """A table."""

    def __init__(self, data: Any, columns: Sequence[str] | None = None) -> None:
        if columns is not None:
            data = dict(zip(columns, np.asarray(data).T, strict=True))
        self._columns = {name: np.asarray(column) for name, column in data.items()}

    @property
    def values(self) -> Any:
        return np.stack(list(self._columns.values()), axis=1)

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(self.values.shape)

    @property
    def columns(self) -> list[str]:
        return list(self._columns)

    def to_numpy(self) -> Any:
        return self.values

    def drop(self, labels: Any = None, axis: int = 0, columns: Any = None) -> DataFrame:
        gone = columns if columns is not None else labels
        gone = [gone] if isinstance(gone, str) else gone
        return DataFrame({name: column for name, column in self._columns.items() if name not in gone})

    def pop(self, name: str) -> Series:
        return Series(self._columns.pop(name))

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, str):
            return Series(self._columns[key])
        return DataFrame({name: self._columns[name] for name in key})

    def __setitem__(self, name: str, values: Any) -> None:
        self._columns[name] = np.asarray(values)

    def __truediv__(self, divisor: Any) -> DataFrame:
        return DataFrame({name: column / divisor for name, column in self._columns.items()})

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(next(iter(self._columns.values())))

    def __array__(self, dtype: Any = None, copy: Any = None) -> Any:
        return np.asarray(self.values, dtype)


def get_dummies(series: Any, dtype: Any = bool) -> DataFrame:
    values = np.asarray(series)
    return DataFrame({str(each): (values == each).astype(dtype) for each in np.unique(values)})


def read_csv(path: Any, header: Any = "infer", **_kwargs: Any) -> DataFrame:
    """The table of a file that `files` wrote; without a header the columns are numbered."""
    first, *rows = Path(path).read_text(encoding="utf-8").splitlines()
    names = first.split(",") if header == "infer" else [str(number) for number in range(len(first.split(",")))]
    columns = zip(*(row.split(",") for row in rows), strict=True)
    return DataFrame({name: numbers_or_text(column) for name, column in zip(names, columns, strict=True)})


def numbers_or_text(column: Sequence[str]) -> Any:
    try:
        return np.asarray(column, "float64")
    except ValueError:
        return np.asarray(column, object)


PANDAS = {"DataFrame": DataFrame, "Series": Series, "get_dummies": get_dummies, "read_csv": read_csv}
