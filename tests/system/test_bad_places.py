"""Difficult environments: no home, no display, no fonts, a full disk, other locales, a clock that jumps."""

import itertools
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QApplication, QLabel

from sigviz.model.layers import LAYER_NAMES
from sigviz.model.scene import Scene
from sigviz.pictures import series
from sigviz.request.command_line import parse_render
from sigviz.storage import scene_files
from sigviz.storage.settings import Memory, Settings
from sigviz.system.os_signals import SignalReceived
from tests.events import CTRL, LEFT, wheel
from tests.pictures.test_render import render
from tests.window.test_export_dialog import export

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs /proc and its like")
TERM, ROOT = signal.SIGTERM, os.geteuid() == 0
RENDER, SMALL, SETTINGS = ("render", "a.png"), ("--size", "240x160"), "c/sigviz/settings.json"
SAID = re.compile("QT_|LC_|LANG|XDG_|DISPLAY|WAYLAND|PYTEST|HOME$|FONTCONFIG|PYTHONUNBUFFERED|SOURCE_DATE")
BARE = {name: value for name, value in os.environ.items() if not SAID.match(name)}
NOBODY = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if ROOT else []
TO_TERM = re.compile(r"SigCgt:\s+\w+[4-7c-f]\w{3}\n")  # the process handles SIGTERM


def run(*arguments, cwd, number=0, after=0.0, before=(), stdout=subprocess.PIPE, **environment):
    """Run the program and return its output and exit status. A signal may end it some time after it handles signals."""
    command, pipe = (
        [*before, sys.executable, "-P", "-m", "sigviz", *arguments],
        subprocess.PIPE,
    )  # -P: ignore files in the current folder
    with subprocess.Popen(command, cwd=cwd, env=BARE | environment, text=True, stdout=stdout, stderr=pipe) as process:
        status = Path(f"/proc/{process.pid}/status")
        for _ in range(9999 if number else 0):
            with suppress(subprocess.TimeoutExpired):
                if TO_TERM.search(status.read_text()):
                    break
                assert process.wait(0.003) is None, "it ends before it listens for a signal"
        with suppress(subprocess.TimeoutExpired):
            process.wait(after)
        process.send_signal(number)
        try:
            return *process.communicate(timeout=60), process.returncode
        finally:
            process.kill()


