"""What is said of an interpreter, in the same words by every command and editor."""

from __future__ import annotations

from shapelens.environments.discovery import Interpreter


def packages_of(interpreter: Interpreter) -> str:
    """Which interpreter was found, and by what."""
    return f"packages are read from {interpreter.executable} ({interpreter.source})"


def keras_not_found(interpreter: Interpreter) -> str:
    """What is lost where the text of Keras cannot be read, and how to name another interpreter."""
    return (
        f"Keras is not installed for {interpreter.executable} ({interpreter.source}), so models of keras.applications "
        "are unknown; choose another Python with --python or the setting check.interpreter"
    )
