"""The wheel holds what the program needs at run time, away from its checkout."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

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


def test_the_wheel_holds_the_program_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"sigviz/assets/sigviz.svg", "sigviz/assets/sigviz.desktop", "sigviz/py.typed"} <= names
    assert {name.partition("/")[0] for name in names if ".dist-info" not in name} == {"sigviz"}
    assert not [name for name in names if name.endswith(".png")]  # the README's pictures are not needed to run


def test_the_installed_wheel_opens_its_window_elsewhere(wheel: Path, tmp_path: Path) -> None:
    # GIVEN the wheel, installed into an empty folder
    home = tmp_path / "installed"
    install = [sys.executable, "-m", "pip", "install", "--no-deps", "--target", str(home), str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    # WHEN it builds its window from another folder
    environment = os.environ | {"PYTHONPATH": str(home), "QT_QPA_PLATFORM": "offscreen"}
    run = [sys.executable, "-P", "-c", _PROBE]
    done = subprocess.run(run, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
    # THEN it is the installed program that did
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().startswith(str(home))


def test_both_commands_answer(wheel: Path, tmp_path: Path) -> None:
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


def test_the_sdist_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    # GIVEN the sdist of the same source, unpacked
    source, made = wheel.parent / "source", tmp_path / "made"
    build = f"from setuptools import build_meta; build_meta.build_sdist({str(made)!r})"
    subprocess.run([sys.executable, "-c", build], cwd=source, check=True, capture_output=True)
    shutil.unpack_archive(next(made.glob("*.tar.gz")), tmp_path, filter="data")
    unpacked = next(tmp_path.glob("sigviz-*"))
    # WHEN it is built
    options = ["--no-deps", "--no-build-isolation", "-w", str(tmp_path)]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, str(unpacked)], check=True, capture_output=True)
    # THEN the wheel is the same, to the byte
    assert _members(next(tmp_path.glob("*.whl"))) == _members(wheel)


def test_what_is_installed_fits_together() -> None:
    done = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False)
    assert [line for line in done.stdout.splitlines() if "sigviz" in line] == []
