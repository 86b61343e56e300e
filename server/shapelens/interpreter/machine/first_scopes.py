"""The scopes that every program begins with, and what it tells libraries: settings, variables, command line flags.

They are in the heap as all that a program can change, so that a path that may not run leaves them uncertain.
"""

from __future__ import annotations

import functools

from shapelens.interpreter.domain.objects import Scope
from shapelens.interpreter.domain.values import Ref, Value
from shapelens.interpreter.store.heap import Heap

# the scope before a module is entered
NOWHERE = Ref(0)
# the program's own names; what it told libraries, by dotted name (an attribute that it replaced, too); and names that
# were read of modules, as they were when that was first done
MAIN, LIBRARIES, RESOLVED = Ref(1), Ref(2), Ref(3)
# what `keras.config` says where the program has said nothing; most stand for an argument that layers are not given
SETTINGS: dict[str, Value] = {
    "floatx": "float32", "dtype": "float32", "data_format": "channels_last", "epsilon": 1e-7,
}  # fmt: skip


# no name that a program can write: `keras.config.floatx` is the function
@functools.cache
def _key(name: str) -> str:
    return f"<keras.config>.{name}"


FIRST_SCOPES = {
    MAIN: Scope({}),
    LIBRARIES: Scope({_key(name): value for name, value in SETTINGS.items()}, of_libraries=True),
    RESOLVED: Scope({}),
}
FIRST_ADDRESSES = range(1, len(FIRST_SCOPES) + 1)


def setting(heap: Heap, name: str) -> Value:
    """What `keras.config` says."""
    return heap.name(LIBRARIES, _key(name))


def change_setting(heap: Heap, name: str, value: Value) -> None:
    """`keras.config` is told something else."""
    heap.bind(LIBRARIES, _key(name), value)
