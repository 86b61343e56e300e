"""Python's own functions and its standard library, one file per module: importing this registers them all."""

from shapelens.interpreter.python.stdlib import (  # noqa: F401
    argparse,
    collections,
    copy,
    environment,
    evaluation,
    flags,
    functools,
    itertools,
    kinds,
    matching,
    numbers,
    objects,
    operator,
    random,
    records,
    sequences,
    serialized,
    text,
)