HOMES = {  # the environment, the folders created before, and the path of the settings, if any
    "none": ({}, str, None), "missing": ({"HOME": "/nowhere/a"}, str, None), "proc": ({"HOME": "/proc"}, str, None),
    "closed": ({"HOME": "{}/a"}, lambda at: (at / "a").mkdir(mode=0o555), None),
    "odd": ({"HOME": "{}/a\nb"}, str, "a\nb/.config"),
    "no text": ({"XDG_CONFIG_HOME": "{}/\udcff"}, str, "\udcff"),
    "no text either": ({"HOME": "{}/\udcff"}, str, "\udcff/.config"),
    "relative": ({"HOME": "{}/a", "XDG_CONFIG_HOME": "b"}, str, "a/.config"),
    "random bytes": ({"XDG_CONFIG_HOME": "{}/c"}, lambda at: (at / SETTINGS).write_bytes(os.urandom(5000)), "c"),
    "a folder": ({"XDG_CONFIG_HOME": "{}/c"}, lambda at: (at / SETTINGS).mkdir(), None),
    "a loop": ({"XDG_CONFIG_HOME": "{}/c"}, lambda at: (at / SETTINGS).symlink_to("settings.json"), None),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("home", HOMES)
def test_a_window_opens_with_any_home_and_a_signal_saves_the_settings_if_possible(home):
    environment, prepare, where = HOMES[home]
    if home == "none" and not ROOT:
        pytest.skip("it might write to the home of the user who runs the tests")
    if ROOT and (not shutil.which("setpriv") or run("--version", cwd="/", before=NOBODY)[2]):
        pytest.skip("root closes no folder to itself, and cannot become nobody here")
    with tempfile.TemporaryDirectory() as name:  # user nobody cannot enter that of pytest
        place = Path(name).resolve()
        (place / SETTINGS).parent.mkdir(parents=True)
        for folder in (place, (place / SETTINGS).parent):
            folder.chmod(0o777)
        prepare(place)
        before = {*place.rglob("*")}
        env = {name: value.format(place) for name, value in environment.items()}
        out, err, status = run("--x=2.25", number=TERM, cwd=place, before=NOBODY, QT_QPA_PLATFORM="offscreen", **env)
        assert (out, status) == ("", 128 + TERM), err
        assert re.fullmatch(r"(sigviz: the settings .+\n){0,2}", err)
        assert ("could not be saved" in err) == (where is None)
        saved = {place / where / "sigviz" / "settings.json"} if where else set()
        assert {path for path in {*place.rglob("*")} - before if path.is_file()} == saved - before
        assert all(Settings(path).load().scene == Scene(x=2.25) for path in saved)


HANGS_UP = """import os, signal, sys
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # the tests may have been started with nohup
os.execv(sys.argv[1], sys.argv[1:])"""


@pytest.mark.slow
def test_closing_the_terminal_loses_nothing(tmp_path):
    environment = {"XDG_CONFIG_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    before = [sys.executable, "-c", HANGS_UP]
    _, err, status = run("--x=2.25", number=signal.SIGHUP, cwd=tmp_path, before=before, **environment)
    assert (err, status) == ("", 128 + signal.SIGHUP)
    assert Settings(tmp_path / "sigviz" / "settings.json").load().scene == Scene(x=2.25)


SAVE = """import sys; from sigviz.storage.settings import Memory, Scene, Settings; x = int(sys.argv[2])
for _ in range(150): Settings(sys.argv[1]).save(Memory(Scene(x=x), True, b"a" * 9000 * x))"""


@pytest.mark.slow
def test_two_programs_that_save_at_once_leave_a_complete_file(tmp_path, capsys):
    settings, memories = Settings(tmp_path / "a.json"), [Memory(Scene(x=x), True, b"a" * 9000 * x) for x in (1, 5)]
    settings.save(memories[0])
    writers, seen = [subprocess.Popen([sys.executable, "-c", SAVE, settings.path, x]) for x in "15"], []
    while None in [writer.poll() for writer in writers]:
        seen.append(settings.load())
    assert all(memory in memories for memory in [*seen, settings.load()])
    assert {memory.scene.x for memory in seen} == {1, 5}
    statuses = [writer.returncode for writer in writers]
    assert (statuses, capsys.readouterr().err, os.listdir(tmp_path)) == ([0, 0], "", ["a.json"])


SURROUNDINGS = {
    "no fonts": {"FONTCONFIG_FILE": "{}/fonts"}, "C": {"LC_ALL": "C"},
    "German, on a fine screen": {"LC_ALL": "de_DE.UTF-8", "QT_SCALE_FACTOR": "2", "QT_FONT_DPI": "200"},
    "no display": {"DISPLAY": ":7654", "QT_QPA_PLATFORM": "xcb"},
    "a desktop of GTK, without a display": {"QT_QPA_PLATFORMTHEME": "gtk3"},
}  # fmt: skip


@pytest.fixture(scope="module")
def usual(tmp_path_factory):
    """The bytes of a picture made in the normal environment."""
    folder = tmp_path_factory.mktemp("usual")
    assert run(*RENDER, *SMALL, cwd=folder) == ("", "", 0)
    return (folder / "a.png").read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("name", SURROUNDINGS)
def test_pictures_need_no_display_or_fonts_and_are_the_same_in_every_language(usual, tmp_path, name):
    (tmp_path / "fonts").write_text("<fontconfig/>")
    environment = {name: value.format(tmp_path) for name, value in SURROUNDINGS[name].items()}
    out, err, status = run(*RENDER, *SMALL, cwd=tmp_path, **environment)
    assert (out, status) == ("", 0), err
    assert not err or err.startswith("Detected locale")  # Qt's message about UTF-8
    assert (tmp_path / "a.png").read_bytes() == usual


def test_every_format_can_be_written_and_read_in_a_folder_with_a_non_text_name(here):
    folder = here / os.fsdecode(b"\xff")
    folder.mkdir()
    for name in ("a.png", "a.svg", "a.webp", "a.gif", "a.pdf", "{i}.pdf"):
        assert render(folder / name, *SMALL, "--x=2.25") == 0
    files = sorted(folder.iterdir())
    assert [scene_files.read_scene(path) for path in files if path.suffix != ".gif"] == [Scene(x=2.25)] * 5
    assert render("b.pdf", "--from", folder / "a.pdf", *SMALL) == 0


REFUSED = [("libEGL.so.1", Path.touch, RENDER), ("libxcb.so.1", Path.touch, ())]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "make", "arguments"), REFUSED)
def test_a_library_that_does_not_load_is_reported_in_one_line(tmp_path, name, make, arguments):
    """A pipe or device must not be replaced: as root, writing through a link would destroy /dev/null."""
    make(tmp_path / name)
    mode = (tmp_path / name).stat().st_mode
    out, err, status = run(*arguments, cwd=tmp_path, LD_LIBRARY_PATH=str(tmp_path), DISPLAY=":7654")
    assert (out, status, os.listdir(tmp_path), (tmp_path / name).stat().st_mode) == ("", 1, [name], mode)
    assert re.fullmatch(rf"sigviz: .*{re.escape(name)}.*\n", err)


FULL = """mount -t tmpfs -o size=64k sigviz "$1" && cd "$1" && echo old > a.png && echo old > b.pdf || exit 77
head -c 99999 /dev/zero > filler 2> /dev/null; shift; "$@"; echo "status $?"; cat a.png b.pdf; ls -A"""


