"""Start the agent: check the Python version in words any Python understands, then load the package by its path.

The package is loaded by location rather than through `sys.path`, so that neither it nor its neighbours can be mistaken
for modules of the user's program, and so that nothing needs to be installed beside TensorFlow.
"""

import sys

if sys.hexversion < 0x03090000:
    sys.stderr.write("shapelens: the check needs Python 3.9 or newer, this is " + sys.version.split()[0] + "\n")
    sys.exit(3)

import importlib.util
import os


def main():
    # type: () -> None
    folder = os.path.dirname(os.path.abspath(__file__))
    spec = importlib.util.spec_from_file_location(
        "shapelens_agent", os.path.join(folder, "__init__.py"), submodule_search_locations=[folder]
    )
    if spec is None or spec.loader is None:
        raise ImportError("cannot load the agent from " + folder)
    package = importlib.util.module_from_spec(spec)
    sys.modules["shapelens_agent"] = package
    spec.loader.exec_module(package)
    from shapelens_agent.agent import run

    run()


main()
