"""A layer is one record in a table and the file that draws it; other modules do not need its name."""

import ast
import sys
from pathlib import Path

import pytest

import sigviz
from sigviz.drawing import discovery
from sigviz.model.layers import LAYERS
from sigviz.plot.overlay import Overlay
from sigviz.plot.overlays import OVERLAYS
from sigviz.views.card import Card
from sigviz.views.cards import CARDS
from sigviz.window.shelf.marks import MARKS

ROOT = Path(sigviz.__file__).parent
INSIGHT = [layer for layer in LAYERS if layer.group != "Curves"]
OTHERS = {"derivation": ROOT / "views/derivation/view.py", "float64": ROOT / "views/values/float64_values.py"}
# How many other modules name a layer: the table, and those that the layer affects beyond its drawing. They may only
# decrease.
MOST = {
    "derivation": 11, "area": 1, "secant": 1, "trace": 4, "mirror": 1, "saturation": 1, "slope-field": 1,
    "true-slope": 2, "predict": 3, "float64": 1, "neuron": 2, "chain": 1,
}  # fmt: skip


def own_files(layer):
    """Return the modules that draw a layer, and the one that draws the marks of all layers with words."""
    kinds = [kind for kind in (*OVERLAYS, *map(type, CARDS)) if kind.layer == layer]
    drawing = {Path(sys.modules[kind.__module__].__file__) for kind in kinds} or {OTHERS[layer]}
    return drawing | ({ROOT / "window/shelf/marks.py"} if layer in MARKS else set())


def naming(name):
    """Return the modules that contain a name as a string."""

    def names(path):
        nodes = ast.walk(ast.parse(path.read_text("utf-8")))
        return any(isinstance(node, ast.Constant) and node.value == name for node in nodes)

    return {path for path in ROOT.rglob("*.py") if names(path)}


@pytest.mark.parametrize("layer", INSIGHT, ids=lambda layer: layer.name)
def test_few_modules_know_a_layer_by_name(layer):
    own, found = own_files(layer.name), naming(layer.name)
    assert own
    assert own <= found
    assert len(found - own) <= MOST[layer.name], sorted(str(path.relative_to(ROOT)) for path in found - own)


def test_every_layer_with_words_has_a_mark_and_no_other():
    assert set(MARKS) == {layer.name for layer in LAYERS if layer.words}


@pytest.mark.parametrize("layer", INSIGHT, ids=lambda layer: layer.name)
def test_the_table_tells_what_draws_a_layer(layer):
    kinds = {"overlay": {kind.layer for kind in OVERLAYS}, "card": {card.layer for card in CARDS}}
    assert layer.drawn_by == tuple(drawing for drawing, layers in kinds.items() if layer.name in layers)
    assert layer.drawn_by or layer.name in OTHERS


def test_drawings_are_in_the_order_of_the_table():
    order = [layer.name for layer in LAYERS]
    for drawn in ([kind.layer for kind in OVERLAYS], [card.layer for card in CARDS]):
        assert drawn == sorted(drawn, key=order.index)
        assert len(set(drawn)) == len(drawn)


def test_a_layer_that_the_table_and_the_folder_do_not_share_is_an_error(monkeypatch):
    named = [layer._replace(drawn_by=()) if layer.name == "mirror" else layer for layer in LAYERS]
    monkeypatch.setattr(discovery, "LAYERS", named)
    with pytest.raises(RuntimeError, match=r"as overlays, but sigviz\.plot\.overlays draws .*'mirror'"):
        discovery.find_drawings("sigviz.plot.overlays", Overlay, "overlay")
    monkeypatch.setattr(discovery, "LAYERS", [*LAYERS, LAYERS[0]._replace(drawn_by=("card",))])
    with pytest.raises(RuntimeError, match=r"names .*'sigma'.* as cards"):
        discovery.find_drawings("sigviz.views.cards", Card, "card")
