"""Low-rank adaptation (`lora_rank`): two small trainable kernels beside a frozen one (`enable_lora`)."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from shapelens.layers.framework.arguments import Arguments
from shapelens.layers.framework.result import Weight
from shapelens.shapes.expressions import Size
from shapelens.shapes.unknown import Unknown


def with_lora(
    arguments: Arguments,
    kernel: Weight,
    units: Size,
    others: Sequence[Weight] = (),
    constraint: str = "kernel_constraint",
) -> tuple[Weight, ...]:
    """The kernel, the `others`, and what `lora_rank` adds to them.

    Rejects: `InvalidArgument` where the kernel has a constraint.
    """
    enabled = arguments.flag("lora_rank")
    if enabled is False:
        return (kernel, *others)
    rank: Size = enabled if isinstance(enabled, Unknown) else arguments.integer("lora_rank", minimum=0)
    if enabled is True and isinstance(arguments[constraint], str):
        arguments.reject("lora_rank", f"None where `{constraint}` is given")
    return (
        dataclasses.replace(kernel, trainable=False),
        *others,
        Weight(f"lora_{kernel.name}_a", (*kernel.shape[:-1], rank)),
        Weight(f"lora_{kernel.name}_b", (rank, units)),
    )
