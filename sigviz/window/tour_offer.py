"""The offer of the newcomer's tour: one line in the plot, once, after the first drag of the first start."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QPushButton

from sigviz.drawing import text
from sigviz.drawing.theme import SMALL, THEMES, scale_of
from sigviz.model.scene import Scene
from sigviz.plot.widget import Plot
from sigviz.request.tours import TOURS

_SHOWN = 30_000  # milliseconds
_INSIDE = 8.0  # from the corner of the plot, in units
_OFFER = "New here? Take the tour: {}"


class TourOffer(QPushButton):
    """Lies over the upper left corner of the plot, where the home view has no curve, and vanishes after a while."""

    tour_chosen = Signal(str)  # the name of the tour

    def __init__(self, plot: Plot) -> None:
        super().__init__(plot.viewport())
        self.setObjectName("tour_offer")
        self._plot, self._scene = plot, Scene()
        self._tour = TOURS[0]
        self.setText(_OFFER.format(self._tour.title))
        self.setToolTip(self._tour.about)
        self.setFlat(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_SHOWN)
        self._rest.timeout.connect(self.hide)
        self.clicked.connect(self._on_clicked)
        plot.arranged.connect(self._place)

    def offer(self, scene: Scene) -> None:
        """Show the line for a while."""
        self.show_scene(scene)
        self.show()
        self._rest.start()

    def show_scene(self, scene: Scene) -> None:
        """Adapt to a scene; a presentation has no offer."""
        self._scene = scene
        if not THEMES[scene.theme].hints:
            self.hide()
        self._place()

    def _place(self) -> None:
        unit = scale_of(self._scene)
        font = QFont(text.sans(SMALL * unit).font)
        font.setUnderline(True)
        self.setFont(font)
        self.adjustSize()
        corner = self._plot.coordinates.rect.topLeft()
        self.move(round(corner.x() + _INSIDE * unit), round(corner.y() + _INSIDE * unit))

    def _on_clicked(self) -> None:
        self.hide()
        self.tour_chosen.emit(self._tour.name)
