"""Makes the pictures of the README that show windows: python tests/window_pictures.py"""

import os
from pathlib import Path

from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QApplication, QWidget

import sigviz.app
from sigviz.model.scene import Scene
from sigviz.request.tours import read_tour

ASSETS = Path(__file__).parents[1] / "assets"
SETTLED = 3000  # milliseconds in which thumbnails and formulas are drawn


def settle() -> None:
    """Let the program do what it does when it is idle."""
    timer = QElapsedTimer()
    timer.start()
    while timer.elapsed() < SETTLED:
        QApplication.processEvents()


def save(widget: QWidget, name: str) -> None:
    """Save what a window shows."""
    settle()
    widget.grab().save(str(ASSETS / name))


def main() -> None:
    """Make the pictures."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    window = sigviz.app.build(Scene(), talk=read_tour("learning"))
    window.resize(1280, 800)
    window.show()
    window.table["filmstrip"].trigger()
    window.commands.go_to_scene(3)
    save(window, "filmstrip.png")
    window.table["filmstrip"].trigger()
    window.set_scene(window.scene.evolve(theme="projector"))
    window.toggle_rehearsal()
    window.screens.view.resize(1280, 800)
    settle()
    window.screens.view.clock.reset.click()
    save(window.screens.view, "presenter.png")
    window.close_at_once()


if __name__ == "__main__":
    main()
