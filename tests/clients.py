"""Other programs that tests marked ``client`` use if they are installed."""

import os
import shutil
from importlib.util import find_spec

import pytest


def need(*tools, modules=()):
    """Skip the test if a program or module is missing; fail it if SIGVIZ_NEEDS_CLIENTS is set."""
    missing = [tool for tool in tools if shutil.which(tool) is None]
    missing += [module for module in modules if find_spec(module) is None]
    if missing:
        assert not os.environ.get("SIGVIZ_NEEDS_CLIENTS"), f"{missing} must be installed here"
        pytest.skip(f"{' and '.join(missing)} not installed")
