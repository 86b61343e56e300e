"""Every public function of the libraries is known: by a rule, evaluated, or by the reason why it has none."""

from __future__ import annotations

import pytest
from tests.operations.inventory import MODULES, functions, lacking


@pytest.mark.parametrize("place", MODULES)
def test_every_function_is_known(place: str) -> None:
    assert len(list(functions(MODULES[place]))) >= 5
    assert lacking(place) == []
