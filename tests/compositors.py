"""Headless Wayland compositors, for tests that run the program in a session of its own."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from PySide6.QtGui import QImage

from tests.clients import need

_NOBODY = 65534


def wait_for(true, what: str):
    """Wait until ``true()`` returns a true value, at most 30 seconds, and return that value."""
    until = monotonic() + 30
    while not (found := true()):
        assert monotonic() < until, f"timeout while waiting for {what}"
    return found


@contextmanager
def _running(command, environment, socket: Path) -> Iterator[None]:
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(lambda: socket.exists() or process.poll() is not None, "the compositor")
            assert process.poll() is None, "the compositor did not start"
            yield
        finally:
            process.terminate()


@contextmanager
def weston(folder: Path, width: int = 1920, height: int = 1080) -> Iterator[dict[str, str]]:
    """Run Weston, where windows draw their own frames, and yield the environment of its session."""
    need("weston")
    folder.chmod(0o700)
    environment = os.environ | {"XDG_RUNTIME_DIR": str(folder), "WAYLAND_DISPLAY": "wayland-test"}
    size = [f"--width={width}", f"--height={height}"]
    command = ["weston", "--backend=headless-backend.so", *size, "--socket=wayland-test", "--idle-time=0"]
    with _running(command, environment, folder / "wayland-test"):
        yield environment


class Sway:
    """A Sway session with several outputs in which the program runs."""

    def __init__(self, folder: Path) -> None:
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
        self.environment |= {"XDG_RUNTIME_DIR": str(folder), "HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
        self.environment |= {"WLR_BACKENDS": "headless", "WLR_RENDERER": "pixman", "WLR_LIBINPUT_NO_DEVICES": "1"}
        self._folder = folder

    def ready(self) -> "Sway":
        """Find the sockets of the running session."""
        wayland = wait_for(lambda: [*self._folder.glob("wayland-?")], "the session")
        sway = wait_for(lambda: [*self._folder.glob("sway-ipc.*")], "its commands")
        self.environment |= {"WAYLAND_DISPLAY": wayland[0].name, "SWAYSOCK": str(sway[0])}
        self.environment |= {"QT_QPA_PLATFORM": "wayland"}
        return self

    def do(self, *words: str) -> str:
        """Run a Sway command and return its output."""
        return subprocess.run(
            ["swaymsg", *words], env=self.environment, check=True, capture_output=True, text=True, timeout=60
        ).stdout

    def window(self) -> dict | None:
        """Return the node of the program's window with the name of its output, or None."""
        return _window_in(json.loads(self.do("-t", "get_tree")))

    def windows(self) -> dict[str, str]:
        """Return the outputs that the program's windows cover, by the first words of their titles."""
        found = _windows_in(json.loads(self.do("-t", "get_tree")))
        return {node["name"].partition(" –")[0]: node["output"] for node in found if node["fullscreen_mode"]}

    @contextmanager
    def program(self, *arguments: str) -> Iterator[None]:
        """Run the program during the body of a with statement."""
        command = [str(Path(sys.executable).with_name("sigviz")), *arguments]
        with subprocess.Popen(command, env=self.environment, cwd=self._folder) as process:
            try:
                wait_for(self.window, "the window")
                yield
            finally:
                process.terminate()

    def picture(self, output: str) -> QImage:
        """Return the picture on an output, once it no longer changes."""
        previous = None
        while (current := self._grab(output)) != previous:
            previous = current
        return current

    def _grab(self, output: str) -> QImage:
        path = self._folder / "picture.png"
        subprocess.run(["grim", "-o", output, str(path)], env=self.environment, check=True, timeout=60)
        return QImage(str(path))


def _window_in(node: dict) -> dict | None:
    return next(_windows_in(node), None)


def _windows_in(node: dict, output: str = "") -> Iterator[dict]:
    output = node["name"] if node.get("type") == "output" else output
    if node.get("app_id") == "sigviz":
        yield node | {"output": output}
    for child in node["nodes"] + node["floating_nodes"]:
        yield from _windows_in(child, output)


@contextmanager
def sway(folder: Path, *outputs: str) -> Iterator[Sway]:
    """Run Sway with outputs of these resolutions side by side, named HEADLESS-1, HEADLESS-2 and so on."""
    need("sway", "swaymsg", "grim", "setpriv")
    folder.chmod(0o700)
    config, left, lines = folder / "config", 0, []
    for number, resolution in enumerate(outputs, 1):
        lines.append(f"output HEADLESS-{number} resolution {resolution} position {left},0")
        left += int(resolution.partition("x")[0])
    config.write_text("\n".join(lines))
    session = Sway(folder)
    session.environment["WLR_HEADLESS_OUTPUTS"] = str(len(outputs))
    command = ["sway", "-c", str(config)]
    if os.geteuid() == 0:  # Sway refuses to run as root
        shutil.chown(folder, _NOBODY, _NOBODY)
        command = ["setpriv", f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups", *command]
    with _running(command, session.environment, folder):
        yield session.ready()
