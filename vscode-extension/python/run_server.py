"""Start the bundled server: `python -I -S run_server.py serve`.

`-I` and `-S` leave nothing but the standard library on the path: an old `attrs` in someone's site-packages must not
reach the server. This file adds what the extension brought along, and nothing else.
"""

import os
import runpy
import sys

EXTENSION = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def main() -> None:
    server = os.path.join(EXTENSION, "bundled", "server")
    if not os.path.isdir(server):
        sys.exit(f"ShapeLens: {server} is missing. In a checkout, `npm run bundle` makes it.")
    sys.path[:0] = [server, os.path.join(EXTENSION, "bundled", "libs")]
    sys.argv[0] = "shapelens"
    runpy.run_module("shapelens", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
