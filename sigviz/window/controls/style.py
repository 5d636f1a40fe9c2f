"""The style of controls: Qt's Fusion, with edges that can be seen in every theme.

Fusion draws edges in a slightly darker shade of the window's colour, which is invisible on a dark background.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleOption, QStyleOptionComplex, QStyleOptionMenuItem, QWidget

_GAP = 6  # pixels beside the line of a separator
_REMEMBERED = 64  # the most palettes that are cached
_FACTOR = 140  # per cent by which Fusion's edges are darker than the window's colour
_Primitive, _Complex = QStyle.PrimitiveElement, QStyle.ComplexControl
_EDGED = {
    _Primitive.PE_Frame,
    _Primitive.PE_FrameGroupBox,
    _Primitive.PE_FrameLineEdit,
    _Primitive.PE_IndicatorCheckBox,
    _Primitive.PE_IndicatorRadioButton,
    _Primitive.PE_PanelButtonCommand,
    _Primitive.PE_PanelButtonTool,
    _Primitive.PE_PanelLineEdit,
}
_EDGED_COMPLEX = {_Complex.CC_ComboBox, _Complex.CC_ScrollBar, _Complex.CC_SpinBox}
_FRAMED = {_Primitive.PE_PanelMenu, _Primitive.PE_PanelTipLabel}  # windows without a frame: menus, lists and tips


class ControlStyle(QProxyStyle):
    """Fusion, with edges in the colour that the palette of the theme gives them."""

    def __init__(self) -> None:
        super().__init__("Fusion")
        self._changed: dict[int, QPalette] = {}

    def drawPrimitive(
        self, element: QStyle.PrimitiveElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        """Draw a part of a control."""
        before = self._edge(option) if element in _EDGED else None
        super().drawPrimitive(element, option, painter, widget)
        if before is not None:
            option.palette = before
        if element in _FRAMED:
            painter.setPen(_edge(option.palette))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))

    def drawControl(
        self, element: QStyle.ControlElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        """Draw a control, and over the separator of a menu a line that can be seen."""
        super().drawControl(element, option, painter, widget)
        if (
            element == QStyle.ControlElement.CE_MenuItem
            and isinstance(option, QStyleOptionMenuItem)
            and option.menuItemType == QStyleOptionMenuItem.MenuItemType.Separator
        ):
            after = option.fontMetrics.horizontalAdvance(option.text) + _GAP if option.text else 0
            painter.setPen(_edge(option.palette))
            middle = option.rect.center().y()
            painter.drawLine(option.rect.left() + _GAP + after, middle, option.rect.right() - _GAP, middle)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw a control of several parts."""
        before = self._edge(option) if control in _EDGED_COMPLEX else None
        super().drawComplexControl(control, option, painter, widget)
        if before is not None:
            option.palette = before

    def _edge(self, option: QStyleOption) -> QPalette:
        """Change the colour from which Fusion derives edges, and return the palette as it was.

        Each palette is changed once: Fusion caches pictures of controls by palette.
        """
        before = QPalette(option.palette)  # a copy: the attribute is the palette of the option itself
        key = before.cacheKey()
        if key not in self._changed:
            if len(self._changed) > _REMEMBERED:
                self._changed.clear()
            self._changed[key] = QPalette(before)
            self._changed[key].setColor(QPalette.ColorRole.Window, _edge(before).lighter(_FACTOR))
        option.palette = self._changed[key]
        return before


def _edge(palette: QPalette) -> QColor:
    return palette.color(QPalette.ColorRole.Mid)
