"""Existing files survive write errors, interrupts and killed processes."""

import contextlib
import os
import re
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication

from sigviz import app, cli
from sigviz.pictures import series
from sigviz.storage import scene_files
from sigviz.system import os_signals
from tests.pictures.test_render import render

SMALL = ("--size", "240x160")
KINDS = ("png", "webp", "svg", "pdf", "gif")
LONG = {"{i}.png": "-600:600:0.15", "{i}.svg": "-600:600:0.15", "a.pdf": "-600:600:0.15", "a.gif": "-600:600:0.15"}


# Write errors


def refused(capsys, *arguments):
    """Return the one-line error message of a command that fails with status 1."""
    assert render(*arguments) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert re.fullmatch(r"sigviz: .+\n", err)
    assert not err.startswith("sigviz: error")
    return err


@pytest.mark.parametrize("name", KINDS)
def test_a_missing_folder_or_a_folder_of_that_name_is_reported(here, capsys, name):
    Path(f"there.{name}").mkdir()
    assert "No such file or directory" in refused(capsys, f"missing/a.{name}", *SMALL)
    assert "it is a folder" in refused(capsys, f"there.{name}", *SMALL)
    assert os.listdir() == [f"there.{name}"]
    assert os.listdir(f"there.{name}") == []


@pytest.mark.parametrize("name", KINDS)
def test_missing_permission_is_reported(here, capsys, name):
    assert render(f"a.{name}", *SMALL) == 0
    old = Path(f"a.{name}").read_bytes()
    here.chmod(0o555)
    if root := os.geteuid() == 0:
        os.seteuid(65534)  # root can write to every folder
    try:
        assert "Permission denied" in refused(capsys, f"a.{name}", *SMALL, "--x", "2")
    finally:
        if root:
            os.seteuid(0)
        here.chmod(0o755)
    assert Path(f"a.{name}").read_bytes() == old
    assert os.listdir() == [f"a.{name}"]


@pytest.mark.parametrize("name", KINDS)
def test_a_write_protected_file_is_kept(here, capsys, name):
    for path in (Path(f"a.{name}"), Path(f"a1.{name}")):
        path.write_bytes(b"kept")
        path.chmod(0o444)
    assert "write-protected" in refused(capsys, f"a.{name}", *SMALL)
    assert "write-protected" in refused(capsys, f"a{{i}}.{name}", *SMALL, "--x", "0:2:1")
    assert Path(f"a.{name}").read_bytes() == Path(f"a1.{name}").read_bytes() == b"kept"
    assert not [left for left in os.listdir() if "unfinished" in left]


@contextlib.contextmanager
def files_of_at_most(size):
    """Limit the size of files, which has the same effect as a full disk."""
    former = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, former[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, former)


@pytest.mark.slow
@pytest.mark.parametrize("name", KINDS)
def test_a_full_disk_keeps_the_old_file(here, capsys, name):
    """Full at once, at the end of a block, in the middle of one, and before the last byte."""
    series = ("--x", "0:1:0.5") if name in ("pdf", "gif") else ()
    for _ in range(2):  # the size of the first picture of a process may differ by a few bytes
        assert render(f"a.{name}", *series) == 0
    whole = Path(f"a.{name}").read_bytes()
    for most in (0, 1, 5000, 16384, len(whole) - 5000, len(whole) - 1):
        with files_of_at_most(most):
            line = refused(capsys, f"a.{name}", *series)
        assert f"'a.{name}' cannot be written" in line
        assert Path(f"a.{name}").read_bytes() == whole
        assert os.listdir() == [f"a.{name}"]
    with files_of_at_most(len(whole)):
        assert render(f"a.{name}", *series) == 0


def test_a_disk_that_fills_up_keeps_the_pictures_already_made(here, capsys):
    Path("2.png").mkdir()
    assert "'2.png' cannot be written" in refused(capsys, "{i}.png", *SMALL, "--x", "0:50:1")
    assert not any(name.endswith("unfinished") for name in os.listdir())
    assert len(os.listdir()) < 20
    for name in ("0.png", "1.png"):
        with Image.open(name) as image:
            image.load()


