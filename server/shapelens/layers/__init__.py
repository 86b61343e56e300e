"""One small rule per Keras layer, the formulas they share, and the registry that knows them by name.

Reading order: `framework/registry` (how a layer is declared), `framework/arguments`, `framework/result`,
`framework/problems`, then any family. Importing this package registers every family: a rule in a new file of `families`
is registered because it is there.
"""

from shapelens.discovery import import_all
from shapelens.layers import families
from shapelens.layers.legacy import gone

import_all(families)

__all__ = ["families", "gone"]
