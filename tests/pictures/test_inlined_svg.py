"""SVG figures in one document, as in a web page or a notebook: each looks the same as on its own."""

import re
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

import sigviz
from sigviz.model.layers import LAYER_NAMES
from sigviz.model.scene import THEMES, Scene
from tests.pictures.test_vectors import run

pytestmark = pytest.mark.usefixtures("here")
SIZE = (320, 200)
SCENES = [Scene(x=2), Scene(x=-2, theme="dark"), Scene(layers=LAYER_NAMES), Scene(x_range=(-1, 1), y_range=(0.4, 0.6))]


def svg(scene, name="a.svg", size=SIZE):
    sigviz.render(scene, name, size=size)
    return Path(name).read_text("utf-8")


def ids(text):
    return set(re.findall(r'\bid="([^"]*)"', text))


@pytest.mark.slow
def test_each_picture_has_ids_of_its_own_and_the_same_picture_the_same():
    scenes = [*SCENES, *(Scene(theme=theme, text_scale=2) for theme in THEMES)]
    found = [ids(svg(scene)) for scene in scenes]
    assert all(found)
    assert not [pair for pair in combinations(found, 2) if pair[0] & pair[1]]
    assert [ids(svg(scene)) for scene in scenes] == found
    assert not ids(svg(SCENES[0])) & ids(svg(SCENES[0], size=(640, 100)))


def test_ids_are_names_and_all_that_is_referred_to_is_there():
    for scene in SCENES:
        text = svg(scene, size=(900, 700))
        root = ElementTree.fromstring(text)
        there = [element.get("id") for element in root.iter() if element.get("id")]
        assert len(there) == len(set(there))
        assert all(re.fullmatch(r"[A-Za-z][\w-]*", name) for name in there)
        referred = set(re.findall(r"url\(#([^)]*)\)", text)) | set(re.findall(r'href="#([^"]*)"', text))
        assert referred
        assert referred <= set(there)


@pytest.mark.client
@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0)])
def test_several_in_one_document_look_as_they_do_alone(order):
    width, height = SIZE
    alone, whole = [], f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height * len(order)}">'
    for place, index in enumerate(order):
        text = svg(SCENES[index])
        run("rsvg-convert", "a.svg", "-o", "a.png")
        with Image.open("a.png") as image:
            alone.append(np.asarray(image.convert("RGB"), np.float32))
        whole += text[text.index("<svg") :].replace("<svg ", f'<svg y="{place * height}" ', 1)
    Path("b.svg").write_text(whole + "</svg>", "utf-8")
    run("rsvg-convert", "b.svg", "-o", "b.png")
    with Image.open("b.png") as image:
        together = np.asarray(image.convert("RGB"), np.float32)
    assert (np.abs(together - np.concatenate(alone)) <= 2).all()
