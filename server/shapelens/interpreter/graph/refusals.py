"""What a model takes by the sizes that it declares, and a layer inside it refuses: open sizes met by data."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from shapelens.interpreter.domain.analysis import Related, RelatedKind
from shapelens.interpreter.domain.problems import InnerRefusal, Refusal, Refusals
from shapelens.interpreter.machine.machine import Machine
from shapelens.interpreter.machine.override import Override
from shapelens.shapes.tensors import Dims, Structure, Tensor
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span


def _path(machine: Machine) -> tuple[int, int]:
    """How many conditions that are not known, and how many handlers, enclose what runs now."""
    return machine.speculative, len(machine.catchers)


def collecting(machine: Machine) -> Override[Refusals]:
    """Collect what is refused inside of the `with`."""
    return Override(machine, "refusals", Refusals(_path(machine)))


def note_refusal(machine: Machine, refusal: Refusal) -> None:
    """Keep a refusal, where someone collects them: not one that a path alone meets, or that the program may catch."""
    refusals = machine.refusals
    if refusals is not None and refusals.began == _path(machine):
        refusals.found.append(refusal)


def run_inside(machine: Machine, run: Callable[[], Structure]) -> tuple[Structure, Refusal | None]:
    """What the layers of a model give, and the first refusal among them; an outer model collects its own."""
    if machine.refusals is not None:
        return run(), None
    with collecting(machine) as refusals:
        output = run()
    return output, refusals.found[0] if refusals.found else None


def report_inside(
    machine: Machine,
    refusal: Refusal,
    declared: Sequence[Tensor],
    found: Sequence[Structure],
    site: Span,
    *,
    place: Span | None = None,
    method: str = "",
    related: tuple[Related, ...] = (),
) -> Unknown:
    """Report that a layer inside refuses what is given at `site`; `place` is where the user would change it."""
    problem = InnerRefusal(method, _known(declared), _known(found), refusal.layer, refusal.problem)
    if refusal.span is not None:
        related = (Related(RelatedKind.LAYER_MADE, refusal.span, refusal.layer), *related)
    return machine.report(problem, site if place is None else place, related=related, site=site)


def _known(tensors: Sequence[Structure]) -> tuple[Dims, ...]:
    shapes = (tensor.shape for tensor in tensors if isinstance(tensor, Tensor))
    return tuple(shape for shape in shapes if isinstance(shape, tuple))
