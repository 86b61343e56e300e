"""The initial states of a recurrent layer. Keras takes any when the model is built, and fails when it is run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shapelens.layers.framework.problems import StateMismatch
from shapelens.layers.framework.registry import Configured
from shapelens.shapes.tensors import Tensor, known_different
from shapelens.shapes.unknown import Unknown

# how many states a cell keeps; of more, the first are read (but an LSTM counts them)
_STATES = {"LSTM": 2, "GRU": 1, "SimpleRNN": 1}


def check_states(configured: Configured, states: Any) -> StateMismatch | None:
    """Whether `initial_state`, each (batch, units), is what the cell reads in its steps; None where it may be."""
    count = _STATES.get(configured.layer.name)
    if count is None or states is None or isinstance(states, Unknown):
        return None
    units = configured.arguments["units"]
    given: Sequence[Any] = states if isinstance(states, tuple) else (states,)
    if not isinstance(units, int) or not all(isinstance(state, Tensor) for state in given):
        return None
    exactly = configured.layer.name == "LSTM"
    if len(given) < count or (exactly and len(given) > count):
        return StateMismatch(units, count, len(given))
    for state in given[:count]:
        if isinstance(state.shape, Unknown):
            continue
        if len(state.shape) != 2 or known_different(state.shape[1], units):
            return StateMismatch(units, count, len(given), state.shape)
    return None
