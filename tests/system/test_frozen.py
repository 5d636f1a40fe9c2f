"""The program frozen by PyInstaller, and missing fonts: an error message, and never a different font."""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.clients import need
from tests.test_packaging import wheel

__all__ = ["wheel"]

SMALL = ["--size", "400x300"]
BARE = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "DISPLAY", "WAYLAND"))}


def package(name):
    return Path(find_spec(name).origin).parent


def run(*command, cwd, **environment):
    """Run a command without a display, and return its status, stdout and stderr."""
    done = subprocess.run(command, cwd=cwd, env=BARE | environment, capture_output=True, text=True, timeout=120)
    return done.returncode, done.stdout, done.stderr


# Fonts

FONTS = {"ziafont": ("DejaVu Sans", "DejaVuSans.ttf"), "ziamath": ("STIX Two Math", "STIXTwoMath-Regular.ttf")}
FACES = {
    "missing": lambda path: None,
    "damaged": lambda path: path.write_bytes(b"no font"),
    "another": lambda path: shutil.copy(other(path.name), path),
}


def other(name):
    """Return the path of the other font."""
    return next(package(owner) / "fonts" / file for owner, (_, file) in FONTS.items() if file != name)


@pytest.mark.slow
@pytest.mark.parametrize("owner", FONTS)
@pytest.mark.parametrize("face", FACES)
def test_a_font_that_cannot_be_loaded_is_reported(tmp_path, owner, face):
    # GIVEN a package without its font, found before the complete package
    family, name = FONTS[owner]
    fonts, out = tmp_path / owner / "fonts", tmp_path / "out"
    fonts.mkdir(parents=True)
    out.mkdir()
    (fonts.parent / "__init__.py").touch()
    FACES[face](fonts / name)
    sentence = f"the font {family!r} cannot be loaded: reinstall the package {owner}, which provides it"
    # WHEN a picture or a window is requested, THEN it is not made with another font
    for arguments in (["render", "a.png"], ["render", "a.pdf"], []):
        said = run(
            *[sys.executable, "-P", "-m", "sigviz", *arguments],
            cwd=out, PYTHONPATH=str(tmp_path), QT_QPA_PLATFORM="offscreen",
        )  # fmt: skip
        assert said == (1, "", f"sigviz: {sentence}\n")
    code = "import sigviz\ntry: sigviz.render(sigviz.Scene(), 'a.png')\nexcept RuntimeError as error: print(error)"
    assert run(sys.executable, "-P", "-c", code, cwd=out, PYTHONPATH=str(tmp_path))[:2] == (0, f"{sentence}\n")
    assert list(out.iterdir()) == []


@pytest.mark.slow
def test_formulas_that_cannot_be_typeset_are_reported(tmp_path):
    ignored = shutil.ignore_patterns("*.txt", "__pycache__")
    shutil.copytree(package("latex2mathml"), tmp_path / "latex2mathml", ignore=ignored)
    command = [sys.executable, "-P", "-m", "sigviz", "render", "a.png", "--step", "3"]
    status, out, err = run(*command, cwd=tmp_path, PYTHONPATH=str(tmp_path))
    assert (status, out) == (1, "")
    said = err.splitlines()[-1]  # after Qt's messages about the abandoned painter
    assert said.startswith("sigviz: formulas cannot be typeset: reinstall the packages ziamath and latex2mathml (")
    assert not (tmp_path / "a.png").exists()


AGAIN = """
import sigviz
from PySide6.QtWidgets import QApplication
for name in "abc":
    application = QApplication(["test", "-platform", "offscreen"])
    sigviz.render(sigviz.Scene(), f"{name}.png", size=(400, 300))
    application.shutdown()
"""


@pytest.mark.slow
def test_a_second_application_loads_the_fonts_again(tmp_path):
    assert run(sys.executable, "-P", "-c", AGAIN, cwd=tmp_path)[0] == 0
    assert len({(tmp_path / f"{name}.png").read_bytes() for name in "abc"}) == 1


# Frozen

ENTRY = """
import sys
import sigviz.cli

if sys.argv[1:] == ["icon"]:
    import sigviz.app
    icon = sigviz.app.build().windowIcon().pixmap(32, 32).toImage()
    print(sum(icon.pixelColor(x, 16).alpha() > 0 for x in range(32)))
elif sys.argv[1:] == ["function"]:
    sigviz.render(sigviz.Scene(), "function.png", size=(400, 300))
else:
    sys.exit(sigviz.cli.main())
"""


@pytest.fixture(scope="module")
def frozen(wheel, tmp_path_factory):
    """The folder of the program that PyInstaller builds from an entry script without options."""
    need("objdump", modules=["PyInstaller"])
    folder = tmp_path_factory.mktemp("frozen")
    (folder / "entry.py").write_text(ENTRY)
    install = [sys.executable, "-m", "pip", "install", "--no-deps", "--target", str(folder / "home"), str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    for name in ("IPython", "scipy"):  # only tests need them, and freezing them takes another minute
        (folder / "home" / f"{name}.py").write_text(f"raise ModuleNotFoundError('not here', name={name!r})")
    environment = os.environ | {"PYTHONPATH": str(folder / "home"), "PYINSTALLER_CONFIG_DIR": str(folder / "cache")}
    freeze = [sys.executable, "-m", "PyInstaller", "--log-level", "WARN", "entry.py"]
    done = subprocess.run(freeze, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    shutil.rmtree(folder / "build")
    yield folder / "dist" / "entry"
    shutil.rmtree(folder)  # some hundred megabytes


@pytest.mark.client
def test_a_frozen_program_makes_the_same_bytes(frozen, tmp_path):
    for name in ("a.png", "a.webp", "a.svg", "a.pdf", "a.gif", "step.png"):
        arguments = ["render", name, *SMALL, *(["--step", "3"] if name == "step.png" else [])]
        pictures = []
        for program in ([frozen / "entry"], [sys.executable, "-P", "-m", "sigviz"]):
            assert run(*program, *arguments, cwd=tmp_path) == (0, "", "")
            pictures.append((tmp_path / name).read_bytes())
        assert pictures[0] == pictures[1], name
    assert run(frozen / "entry", "function", cwd=tmp_path) == (0, "", "")
    assert (tmp_path / "function.png").read_bytes() == (tmp_path / "a.png").read_bytes()


@pytest.mark.client
def test_a_frozen_program_has_its_icon_and_reports_a_missing_font(frozen, tmp_path):
    status, columns, _ = run(frozen / "entry", "icon", cwd=tmp_path, QT_QPA_PLATFORM="offscreen")
    assert (status, int(columns) > 16) == (0, True)
    for face in frozen.rglob("DejaVuSans.ttf"):  # matplotlib contains one too
        face.unlink()
    status, _, err = run(frozen / "entry", "render", "a.png", cwd=tmp_path)
    assert (status, err.count("\n"), "'DejaVu Sans' cannot be loaded" in err) == (1, 1, True)
