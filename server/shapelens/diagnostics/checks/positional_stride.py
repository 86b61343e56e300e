"""SL704: `Conv2D(32, 3, 3)`, where the second 3 is the stride and may be meant as the kernel's other side.

It is legal, and some mean it; but books of the first Keras wrote a kernel of 3 by 3 so.
"""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.sizes import square_kernel
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.problems import PositionalStride


def message(problem: PositionalStride, finding: Finding) -> str:
    """`The third argument of Conv2D is the stride: it moves by 3 and leaves a third of each side. ...`"""
    size = problem.kernel_size
    return (
        f"The third argument of {finding.layer} is `strides`: the kernel moves by {size}, and the map shrinks as much. "
        f"That is legal. A kernel of {size} × {size} is written `({size}, {size})`, or `{size}` alone."
    )


CHECK = check_of_problem("SL704", "positional-stride", "information", PositionalStride, message, square_kernel)
