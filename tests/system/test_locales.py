"""In every locale the program starts, and its pictures and windows are the same."""

import ast
import importlib
import inspect
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6 import QtCore, QtGui, QtSvg, QtWidgets

from tests.clients import need
from tests.test_house import NAMES, source

QT = {name: value for module in (QtSvg, QtWidgets, QtGui, QtCore) for name, value in vars(module).items()}


# PySide6 looks up properties and signals in constructor calls by the case rules of the locale. In locales in which the
# uppercase letter of i is İ, ``QTimer(interval=5)`` is an error.


def settable(kind, name):
    """Return whether a Qt class, or a subclass in sigviz, has a property or a signal of this name."""
    if name == "parent":  # an argument of every constructor
        return False
    setter = f"set{name[:1].upper()}{name[1:]}"
    return hasattr(kind, setter) or isinstance(getattr(kind, name, None), QtCore.Signal)


def own_parameters(kind):
    """Return the parameters of a constructor written in Python."""
    return inspect.signature(kind.__init__).parameters if inspect.isfunction(kind.__init__) else {}


def constructed(call, names, bases):
    """Return the QObject class that a call constructs, directly or by ``super().__init__``, or None."""
    match call.func:
        case ast.Name(id=name):
            kinds = [names.get(name, QT.get(name))]
        case ast.Attribute(value=ast.Name(id=module), attr=name):
            kinds = [getattr(names.get(module), name, None)]
        case ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr="__init__"):
            kinds = bases
        case _:
            kinds = []
    return next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, QtCore.QObject)), None)


def by_case(code, names):
    """Return the keyword arguments in the code of a module that PySide6 would look up by the locale."""
    found, tree = [], ast.parse(code)
    classes = {id(call): node for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for call in ast.walk(node)}
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.keywords):
        inside = names.get(getattr(classes.get(id(call)), "name", None))
        kind = constructed(call, names, inside.__bases__ if isinstance(inside, type) else ())
        if kind is not None:
            keywords = {keyword.arg for keyword in call.keywords} - {*own_parameters(kind)}
            found += sorted(name for name in keywords if settable(kind, name))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_no_qt_constructor_gets_a_property_as_keyword(name):
    assert by_case(source(name).read_text("utf-8"), vars(importlib.import_module(name))) == []


def test_the_keyword_check_finds_each_case():
    class Timer(QtCore.QTimer):
        pass

    code = """
QTimer(self, interval=5, singleShot=True), QtWidgets.QLabel(text="", parent=None)
QPushButton(clicked=print)
class Timer(QTimer):
    def __init__(self): super().__init__(timeout=print)
"""
    seen = sorted(by_case(code, {"QtWidgets": QtWidgets, "Timer": Timer}))
    assert seen == ["clicked", "interval", "singleShot", "text", "timeout"]


LOCALES = ("tr_TR", "az_AZ", "lt_LT", "de_DE", "fa_IR", "ar_EG", "C")
PICTURES = ["a.png", "a.webp", "a.svg", "a.pdf", "a.gif"]
PROBE = """
import hashlib, sys
from pathlib import Path
import sigviz.app, sigviz.cli
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog
from sigviz.model.layers import LAYER_NAMES

for name in sys.argv[1:]:
    assert sigviz.cli.main(["render", name, "--step=3", "--with=derivation,neuron", "--size=900x600"]) == 0
    print(name, hashlib.sha256(Path(name).read_bytes()).hexdigest())
window = sigviz.app.build(sigviz.Scene(x=-12345e-5, layers=LAYER_NAMES))

def show(name, widget):
    widget.show()
    QGuiApplication.processEvents()
    target = QBuffer()
    widget.grab().save(target, "PNG")
    print(name, hashlib.sha256(target.data().data()).hexdigest())

show("window", window)
window.table["export"].trigger()
dialog = window.findChild(QDialog, "export")
dialog.file.clear()
show("export", dialog)
dialog.reject()
window.toggle_presentation()
show("presented", window)
window.close()
"""


@pytest.fixture(scope="module")
def locales(tmp_path_factory):
    """A folder with compiled locales."""
    need("localedef")
    folder = tmp_path_factory.mktemp("locales")
    for name in LOCALES[:-1]:
        done = subprocess.run(["localedef", "-i", name, "-f", "UTF-8", folder / f"{name}.UTF-8"], capture_output=True)
        if b"cannot open" in done.stderr:
            assert not os.environ.get("SIGVIZ_NEEDS_CLIENTS"), done.stderr
            pytest.skip("the descriptions of the locales are not installed")
    return folder


@pytest.mark.client
def test_window_and_pictures_are_identical_in_every_locale(locales, tmp_path):
    said = {}
    for name in LOCALES:
        (tmp_path / name).mkdir()
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG"))}
        environment |= {"LOCPATH": str(locales), "LC_ALL": name if name == "C" else f"{name}.UTF-8"}
        command = [sys.executable, "-X", "utf8", "-c", PROBE, *PICTURES]
        done = subprocess.run(
            command, env=environment, cwd=tmp_path / name, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, f"{name}: {done.stderr}"
        said[name] = done.stdout
        assert {path.name for path in Path(tmp_path / name).iterdir()} == {*PICTURES}
    assert len(said["C"].splitlines()) == len(PICTURES) + 3
    assert [name for name in LOCALES if said[name] != said["C"]] == []
