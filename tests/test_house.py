"""The house keeps its own rules: imports point one way, what is public is explained, what is costly comes late."""

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
NAMES = [name for name in NAMES if not name.endswith("__main__") and ".hook-" not in name]  # none to be imported
MODEL = [name for name in NAMES if name.startswith(("sigviz.maths", "sigviz.model"))]
LIBRARIES = ("PySide6", "shiboken6", "pyqtgraph")


def source(name: str) -> Path:
    return Path(importlib.util.find_spec(name).origin)


def imported(path: Path) -> set[str]:
    """Return the full names of all that a file imports, wherever in it."""
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


def test_every_folder_has_its_place_among_the_layers():
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
def test_no_folder_and_no_module_outgrows_a_readers_view(folder):
    assert len(list(folder.glob("*.py"))) <= (8 if folder == ROOT / "sigviz" else 12)
    assert [path.name for path in folder.glob("*.py") if len(path.read_text("utf-8").splitlines()) > 300] == []


@pytest.mark.parametrize("name", MODEL)
def test_the_model_knows_of_qt_only_what_tells_of_a_change(name):
    allowed = {"PySide6.QtCore.QObject", "PySide6.QtCore.Signal"} if name == "sigviz.model.store" else set()
    found = {one for one in imported(source(name)) if one.partition(".")[0] in LIBRARIES}
    assert found == allowed


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("sigviz.views.")])
def test_views_do_not_know_the_store(name):
    assert not {one for one in imported(source(name)) if one.startswith("sigviz.model.store")}


def own(module, value) -> bool:
    return getattr(value, "__module__", None) == module.__name__


def public(module):
    """Return what a module defines for others: functions, classes, and their methods and properties."""
    for name, value in vars(module).items():
        if name.startswith("_") or not own(module, value):
            continue
        value = inspect.unwrap(value)  # of its cache
        if inspect.isfunction(value) or inspect.isclass(value):
            yield f"{module.__name__}.{name}", value
        for member, what in vars(value).items() if inspect.isclass(value) else ():
            if not re.fullmatch(r"[a-z][a-z0-9_]*", member) or overrides_a_library(value, member):
                continue  # private, or camelCase, which is Qt's
            function = getattr(what, "fget", None) or getattr(what, "__func__", what)
            if inspect.isfunction(function):
                yield f"{module.__name__}.{name}.{member}", function


def overrides_a_library(kind: type, member: str) -> bool:
    bases = [base for base in kind.__mro__ if base.__module__.partition(".")[0] != "sigviz" and base is not object]
    return any(hasattr(base, member) for base in bases)


@pytest.mark.parametrize("name", ["sigviz", *NAMES])
def test_all_that_is_public_is_explained(name):
    module = importlib.import_module(name)
    assert module.__doc__
    # NamedTuples and dataclasses are given one by Python, which says nothing: "Name(field, …)".
    bare = [
        full for full, value in public(module) if not value.__doc__ or value.__doc__.startswith(value.__name__ + "(")
    ]
    assert bare == []


@pytest.mark.parametrize("name", MODEL)
def test_each_function_of_the_model_and_each_class_that_does_something_has_an_example(name):
    docs, does = defaultdict(str), set()
    for full, value in public(importlib.import_module(name)):
        outer = full.removeprefix(f"{name}.").partition(".")[0]
        docs[outer] += value.__doc__ or ""
        does |= {outer} if inspect.isfunction(value) else set()
    assert [outer for outer in sorted(does) if ">>>" not in docs[outer]] == []


def test_the_checks_above_see_what_they_should():
    seen = {full for name in NAMES for full, _ in public(importlib.import_module(name))}
    assert {"sigviz.model.scene.Scene.evolve", "sigviz.model.store.Store.scene", "sigviz.app.build"} <= seen
    assert "sigviz.maths.number_format.exact" in seen


def test_the_public_names_are_all_there():
    for name in sigviz.__all__:
        assert getattr(sigviz, name) is not None
        assert name in dir(sigviz)
    with pytest.raises(AttributeError, match="'nothing'"):
        _ = sigviz.nothing


COSTLY = "sorted({'numpy', 'PySide6', 'pyqtgraph', 'ziafont', 'ziamath'} & set(sys.modules))"


def test_importing_the_package_or_the_scene_costs_nothing():
    assert run(f"import sys, sigviz; sigviz.Scene(x=2).to_json(); dir(sigviz); print({COSTLY})") == "[]"


def test_the_mathematics_costs_numpy_alone():
    assert run(f"import sys, sigviz; sigviz.sigmoid(0); print({COSTLY})") == "['numpy']"


@pytest.mark.slow
def test_importing_starts_nothing():
    # No application, no threads, no hooks: modules are only read.
    code = f"""
import sys, threading
hooks = sys.excepthook, threading.excepthook
import {", ".join(NAMES)}
from PySide6.QtCore import QCoreApplication
print(QCoreApplication.instance(), threading.active_count(), hooks == (sys.excepthook, threading.excepthook))
"""
    assert run(code) == "None 1 True"
