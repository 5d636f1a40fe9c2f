"""The plot: a pyqtgraph scene of σ, σ′, the tangent at the point, and the overlays of the layers.

Importing the package makes pyqtgraph use PySide6, like the rest of sigviz.
"""

from sigviz.system.qt_binding import use_pyside6

use_pyside6()
