"""The paths of the program's icon and of its entry for desktop menus."""

from importlib.util import find_spec
from pathlib import Path

_CHECKOUT = Path(__file__).parents[2]


def path_of(name: str) -> Path:
    """Return the path of a file in ``assets/`` of this checkout, or of the installed package.

    The checkout comes first, because a different version may be installed too. Raises `FileNotFoundError` if neither
    has the file.

    >>> path_of("sigviz.svg").name
    'sigviz.svg'
    """
    folders = [_CHECKOUT / "assets"] if (_CHECKOUT / "pyproject.toml").is_file() else []
    installed = find_spec("sigviz.assets")
    if installed is not None and installed.origin is not None:
        folders.append(Path(installed.origin).parent)
    for folder in folders:
        if (folder / name).is_file():
            return folder / name
    raise FileNotFoundError(f"{name} is missing: reinstall sigviz")
