"""The plot: a pyqtgraph scene of σ, σ′, the tangent at the point, and what the layers add to them.

Importing it settles on the Qt that pyqtgraph uses: the one that the rest of sigviz uses.
"""

from sigviz.system.qt_binding import use_pyside6

use_pyside6()
