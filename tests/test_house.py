"""Rules of the code base: one-way imports, docstrings of public names, and late imports of large libraries."""

import ast
import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

import sigviz

ROOT = Path(sigviz.__file__).parents[1]
NAMES = sorted(module.name for module in pkgutil.walk_packages(sigviz.__path__, "sigviz."))
NAMES = [name for name in NAMES if not name.endswith("__main__") and ".hook-" not in name]  # not to be imported
MODEL = [name for name in NAMES if name.startswith(("sigviz.maths", "sigviz.model"))]
LIBRARIES = ("PySide6", "shiboken6", "pyqtgraph")


def source(name: str) -> Path:
    return Path(importlib.util.find_spec(name).origin)


def imported(path: Path) -> set[str]:
    """Return the full names of all imports in a file, at any level."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def run(code: str) -> str:
    """Run code in a fresh interpreter and return what it prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    return done.stdout.strip()


def test_imports_point_one_way(capsys):
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_every_folder_is_in_the_import_contract():
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"][0]
    placed = {name for layer in contract["layers"] for name in layer.split(" | ")}
    folders = {name for name in NAMES if name.count(".") == 1} - {"sigviz.assets", "sigviz.__pyinstaller"}
    assert placed == folders


def test_the_contracts_name_few_folders():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    named = [
        name for contract in contracts for key, names in contract.items() if isinstance(names, list) for name in names
    ]
    assert sum(len(re.split(r" \| | -> ", name)) for name in named) <= 45


@pytest.mark.parametrize(
    "folder", sorted({path.parent for path in (ROOT / "sigviz").rglob("*.py")}), ids=lambda path: path.name
)
def test_folders_and_modules_are_small(folder):
    assert len(list(folder.glob("*.py"))) <= (8 if folder == ROOT / "sigviz" else 12)
    assert [path.name for path in folder.glob("*.py") if len(path.read_text("utf-8").splitlines()) > 300] == []


@pytest.mark.parametrize("name", MODEL)
def test_the_model_imports_only_signals_from_qt(name):
    allowed = {"PySide6.QtCore.QObject", "PySide6.QtCore.Signal"} if name == "sigviz.model.store" else set()
    found = {one for one in imported(source(name)) if one.partition(".")[0] in LIBRARIES}
    assert found == allowed


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("sigviz.views.")])
def test_views_do_not_import_the_store(name):
    assert not {one for one in imported(source(name)) if one.startswith("sigviz.model.store")}


def own(module, value) -> bool:
    return getattr(value, "__module__", None) == module.__name__


def public(module):
    """Return the public functions and classes of a module, and their methods and properties."""
    for name, value in vars(module).items():
        if name.startswith("_") or not own(module, value):
            continue
        value = inspect.unwrap(value)  # remove the cache wrapper
        if inspect.isfunction(value) or inspect.isclass(value):
            yield f"{module.__name__}.{name}", value
        for member, what in vars(value).items() if inspect.isclass(value) else ():
            if not re.fullmatch(r"[a-z][a-z0-9_]*", member) or overrides_a_library(value, member):
                continue  # private, or a camelCase override of Qt
            function = getattr(what, "fget", None) or getattr(what, "__func__", what)
            if inspect.isfunction(function):
                yield f"{module.__name__}.{name}.{member}", function


def overrides_a_library(kind: type, member: str) -> bool:
    bases = [base for base in kind.__mro__ if base.__module__.partition(".")[0] != "sigviz" and base is not object]
    return any(hasattr(base, member) for base in bases)


@pytest.mark.parametrize("name", ["sigviz", *NAMES])
def test_public_names_have_docstrings(name):
    module = importlib.import_module(name)
    assert module.__doc__
    # Python generates an uninformative docstring, "Name(field, …)", for NamedTuples and dataclasses.
    bare = [
        full for full, value in public(module) if not value.__doc__ or value.__doc__.startswith(value.__name__ + "(")
    ]
    assert bare == []


@pytest.mark.parametrize("name", MODEL)
def test_functions_and_classes_of_the_model_have_examples(name):
    docs, does = defaultdict(str), set()
    for full, value in public(importlib.import_module(name)):
        outer = full.removeprefix(f"{name}.").partition(".")[0]
        docs[outer] += value.__doc__ or ""
        does |= {outer} if inspect.isfunction(value) else set()
    assert [outer for outer in sorted(does) if ">>>" not in docs[outer]] == []


def test_the_checks_find_public_names():
    seen = {full for name in NAMES for full, _ in public(importlib.import_module(name))}
    assert {"sigviz.model.scene.Scene.evolve", "sigviz.model.store.Store.scene", "sigviz.app.build"} <= seen
    assert "sigviz.maths.number_format.exact" in seen


def test_the_package_has_all_its_public_names():
    for name in sigviz.__all__:
        assert getattr(sigviz, name) is not None
        assert name in dir(sigviz)
    with pytest.raises(AttributeError, match="'nothing'"):
        _ = sigviz.nothing


COSTLY = "sorted({'numpy', 'PySide6', 'pyqtgraph', 'ziafont', 'ziamath'} & set(sys.modules))"


def test_importing_the_package_or_the_scene_loads_no_large_library():
    assert run(f"import sys, sigviz; sigviz.Scene(x=2).to_json(); dir(sigviz); print({COSTLY})") == "[]"


def test_the_mathematics_loads_only_numpy():
    assert run(f"import sys, sigviz; sigviz.sigmoid(0); print({COSTLY})") == "['numpy']"


@pytest.mark.slow
def test_importing_has_no_side_effects():
    # No application, no threads, no hooks.
    code = f"""
import sys, threading
hooks = sys.excepthook, threading.excepthook
import {", ".join(NAMES)}
from PySide6.QtCore import QCoreApplication
print(QCoreApplication.instance(), threading.active_count(), hooks == (sys.excepthook, threading.excepthook))
"""
    assert run(code) == "None 1 True"
