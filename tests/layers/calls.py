"""The examples of the registry, read for our rules and for real Keras alike."""

from __future__ import annotations

from typing import Any

from shapelens.layers.framework.registry import Configured, Example, Layer, all_layers, configure

EXAMPLES = [(entry, example) for entry in all_layers() for example in entry.examples]
EXAMPLE_IDS = [f"{example.call} on {example.inputs}" for _, example in EXAMPLES]


def configure_text(text: str) -> Configured:
    """A constructor call as text, configured by our registry; layers inside its arguments too."""
    names: dict[str, Any] = {}
    for entry in all_layers():
        for name in (entry.name, *entry.aliases):
            names[name] = _constructor(entry)
    configured = eval(text, {"__builtins__": {}}, names)
    assert isinstance(configured, Configured), configured
    return configured


def _constructor(entry: Layer) -> Any:
    def construct(*positional: Any, **keywords: Any) -> Configured:
        configured = configure(entry, positional, keywords)
        assert isinstance(configured, Configured), configured
        return configured

    return construct


def split_call(example: Example) -> tuple[Any, dict[str, Any]]:
    """The first input of an example, and its other call arguments: a dict of inputs is one per argument."""
    if not isinstance(example.inputs, dict):
        return example.inputs, {}
    (_, first), *rest = example.inputs.items()
    return first, dict(rest)
