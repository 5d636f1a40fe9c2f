"""The offer of the newcomer's tour: one line beside the menus, once, after the first drag of the first start."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QMenuBar, QPushButton

from sigviz.request.tours import TOURS

_SHOWN = 60_000  # milliseconds
_GAP = 16  # pixels between the last menu and the offer
_OFFER = "New here? Take the tour: {}"


class TourOffer(QPushButton):
    """A link in the corner of the menu bar. It vanishes after a while, and is not shown if the menus need its space."""

    tour_chosen = Signal(str)  # the name of the tour

    def __init__(self, menu_bar: QMenuBar) -> None:
        super().__init__(menu_bar)
        self.setObjectName("tour_offer")
        self._menu_bar, self._tour = menu_bar, TOURS[0]
        self.setText(_OFFER.format(self._tour.title))
        self.setToolTip(self._tour.about)
        self.setFlat(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_SHOWN)
        self._rest.timeout.connect(self.withdraw)
        self.clicked.connect(self._on_clicked)

    def offer(self) -> None:
        """Show the line for a while."""
        font = QFont(self._menu_bar.font())
        font.setUnderline(True)
        self.setFont(font)
        self.setMaximumHeight(self._menu_bar.height())  # the figure must not move
        self._menu_bar.setCornerWidget(self)
        self._rest.start()
        self.fit()

    def fit(self) -> None:
        """Show the line if it is still offered and has room beside the menus."""
        *_, last = self._menu_bar.actions()
        free = self._menu_bar.width() - self._menu_bar.actionGeometry(last).right() - _GAP
        self.setVisible(self._rest.isActive() and self.sizeHint().width() <= free)

    def withdraw(self) -> None:
        """Show the line no longer."""
        self._rest.stop()
        self.hide()

    def _on_clicked(self) -> None:
        self.withdraw()
        self.tour_chosen.emit(self._tour.name)