@pytest.mark.slow
@pytest.mark.parametrize("out", ["a.png", "b.pdf", "c.gif", "{i}.svg"])
def test_a_full_disk_is_reported_in_one_line_and_changes_nothing(tmp_path, out):
    before = ["unshare", "-m" if ROOT else "-rm", "sh", "-c", FULL, "sh", tmp_path]
    if not shutil.which("unshare") or subprocess.call([*before, "true"]):
        pytest.skip("no file system can be mounted here")
    said, err, status = run("render", out, *SMALL, "--x=0" if out == "a.png" else "--x=0:1:0.5", cwd="/", before=before)
    assert (said, status) == ("status 1\nold\nold\na.png\nb.pdf\nfiller\n", 0)
    assert re.fullmatch(r"sigviz: '.+' cannot be written: .+\n", err)


@pytest.mark.parametrize("out", ["{i}.png", "a.pdf"])
def test_a_signal_at_any_point_of_a_series_leaves_only_complete_files(here, monkeypatch, out):
    """A signal is recorded and checked between two pictures; `test_nothing_lost.py` sends real signals."""
    wanted, _ = parse_render([out, *SMALL, "--x", "0:7:1", "--quiet"])
    series.run(wanted, wanted.scenes(Scene()), lambda: None)
    new = {path.name: path.read_bytes() for path in here.iterdir()}
    for turn in range(len(wanted) + 1):
        folder, looks = here / f"{turn}", itertools.count()
        folder.mkdir()
        for name in [*new][turn % 3 :: 2]:  # some files exist before, some do not
            (folder / name).write_bytes(b"old")
        old = {path.name for path in folder.iterdir()}

        def check(looks=looks, turn=turn):
            if next(looks) == turn:
                raise SignalReceived(TERM)

        monkeypatch.chdir(folder)
        with pytest.raises(SignalReceived):
            series.run(wanted, wanted.scenes(Scene()), check)
        left = {path.name: path.read_bytes() for path in folder.iterdir()}
        assert all(content in (b"old", new[name]) for name, content in left.items())
        assert old <= {*left}


@pytest.fixture(params=["de_DE", "ar_EG", "he_IL"])
def abroad(request, qapp):
    QLocale.setDefault(QLocale(request.param))
    qapp.setLayoutDirection(QLocale().textDirection())
    yield
    QLocale.setDefault(QLocale.system())
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def typed_into(qtbot, field, text):
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    field.interpretText()
    return field.value()


@pytest.mark.slow
def test_in_other_locales_numbers_have_a_point_and_are_typed_with_point_or_comma(abroad, qtbot, make_window):
    window = make_window(x=1.25, layers=LAYER_NAMES)
    values = [typed_into(qtbot, window.controls.field, "2,5"), typed_into(qtbot, window.controls.field, "-2.5")]
    dialog = export(qtbot, window)
    parts = [each for kind in (QLabel, QAbstractSpinBox, QAbstractButton) for each in window.findChildren(kind)]
    odd = [each.text() for each in parts if each.isVisible() and re.search(r"\d[,٫]\d|[٠-٩]", each.text())]
    values.append(typed_into(qtbot, dialog.details.scale, "1.5"))
    dialog.close()
    assert (odd, values) == ([], [2.5, -2.5, 1.5])


def test_in_other_locales_dragging_right_increases_x(abroad, qtbot, make_window):
    window = make_window(layers=[*Scene().layers, "derivation", "neuron", "secant"])
    for widget, height, xs in ((window.plot.viewport(), 60, []), (window.controls.slider, 10, [])):
        for share in (0.3, 0.4, 0.6, 0.8):
            at = QPoint(round(widget.width() * share), height)
            if not xs:
                qtbot.mousePress(widget, LEFT, pos=at)
            qtbot.mouseMove(widget, at)
            xs.append(window.scene.x)
        qtbot.mouseRelease(widget, LEFT, pos=at)
        assert all(before < after for before, after in pairwise(xs))


@pytest.mark.parametrize("jump", [-1e9, -3600.0, 1e-9, 1e9, 1e300])
def test_a_clock_jump_does_not_stop_the_program(make_window, monkeypatch, jump):
    window, now = make_window(), [1e6]
    for module in ("plot.gestures", "window.player", "window.hall.pointer"):
        monkeypatch.setattr(f"sigviz.{module}.monotonic", lambda: now[0])
    window.toggle_presentation()
    window.table["play"].trigger()
    for _ in range(4):
        now[0] += jump
        low, high = window.scene.x_range
        window.player._timer.timeout.emit()
        window.presentation.pointer._look.timeout.emit()
        assert low <= window.scene.x <= high
        wheel(window.plot.viewport(), (300, 300), modifiers=CTRL)
        assert low < window.scene.x_range[0] < window.scene.x_range[1] < high
    window.toggle_presentation()
    assert QApplication.overrideCursor() is None
