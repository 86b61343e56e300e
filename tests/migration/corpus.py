"""Programs written for Keras 2, in the style of 2016 to 2022, and what each is to give: parameters and output shape."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from shapelens.diagnostics.diagnose import diagnose
from shapelens.diagnostics.diagnostic import Diagnostic
from shapelens.diagnostics.fixes.everything import TO_KERAS_3, FixedText, fix_everything
from shapelens.environments.keras_versions import FIRST_OF_KERAS_2, KerasInUse
from shapelens.interpreter.analyze import analyze
from shapelens.interpreter.machine.module_search import SearchPath, search_for

FOLDER = Path(__file__).parent / "programs"
_EXPECTED = re.compile(r"# params: (.*)\n# output: (.*)\n")


@dataclass(frozen=True)
class Program:
    """One program. Its first lines say what `model` has in the end: parameters as a sum, and the shape it gives."""

    name: str
    text: str

    @cached_property
    def expected(self) -> tuple[int, Any]:
        found = _EXPECTED.match(self.text)
        assert found is not None, f"{self.name} does not say what is expected"
        return eval(found[1]), eval(found[2])

    @cached_property
    def migrated(self) -> FixedText:
        """The program after the one action, with the Keras that is installed."""
        analyse = partial(analyze, path=self.name, search=search_for(self.name, sys.executable), strict=True)
        return fix_everything(self.text, analyse(self.text), analyse, TO_KERAS_3)

    def said_in_keras_2(self) -> tuple[Diagnostic, ...]:
        """The diagnostics in a project that says that it is for Keras 2."""
        search = SearchPath(keras=KerasInUse(FIRST_OF_KERAS_2, FIRST_OF_KERAS_2))
        return diagnose(analyze(self.text, self.name, search=search, strict=True))


def programs() -> list[Program]:
    """All of them, in order of their names."""
    return [Program(path.stem, path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.py"))]
