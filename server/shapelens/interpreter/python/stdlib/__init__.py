"""Python's own functions and its standard library, one file per module: importing this registers them all."""

from shapelens.interpreter.python.stdlib import (  # noqa: F401
    argparse,
    environment,
    functools,
    itertools,
    kinds,
    named,
    numbers,
    objects,
    records,
    sequences,
    text,
)
