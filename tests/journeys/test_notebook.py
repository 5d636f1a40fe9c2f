"""Scenes displayed in a notebook: with the right size, and with a text alternative."""

import json
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage

from sigviz.model.readout import resolve
from sigviz.model.scene import Scene
from sigviz.storage import scene_files
from tests.pixels import rgb
from tests.window.test_open import OTHER

pytestmark = pytest.mark.usefixtures("here")


def test_a_scene_shows_itself_beside_a_running_application(qapp):
    png, metadata = OTHER._repr_png_()
    Path("a.png").write_bytes(png)
    image = QImage("a.png")
    assert (image.width(), image.height()) == (1280, 800), "two pixels to one of the page"
    assert json.loads(json.dumps(metadata)) == {"width": 640, "height": 400, "alt": metadata["alt"]}
    assert resolve(OTHER).description in metadata["alt"]
    assert scene_files.read_scene(Path("a.png")) == OTHER


@pytest.mark.slow
def test_a_scene_shows_itself_without_an_application(qapp):
    code = "import sys, sigviz; sys.stdout.buffer.write(sigviz.Scene(x=2)._repr_png_()[0])"
    done = subprocess.run([sys.executable, "-c", code], env={}, capture_output=True, check=True)
    assert done.stderr == b""
    Path("a.png").write_bytes(done.stdout)
    Path("b.png").write_bytes(Scene(x=2)._repr_png_()[0])
    assert np.abs(rgb(QImage("a.png")) - rgb(QImage("b.png"))).max() <= 12
    assert scene_files.read_scene(Path("a.png")) == Scene(x=2)


def test_hidden_values_are_not_described():
    _, metadata = Scene(x=2, hidden=["sigma", "complement", "product"])._repr_png_()
    assert "0.1" not in metadata["alt"]


@pytest.mark.client
@pytest.mark.filterwarnings("ignore")  # warnings of the kernel and its client
def test_a_kernel_passes_on_size_and_description():
    """The kernel sends them to the front end with the picture, and nbconvert writes them to the page."""
    pytest.importorskip("ipykernel")
    client = pytest.importorskip("jupyter_client.manager")
    manager, kernel = client.start_new_kernel(kernel_name="python3")
    shown = []
    try:
        code = f"import sigviz; sigviz.Scene.from_dict({OTHER.to_dict()!r})"
        kernel.execute_interactive(code, timeout=60, output_hook=shown.append)
    finally:
        kernel.stop_channels()
        manager.shutdown_kernel(now=True)
    outputs = [message["content"] for message in shown if message["msg_type"] == "execute_result"]
    assert len(outputs) == 1, shown
    assert outputs[0]["metadata"] == {"image/png": OTHER._repr_png_()[1]}
    assert "text/plain" in outputs[0]["data"]
    words = page(outputs[0])
    assert (words["width"], words["height"], words["alt"]) == ("640", "400", OTHER._repr_png_()[1]["alt"])


class Images(HTMLParser):
    """Collects the attributes of the images in a page."""

    def handle_starttag(self, tag, attributes):
        if tag == "img":
            self.found = dict(attributes)


def page(output):
    """Return the attributes of the image in the page that nbconvert makes from an output."""
    nbformat, exporters = pytest.importorskip("nbformat"), pytest.importorskip("nbconvert")
    result = nbformat.v4.new_output("execute_result", output["data"], metadata=output["metadata"], execution_count=1)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("scene", outputs=[result])])
    html, _ = exporters.HTMLExporter(template_name="classic").from_notebook_node(notebook)
    images = Images()
    images.feed(html)
    return images.found
