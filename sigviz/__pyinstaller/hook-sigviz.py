"""What PyInstaller cannot find by itself: files that are read at run time and modules that are imported by name."""

from PyInstaller.utils.hooks import collect_data_files, collect_submodules

# The packages with the icon, the two fonts and the table of LaTeX symbols.
_DATA_PACKAGES = ("sigviz.assets", "ziafont", "ziamath", "latex2mathml")

datas = [entry for package in _DATA_PACKAGES for entry in collect_data_files(package)]
hiddenimports = collect_submodules("sigviz")
