"""The wheel contains all that the program needs at run time."""

import os
import shutil
import subprocess
import sys
import zipfile
from configparser import ConfigParser
from pathlib import Path

import pytest
from PIL import Image

from sigviz.request.tours import TOURS
from sigviz.system import assets
from tests.clients import need

ROOT = Path(__file__).parents[1]
_PROBE = """
import sigviz, sigviz.app
window = sigviz.app.build()
window.show()
assert not window.windowIcon().isNull()
print(sigviz.__file__)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    for part in ("sigviz", "assets"):
        shutil.copytree(ROOT / part, source / part, ignore=shutil.ignore_patterns("__pycache__"))
    for part in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / part, source / part)
    build = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "-w", str(folder), str(source)]
    subprocess.run(build, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.mark.slow
def test_the_wheel_holds_the_program_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    tours = {f"sigviz/assets/tours/{tour.name}.toml" for tour in TOURS}
    assert {"sigviz/assets/sigviz.svg", "sigviz/py.typed", *tours} <= names
    assert {name.partition("/")[0] for name in names if ".dist-info" not in name and ".data/" not in name} == {"sigviz"}
    assert not [name for name in names if name.endswith(".png")]  # the README's pictures are not needed to run


@pytest.mark.slow
def test_the_installed_wheel_opens_its_window_elsewhere(wheel: Path, tmp_path: Path) -> None:
    # GIVEN the wheel, installed into an empty folder
    home = tmp_path / "installed"
    install = [sys.executable, "-m", "pip", "install", "--no-deps", "--target", str(home), str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    # WHEN it builds its window from another folder
    environment = os.environ | {"PYTHONPATH": str(home), "QT_QPA_PLATFORM": "offscreen"}
    run = [sys.executable, "-P", "-c", _PROBE]
    done = subprocess.run(run, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
    # THEN that is the installed program
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().startswith(str(home))


_CHECKOUT = """
import sys
sys.path[:0] = [{checkout!r}]
import sigviz.app
from sigviz.system.assets import path_of
window = sigviz.app.build()
window.show()
color = window.windowIcon().pixmap(64).toImage().pixelColor(32, 32).name()
print(color, path_of("sigviz.desktop").read_text(), sep="\\n")
"""


@pytest.mark.slow
@pytest.mark.parametrize("installed", [True, False])
def test_a_checkout_that_is_not_installed_has_its_own_icon_and_menu_entry(tmp_path: Path, installed: bool) -> None:
    # GIVEN a checkout whose icon and menu entry differ from those of the installed package
    for part in ("sigviz", "assets"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    red = '<svg xmlns="http://www.w3.org/2000/svg"><rect width="64" height="64" fill="#ff0000"/></svg>'
    (tmp_path / "assets" / "sigviz.svg").write_text(red)
    (tmp_path / "assets" / "sigviz.desktop").write_text("its own")
    # WHEN the checkout's program opens its window
    hide = "import sys\nsys.meta_path[:] = [finder for finder in sys.meta_path if 'sigviz' not in repr(finder)]\n"
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    code = ("" if installed else hide) + _CHECKOUT.format(checkout=str(tmp_path))
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    # THEN it has those of the checkout
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["#ff0000", "its own"]


@pytest.fixture(scope="module")
def prefix(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation prefix in which the wheel is installed."""
    prefix = tmp_path_factory.mktemp("prefix")
    install = [sys.executable, "-m", "pip", "install", "--no-deps", "--ignore-installed", "--prefix", str(prefix)]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)
    return prefix


@pytest.mark.slow
def test_an_install_has_a_menu_entry_with_an_icon_and_a_command(prefix: Path) -> None:
    # GIVEN a menu entry and an icon in the fallback icon theme
    entry = ConfigParser(interpolation=None)
    entry.read(prefix / "share" / "applications" / "sigviz.desktop", "utf-8")
    named = entry["Desktop Entry"]
    # THEN the icon that the entry names is the program's
    icon = prefix / "share" / "icons" / "hicolor" / "scalable" / "apps" / f"{named['Icon']}.svg"
    assert icon.read_bytes() == assets.path_of("sigviz.svg").read_bytes()
    # AND its command exists
    assert (prefix / "bin" / named["Exec"]).is_file()


@pytest.mark.client
def test_the_menu_entry_is_valid_and_the_icon_is_drawn(prefix: Path, tmp_path: Path) -> None:
    need("desktop-file-validate", "rsvg-convert")
    entry, icon = next(prefix.rglob("sigviz.desktop")), next((prefix / "share").rglob("sigviz.svg"))
    check = subprocess.run(["desktop-file-validate", str(entry)], capture_output=True, text=True, check=False)
    assert (check.returncode, check.stdout, check.stderr) == (0, "", "")
    drawn = tmp_path / "icon.png"
    subprocess.run(["rsvg-convert", "-w", "48", "-h", "48", "-o", str(drawn), str(icon)], check=True)
    with Image.open(drawn) as picture:
        assert picture.size == (48, 48)
        assert picture.getbbox() is not None


@pytest.mark.slow
def test_both_commands_print_the_version(wheel: Path, tmp_path: Path) -> None:
    version = subprocess.run(
        [sys.executable, "-m", "sigviz", "--version"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    command = subprocess.run(
        [str(Path(sys.executable).with_name("sigviz")), "--version"], capture_output=True, text=True, check=True
    )
    assert version.stdout == command.stdout
    assert f"-{version.stdout.split()[1]}-" in wheel.name


def _members(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as held:
        return {name: held.read(name) for name in held.namelist()}


@pytest.mark.slow
def test_the_sdist_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    # GIVEN the unpacked sdist of the same source
    source, built = wheel.parent / "source", tmp_path / "made"
    build = f"from setuptools import build_meta; build_meta.build_sdist({str(built)!r})"
    subprocess.run([sys.executable, "-c", build], cwd=source, check=True, capture_output=True)
    shutil.unpack_archive(next(built.glob("*.tar.gz")), tmp_path, filter="data")
    unpacked = next(tmp_path.glob("sigviz-*"))
    # WHEN a wheel is built from it
    options = ["--no-deps", "--no-build-isolation", "-w", str(tmp_path)]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, str(unpacked)], check=True, capture_output=True)
    # THEN its files are identical
    assert _members(next(tmp_path.glob("*.whl"))) == _members(wheel)


@pytest.mark.slow
def test_the_installed_packages_are_compatible() -> None:
    done = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False)
    assert [line for line in done.stdout.splitlines() if "sigviz" in line] == []
