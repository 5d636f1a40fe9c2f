"""Other people's programs, which tests marked ``client`` put to use where they are installed."""

import os
import shutil
from importlib.util import find_spec

import pytest


def need(*tools, modules=()):
    """Skip a test where one of these programs or modules is missing; fail it where all of them were asked for."""
    missing = [tool for tool in tools if shutil.which(tool) is None]
    missing += [module for module in modules if find_spec(module) is None]
    if missing:
        assert not os.environ.get("SIGVIZ_NEEDS_CLIENTS"), f"{missing} must be installed here"
        pytest.skip(f"{' and '.join(missing)} not installed")
