"""What a frozen sigviz needs and PyInstaller cannot see: what is read at run time, and imported by name."""

from PyInstaller.utils.hooks import collect_data_files, collect_submodules

# Where the icon, the program's two faces and the signs of LaTeX are.
_READ = ("sigviz.assets", "ziafont", "ziamath", "latex2mathml")

datas = [found for package in _READ for found in collect_data_files(package)]
hiddenimports = collect_submodules("sigviz")
