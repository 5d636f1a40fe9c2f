"""The figure in words: the same on the clipboard, in files, and for notebooks, and never more than is shown."""

import re
import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtWidgets import QApplication

from sigviz.model.layers import LAYER_NAMES
from sigviz.model.scene import Scene
from tests.pictures.test_render import render

SCENES = {
    "new": Scene(),
    "everything": Scene(x=-1.5, layers=set(LAYER_NAMES) - {"predict"}, trace=(0.5, 1.0), step=4),
    "dark": Scene(theme="dark", layers={"sigma", "area"}),
    "hidden": Scene(x=2.0, layers=set(LAYER_NAMES) - {"derivation"}, hidden={"product", "sigma", "complement"}),
    "guessing": Scene(layers=Scene().layers | {"predict", "secant"}),
    "nothing": Scene(layers=()),
}
IN_XMP = r'<dc:description>.*?x-default">(.*?)<'
XML_TEXT = {"svg": r"<desc>(.*?)</desc>", "pdf": IN_XMP, "webp": IN_XMP}


def in_png(content):
    at = 8
    while at < len(content):
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        chunk = content[at + 8 : at + 8 + length]
        if kind in (b"tEXt", b"iTXt") and chunk.startswith(b"Description\0"):
            return chunk.rpartition(b"\0")[2].decode()
        at += length + 12
    return None


def in_xml(kind, content):
    found = re.findall(XML_TEXT[kind], content.decode("utf-8", "ignore"), re.DOTALL)
    return ElementTree.fromstring(f"<a>{found[-1]}</a>").text


@pytest.mark.parametrize("name", SCENES)
def test_files_contain_what_copy_description_copies(here, make_window, name):
    scene = SCENES[name]
    Path("scene.json").write_text(scene.to_json())
    window = make_window(scene)
    window.table["copy_description"].trigger()
    copied = QApplication.clipboard().text()
    for kind in ("png", "svg", "pdf", "webp"):
        assert render(f"a.{kind}", "--from", "scene.json", "--size", "640x400") == 0
        content = Path(f"a.{kind}").read_bytes()
        assert (in_png(content) if kind == "png" else in_xml(kind, content)) == copied
    png, metadata = scene.notebook_picture()
    assert metadata["alt"] == in_png(png) == copied


def test_the_description_is_the_same_at_every_size(here):
    found = []
    for size in ("200x150", "86mmx60mm", "1920x1080"):
        assert render("a.png", "--size", size, "--with", "neuron,area,chain,values") == 0
        found.append(in_png(Path("a.png").read_bytes()))
    assert len(set(found)) == 1
    assert "Neural unit" in found[0]


def test_the_description_tells_no_hidden_number(make_window):
    window = make_window(SCENES["hidden"])
    window.table["copy_description"].trigger()
    copied = QApplication.clipboard().text()
    for number in ("0.88", "0.119", "0.105"):
        assert number not in copied
    window.table["hide"].trigger()
    window.table["copy_description"].trigger()
    assert "0.105" in QApplication.clipboard().text()