STARVED = """
import resource, sys, sigviz.pictures.series, sigviz.cli
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + 300_000_000, -1))
sys.exit(sigviz.cli.main(["render", *sys.argv[1:]]))
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", ["png", "webp"])
def test_a_picture_too_large_for_the_memory_is_reported_in_one_line(here, name):
    command = [sys.executable, "-c", STARVED, f"a.{name}", "--size", "16000x16000"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 1
    assert re.fullmatch(r"sigviz: there is not enough memory .+\n", done.stderr)
    assert os.listdir() == []


# Interrupts


@pytest.fixture
def start(here):
    """A function that starts ``sigviz render`` in a process that ends with the test."""
    started = []

    def begin(*arguments):
        command = [sys.executable, "-m", "sigviz", "render", *arguments]
        started.append(subprocess.Popen(command, stderr=subprocess.PIPE, text=True))
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def until(condition, process):
    """Wait until ``condition()`` is true; the process must not end before."""
    for _ in range(6000):
        if condition():
            return
        with pytest.raises(subprocess.TimeoutExpired):  # the process still runs
            process.wait(0.005)
    raise AssertionError("it takes too long")


def end(process, number):
    process.send_signal(number)
    _, errors = process.communicate(timeout=60)
    return process.returncode, errors


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("out", LONG)
def test_an_interrupted_series_leaves_complete_files_and_no_temporary_ones(start, out, number):
    process = start(out, *SMALL, "--x", LONG[out])
    until(lambda: len(os.listdir()) > (5 if "{" in out else 0), process)
    assert end(process, number) == (128 + number, "")
    names = sorted(os.listdir())
    if "{" not in out:
        assert names == []
    else:
        assert 5 <= len(names) < 8000
        assert all(re.fullmatch(r"\d+\.(png|svg)", name) for name in names)
        assert all(scene_files.read_scene(Path(name)) for name in names)
        assert all(Path(name).read_bytes().endswith((b"IEND\xaeB`\x82", b"</svg>\n")) for name in names)


def loaded(process, library):
    with contextlib.suppress(FileNotFoundError), open(f"/proc/{process.pid}/maps") as maps:
        return library in maps.read()
    return False


@pytest.mark.slow
@pytest.mark.parametrize("library", ["libQt6Core", "_multiarray_umath", "libQt6Widgets"])
def test_ctrl_c_ends_the_program_quietly_even_during_startup(start, library):
    Path("a.png").write_bytes(b"old")
    process = start("a.png", *SMALL)
    until(lambda: loaded(process, library), process)
    assert end(process, signal.SIGINT) == (130, "")
    assert os.listdir() == ["a.png"]


@pytest.mark.parametrize("kind", ["gif", "png"])  # not PDF: its open painter would abort this process
def test_a_signal_in_a_series_is_raised(here, kind):

    def scenes():
        yield series.Scene()
        raise os_signals.SignalReceived(signal.SIGINT)

    wanted = series.PictureRequest(
        series.Request(), f"a.{kind}" if kind != "png" else "{i}.png", size=series.Size(60, 40)
    )
    with pytest.raises(os_signals.SignalReceived):
        series.make(wanted, scenes())
    assert [name for name in os.listdir() if not name.endswith(".png")] == []


# Killed processes


@pytest.mark.slow
@pytest.mark.parametrize("out", ["{i}.png", "a.pdf", "a.gif"])
def test_a_killed_process_leaves_the_old_files_and_recognizable_temporary_ones(start, out):
    old = [out.format(i=index) for index in range(1000 if "{" in out else 1)]
    for name in old:
        Path(name).write_bytes(b"old")
    process = start(out, *SMALL, "--x", LONG[out])
    until(lambda: len(os.listdir()) > len(old), process)
    assert end(process, signal.SIGKILL) == (-signal.SIGKILL, "")
    left = set(os.listdir()) - set(old)
    assert all(name.endswith(".sigviz-unfinished") for name in left)
    assert len(left) <= 2
    new = [name for name in old if Path(name).read_bytes() != b"old"]
    assert "{" in out or new == []
    for name in new:
        with Image.open(name) as image:
            image.load()


def test_signal_handlers_are_restored(here):
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    assert render("a.png", *SMALL) == 0
    assert render("missing/a.png", *SMALL) == 1
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before
    assert cli.main(["missing.json"]) == 1


def test_a_signal_at_startup_closes_the_window(make_window, qtbot, monkeypatch):
    @contextlib.contextmanager
    def noted_and_sent():
        with os_signals.noted() as check:
            os.kill(os.getpid(), signal.SIGTERM)
            yield check

    window = make_window()
    monkeypatch.setattr("sigviz.app.noted", noted_and_sent)
    monkeypatch.setattr(QApplication, "quit", lambda: None)
    with app._closed_by_signals(window) as check:
        qtbot.waitUntil(lambda: not window.isVisible())
    with pytest.raises(os_signals.SignalReceived):
        check()
