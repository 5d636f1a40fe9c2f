"""Where the program's icon and its entry for desktop menus are."""

from importlib.util import find_spec
from pathlib import Path

_CHECKOUT = Path(__file__).parents[2]


def path_of(name: str) -> Path:
    """Return the path of a file in ``assets/``: the checkout's own, or that of the installed package.

    A checkout comes first, because another one may be installed beside it. Raises `FileNotFoundError` if neither has
    the file.

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
    raise FileNotFoundError(f"sigviz is not whole: {name} is missing")
