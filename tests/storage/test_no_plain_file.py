"""Something other than a regular file: a pipe, a device, a socket, links to them, or a missing folder."""

import os
import socket
import stat
import subprocess
import sys

import pytest

from sigviz import cli
from sigviz.model.scene import Scene
from sigviz.pictures import series
from sigviz.storage import scene_files
from sigviz.storage.settings import Memory, Settings

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
ODD = "it is not a file, but a device, a pipe or a socket"


def make_device(name):
    try:
        os.mknod(name, 0o600 | stat.S_IFCHR, os.makedev(1, 3))  # a null device
    except PermissionError:
        pytest.skip("only root makes devices")


def make_socket(name):
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(name)


@pytest.fixture(params=[getattr(os, "mkfifo", None), make_device, make_socket], ids=["pipe", "device", "socket"])
def odd(request, tmp_path, monkeypatch):
    """A function that creates a special file with a name, and a link to it, and returns both paths."""

    def make(name):
        (tmp_path / "there").mkdir()
        monkeypatch.chdir(tmp_path / "there")  # the name of a socket must be short
        request.param(name)
        (tmp_path / name).symlink_to(tmp_path / "there" / name)
        return tmp_path / "there" / name, tmp_path / name

    return make


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a.png", "a.svg", "a.pdf", "a.gif", "a.webp"])
def test_no_picture_takes_its_place(odd, name, capsys, qapp):
    for path in odd(name):
        before = path.stat(), sorted(path.parent.iterdir())
        assert cli.main(["render", str(path), "--size=24x16"]) == 1
        assert capsys.readouterr() == ("", f"sigviz: {str(path)!r} cannot be written: {ODD}\n")
        with pytest.raises(OSError, match=ODD):
            series.render(Scene(), path, size=(24, 16))
        assert (path.stat(), sorted(path.parent.iterdir())) == before


def test_no_settings_take_its_place(odd, capsys):
    for path in odd("settings.json"):
        Settings(path).save(Memory(Scene()))
        assert capsys.readouterr().err.endswith(f"{str(path)!r} cannot be written: {ODD}\n")
        assert not path.is_file()


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere the current folder cannot be removed")
def test_a_current_folder_that_is_gone_takes_no_picture(tmp_path):
    def render(name):
        (tmp_path / "gone").mkdir()
        program = [sys.executable, "-P", "-m", "sigviz", "render", name, "--size=24x16"]
        command = ["sh", "-c", 'rmdir "$PWD" && exec "$@"', "sh", *program]
        return subprocess.run(command, cwd=tmp_path / "gone", capture_output=True, text=True, timeout=60)

    for name in ("a.png", "a.pdf"):
        done = render(name)
        expected = f"sigviz: {name!r} cannot be written: No such file or directory\n"
        assert (done.returncode, done.stdout, done.stderr) == (1, "", expected)
    assert render(str(tmp_path / "a.png")).returncode == 0
    assert (tmp_path / "a.png").exists()


@pytest.mark.parametrize("name", [f"a{suffix}" for suffix in scene_files.READABLE])
def test_no_scene_is_awaited_from_it(odd, name, capsys):
    for path in odd(name):
        for arguments in ([str(path)], ["render", "never.png", "--from", str(path)]):
            assert cli.main(arguments) == 1
            assert capsys.readouterr() == ("", f"sigviz: {str(path)!r} cannot be read: {ODD}\n")


def test_no_settings_are_awaited_from_it(odd, capsys):
    for path in odd("settings.json"):
        assert Settings(path).load() == Memory()
        assert capsys.readouterr().err.endswith(f"{ODD}\n")
