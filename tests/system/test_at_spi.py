"""What assistive technologies read of the program through AT-SPI, as Orca does."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sigviz.model.derivation import LINES
from tests.clients import need
from tests.desktop import virtual_desktop

pytestmark = [pytest.mark.client, pytest.mark.screen]

LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
SYSTEM_PYTHON = "/usr/bin/python3"  # which has the bindings of AT-SPI
READER = """
import json, sys, time
import gi
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi

def children(node):
    return [child for index in range(node.get_child_count()) if (child := node.get_child_at_index(index))]

def program():
    for _ in range(300):
        for each in children(Atspi.get_desktop(0)):
            if each.get_name() == "sigviz" and children(each):
                return each
        time.sleep(0.1)
    raise SystemExit("the program is not there")

def read(node):
    states = node.get_state_set()
    value = node.get_value_iface()
    numbers = [value.get_current_value(), value.get_minimum_value(), value.get_maximum_value()] if value else None
    yield {
        "role": node.get_role_name(), "name": node.get_name(), "about": node.get_description(), "value": numbers,
        "focused": states.contains(Atspi.StateType.FOCUSED), "shown": states.contains(Atspi.StateType.SHOWING),
    }
    for child in children(node):
        yield from read(child)

time.sleep(1)  # the program describes the lines once it rests
json.dump([*read(program())], sys.stdout)
"""
SESSION = """
launcher, reader, python, program = {launcher!r}, {reader!r}, {python!r}, {program!r}
import subprocess
bus = subprocess.Popen([launcher, "--launch-immediately"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
shown = subprocess.Popen(program)
try:
    subprocess.run([python, "-W", "ignore", "-c", reader], check=True, timeout=60)
finally:
    shown.terminate()
    bus.terminate()
"""


@pytest.fixture
def tree(tmp_path):
    """A function that starts the program and returns what is read of it, in order."""
    launcher = next(filter(os.path.exists, LAUNCHERS), None)
    need("dbus-run-session", *([] if launcher else ["at-spi-bus-launcher"]))
    if subprocess.run(
        [SYSTEM_PYTHON, "-c", "import gi; gi.require_version('Atspi', '2.0')"], capture_output=True
    ).returncode:
        need("the bindings of AT-SPI")

    def read(*arguments):
        runtime = tmp_path / "run"
        runtime.mkdir(mode=0o700, exist_ok=True)
        program = [str(Path(sys.executable).with_name("sigviz")), *arguments]
        session = SESSION.format(launcher=launcher, reader=READER, python=SYSTEM_PYTHON, program=program)
        with virtual_desktop(tmp_path, managed=True) as desktop:
            own = {
                "XDG_RUNTIME_DIR": str(runtime),
                "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            }
            command = [shutil.which("dbus-run-session"), sys.executable, "-c", session]
            done = subprocess.run(command, env=desktop.environment | own, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        assert done.stdout, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    return read


def test_plot_slider_and_derivation_are_read(tree):
    elements = tree("--x", "7.8", "--with", "derivation", "--step", "3")
    # only the plot has the focus, and says where the point is
    focused = [each for each in elements if each["focused"]]
    assert [each["about"].partition(",")[0] for each in focused] == ["x = 7.8"]
    # the slider counts hundredths of x, and says x in words
    (slider,) = [each for each in elements if each["role"] == "slider"]
    assert (slider["value"], slider["about"]) == ([780, -800, 800], "x = 7.8")
    # each line of the derivation is there in words, with rule, reason and value
    lines = {each["name"]: each["about"] for each in elements if each["name"].startswith("Line ")}
    assert [*lines] == [f"Line {number}: {line.spoken}" for number, line in enumerate(LINES, 1)]
    for about, line in zip(lines.values(), LINES, strict=True):
        assert line.rule in about
        assert line.why in about
