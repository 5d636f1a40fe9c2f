"""The style of controls: Qt's Fusion, with edges that can be seen on a dark background.

Fusion draws edges in a darker shade of the window's colour. On a dark background they must be lighter instead.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleOption, QStyleOptionComplex, QStyleOptionMenuItem, QWidget

_DARK = 128  # of 255: below this lightness a background is dark
_GAP = 6  # pixels beside the line of a separator
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
    _Primitive.PE_PanelTipLabel,
}
_EDGED_COMPLEX = {_Complex.CC_ComboBox, _Complex.CC_ScrollBar, _Complex.CC_SpinBox}


class ControlStyle(QProxyStyle):
    """Fusion, with visible edges in every theme."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def drawPrimitive(
        self, element: QStyle.PrimitiveElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        """Draw a part of a control."""
        if element in _EDGED:
            _lighten_edges(option)
        super().drawPrimitive(element, option, painter, widget)
        if element == _Primitive.PE_PanelMenu and _is_dark(option.palette):
            painter.setPen(_edge(option.palette))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))

    def drawControl(
        self, element: QStyle.ControlElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        """Draw a control, and over the separator of a dark menu a line that can be seen."""
        super().drawControl(element, option, painter, widget)
        if (
            element == QStyle.ControlElement.CE_MenuItem
            and isinstance(option, QStyleOptionMenuItem)
            and option.menuItemType == QStyleOptionMenuItem.MenuItemType.Separator
            and _is_dark(option.palette)
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
        if control in _EDGED_COMPLEX:
            _lighten_edges(option)
        super().drawComplexControl(control, option, painter, widget)


def _lighten_edges(option: QStyleOption) -> None:
    """Change the colour from which Fusion derives the edges so that they have the colour of the theme's axes."""
    if _is_dark(option.palette):
        palette = QPalette(option.palette)
        palette.setColor(QPalette.ColorRole.Window, _edge(palette).lighter(_FACTOR))
        option.palette = palette


def _is_dark(palette: QPalette) -> bool:
    return palette.color(QPalette.ColorRole.Window).lightness() < _DARK


def _edge(palette: QPalette) -> QColor:
    """Return the colour of edges: that of the theme's axes, which disabled text has too."""
    return palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText)
