"""``python -m sigviz``: the same as the command ``sigviz``."""

import sys

from sigviz.cli import main

if __name__ == "__main__":
    sys.exit(main())
