"""The tour of the code: its folders exist, its links lead somewhere, and its worked example adds a layer."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOUR = (ROOT / "sigviz" / "README.md").read_text("utf-8")
(LINE,) = re.findall(r"```text\n(.*?)```", TOUR, re.DOTALL)
(FILE,) = re.findall(r"```python\n(.*?)```", TOUR, re.DOTALL)
PROGRAM = """
import json, sigviz.app
from sigviz.request.command_line import parse
from sigviz.model.scene import Scene

window = sigviz.app.build(Scene())
window.show()
before = window.plot.grab().toImage()
window.table["layer_steepest"].trigger()
print(json.dumps({
    "shown": window.scene.shows("steepest"),
    "key": window.table["layer_steepest"].shortcut().toString(),
    "seen": window.plot.grab().toImage() != before,
    "heard": window.plot.accessibleDescription(),
    "asked": parse(["--with", "steepest"]).apply(Scene()).shows("steepest"),
}))
window.close()
"""


def test_the_folders_of_the_tour_are_those_of_the_package():
    told = set(re.findall(r"^\| \[`(\w+)/`\]\(\1\) \|", TOUR, re.MULTILINE))
    there = {path.parent.name for path in (ROOT / "sigviz").glob("[a-z]*/__init__.py")}
    assert told == there


def test_links_lead_somewhere():
    for name in re.findall(r"\]\(([^)#]+)\)", TOUR):
        assert (ROOT / "sigviz" / name).exists(), name


@pytest.mark.slow
def test_the_worked_example_adds_a_layer(tmp_path):
    # GIVEN the program with the line and the file of the example
    package = tmp_path / "sigviz"
    shutil.copytree(ROOT / "sigviz", package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "assets", package / "assets", ignore=shutil.ignore_patterns("*.gif", "*.png"))
    table = package / "model" / "layers.py"
    before, after = table.read_text("utf-8").split('    Layer("neuron"')
    table.write_text(f'{before}{LINE}    Layer("neuron"{after}', "utf-8")
    (package / "plot" / "overlays" / "steepest.py").write_text(FILE, "utf-8")
    # WHEN its window is opened and its key pressed
    place = {"PYTHONPATH": str(tmp_path), "HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, env=os.environ | place, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    # THEN the layer is on, seen, heard, and known to the command line
    assert (told["shown"], told["seen"], told["asked"], told["key"]) == (True, True, True, "Q")
    assert "steepest at x = 0, where the slope is ¼" in told["heard"]
    # AND the program can be checked as any other
    options = ["--config-file", str(ROOT / "pyproject.toml"), "--python-executable", sys.executable]
    check = [sys.executable, "-m", "mypy", *options, str(package / "plot" / "overlays" / "steepest.py")]
    checked = subprocess.run(check, cwd=tmp_path, env=os.environ | place, capture_output=True, text=True, timeout=300)
    assert checked.returncode == 0, checked.stdout
