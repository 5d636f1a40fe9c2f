"""The command line: what it accepts and rejects, and that it needs neither numpy nor Qt for this."""

import io
import os
import re
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import sigviz
from sigviz import cli
from sigviz.formats.registry import FORMATS
from sigviz.model.layers import LAYER_NAMES, LAYERS
from sigviz.model.scene import FIELDS, THEMES, Scene
from sigviz.request.command_line import SCENE_OPTIONS, Request, parse

FLAGS = [option.flag for option in SCENE_OPTIONS]


def run(*arguments: str | bytes, python: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """Run the program without a display, so that no window can open."""
    bare = {name: value for name, value in os.environ.items() if not re.match("QT_|DISPLAY|WAYLAND|PYTEST", name)}
    command = [sys.executable, *python, "-m", "sigviz", *arguments]
    return subprocess.run(command, env=bare, capture_output=True, text=True, timeout=60, check=False)


def scene(*arguments: str, remembered: Scene | None = None) -> Scene:
    return parse(arguments).apply(remembered or Scene())


class TestWhatItTakes:
    @pytest.mark.parametrize(
        ("arguments", "fields"),
        [
            ([], {}),
            (["--x", "2.5"], {"x": 2.5}),
            (["--x=-1e-3"], {"x": -0.001}),
            (["--x", "-1e-3"], {"x": -0.001}),
            (["--x", "−0,5"], {"x": -0.5}),
            (["--x", "1", "--x", "2"], {"x": 2.0}),
            (["--x-range", "-4:4"], {"x_range": (-4.0, 4.0)}),
            (["--x-range", "-4:-1e-1"], {"x_range": (-4.0, -0.1)}),
            (["--y-range", "0:0,5"], {"y_range": (0.0, 0.5)}),
            (["--show", "sigma,point"], {"layers": {"sigma", "point"}}),
            (["--show", " sigma , point,"], {"layers": {"sigma", "point"}}),
            (["--show", ""], {"layers": set()}),
            (["--text-scale", "1.5"], {"text_scale": 1.5}),
            *((["--theme", theme], {"theme": theme}) for theme in THEMES),
        ],
    )
    def test_options_set_their_fields_and_nothing_else(self, arguments, fields):
        assert parse(arguments) == Request(fields=fields)
        assert scene(*arguments) == Scene(**fields)

    def test_resetting_is_a_switch(self):
        assert parse(["--reset-settings"]) == Request(reset_settings=True)

    def test_options_in_any_order_go_together(self):
        pairs = [("--x", "-3"), ("--theme", "dark"), ("--x-range", "-6:6"), ("--with", "complement")]
        forth = [word for pair in pairs for word in pair]
        back = [word for pair in reversed(pairs) for word in pair]
        assert parse([*forth, "--reset-settings"]) == parse(["--reset-settings", *back])

    @given(st.floats(-700, 700), st.sampled_from(["--x {}", "--x={}"]))
    def test_every_x_can_be_given_as_python_writes_it(self, x, spelled):
        assert parse(spelled.format(x).split(" ")).fields == {"x": x}


class TestPrecedence:
    REMEMBERED = Scene(x=-2, layers=["sigma", "grid"], x_range=(-3, 3), theme="print", text_scale=2)

    def test_what_is_not_asked_is_as_remembered(self):
        assert scene(remembered=self.REMEMBERED) is self.REMEMBERED

    def test_what_is_asked_comes_before_what_is_remembered(self):
        asked = scene("--x", "1", "--theme", "dark", "--show", "point", remembered=self.REMEMBERED)
        assert asked == self.REMEMBERED.evolve(x=1, theme="dark", layers=["point"])

    def test_with_and_without_change_the_layers_otherwise_obtained(self):
        change = ("--with", "complement,point", "--without", "grid")
        assert scene(*change, remembered=self.REMEMBERED).layers == {"sigma", "complement", "point"}
        assert scene(*change).layers == (Scene().layers | {"complement", "point"}) - {"grid"}
        assert scene("--show", "grid,labels", *change).layers == {"labels", "complement", "point"}

    def test_without_comes_after_with(self):
        assert "grid" not in scene("--without", "grid", "--with", "grid").layers

    def test_x_out_of_view_shifts_the_view_as_wide_as_it_was(self):
        assert scene("--x", "5", remembered=self.REMEMBERED).x_range == (-1, 5)
        assert scene("--x", "-9").x_range == (-9, 7)

    def test_a_range_asked_for_stays_whatever_x_is(self):
        assert scene("--x", "5", "--x-range", "-4:4") == Scene(x=5, x_range=(-4, 4))
        assert scene("--x-range", "20:40") == Scene(x_range=(20, 40))


BAD = {
    "no number": ["--x", "two"],
    "NaN": ["--x", "nan"],
    "infinite": ["--x", "-inf"],
    "too large for a float": ["--x", "1e999"],
    "beyond 700": ["--x", "700.5"],
    "beyond −700": ["--x", "-701"],
    "empty": ["--x", ""],
    "no value": ["--x"],
    "empty range": ["--x-range", "4:4"],
    "reversed range": ["--x-range", "4:-4"],
    "no range": ["--x-range", "4"],
    "half a range": ["--y-range", "4:"],
    "three numbers": ["--y-range", "1:2:3"],
    "too wide": ["--x-range", "-751:751"],
    "too narrow": ["--y-range", "0:1e-11"],
    "NaN in a range": ["--x-range", "nan:4"],
    "unknown layer": ["--show", "sigma,tangnet"],
    "unknown layer to add": ["--with", "complment"],
    "unknown layer to take": ["--without", "grud"],
    "unknown theme": ["--theme", "drak"],
    "text too large": ["--text-scale", "3.01"],
    "unknown option": ["--xrange", "-4:4"],
    "cut option": ["--text", "1"],
    "left over": ["1.json", "2.json"],
    "many lines": ["--x", "1\n2\u2028\x0b3\x85"],
    "an option of many lines": ["--no\nsuch\u2028option\r\n"],
    "not UTF-8": ["--show", b"\xff\xfe"],
    "a value for a switch": ["--reset-settings=1"],
    "no line": ["--step", "9" * 5000],
}
SUGGESTED = {
    "unknown layer": "tangent",
    "unknown layer to add": "complement",
    "unknown layer to take": "grid",
    "unknown theme": "dark",
}


@pytest.mark.slow
@pytest.mark.parametrize("why", BAD)
def test_bad_input_costs_one_line_and_status_2(why):
    done = run(*BAD[why])
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("sigviz: error: ")
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.endswith("\n")
    assert f"did you mean '{SUGGESTED.get(why)}'?" in done.stderr or why not in SUGGESTED


@pytest.mark.parametrize("flag", FLAGS)
def test_the_line_names_the_option_that_is_wrong(flag, capsys):
    with pytest.raises(SystemExit):
        parse([flag, "@"])
    assert flag in capsys.readouterr().err


known = [*FLAGS, *LAYER_NAMES, "--", "-", "-h", "-4:4", "1e999", "--reset-settings", "--version"]
word = st.text(max_size=8) | st.sampled_from(known)
arguments = st.lists(word | st.builds("{}={}".format, st.sampled_from(FLAGS), word), max_size=5)


@given(arguments)
@example(["--x", "\udcff"])
@example(["--x=%s %(prog)s"])
@example(["--show", "{}"])
def test_any_arguments_are_a_request_or_one_line(given_arguments):
    status = None
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        try:
            request = parse(given_arguments)
        except SystemExit as end:
            status = end.code
    out, err = out.getvalue(), err.getvalue()
    if status is None:
        assert isinstance(request.apply(Scene()), Scene)
        assert (out, err) == ("", "")
    elif status == 0:
        assert out.startswith(("usage: sigviz", "sigviz "))
        assert err == ""
    else:
        assert (status, out) == (2, "")
        assert re.fullmatch(r"sigviz: error: .+\n", err)
        assert len(err.splitlines()) == 1


@given(st.floats(-700, 700), st.floats(-750, 749), st.floats(0, 1))
def test_an_x_asked_for_goes_with_any_remembered_view(x, low, share):
    high = min(max(low + share * (750 - low), low + 2e-8), 750.0)
    remembered = Scene(x_range=(low, high))
    shown = Request(fields={"x": x}).apply(remembered)
    assert shown.x_range[0] <= shown.x <= shown.x_range[1]


def test_help_names_every_option_and_layer_and_field():
    done = run("--help")
    assert (done.returncode, done.stderr) == (0, "")
    for name in [*FLAGS, "--reset-settings", "--version", *THEMES, *(layer.about for layer in LAYERS)]:
        assert name in done.stdout
    for name, field in FIELDS.items():
        assert f"  {name} {field.about}: {field.kind.accepts}" in re.sub(r"(\S) +", r"\1 ", done.stdout)


def test_help_on_pictures_tells_of_series_and_of_every_number_in_a_name():
    done = run("render", "--help")
    text = " ".join(done.stdout.split())
    assert (done.returncode, done.stderr) == (0, "")
    assert "--x X|A:B:S the x of the point: between -700 and 700; or a series" in text
    assert "--step N|A:B show the derivation at line N, from 1 to 10; or a series" in text
    assert "{x}, {step:02} and {i:03} number a series" in text
    assert all(kind in text for kind in FORMATS)


@pytest.mark.parametrize("screen", ["a", "0", "-1", "1.5", "", "9" * 5000])
def test_a_screen_is_counted_from_1(screen, capsys):
    with pytest.raises(SystemExit):
        parse(["--screen", screen])
    assert (
        capsys.readouterr().err
        == f"sigviz: error: argument --screen: {screen!r} is not a screen: screens are counted from 1\n"
    )
    assert parse(["--screen", "2"]).screen == 2


@pytest.mark.parametrize("encoding", ["ascii", "utf-8"])
def test_help_can_be_read_on_any_terminal(encoding, monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    done = run("--help")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
@pytest.mark.parametrize("argument", ["--help", "--version", "--x=bad"])
def test_it_answers_without_numpy_and_qt(argument):
    done = run(argument, python=("-X", "importtime"))
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines() if "|" in line}
    assert "argparse" in imported
    assert not imported & {"numpy", "PySide6", "shiboken6", "pyqtgraph", "ziafont", "ziamath"}


def test_the_version_is_the_packages():
    assert run("--version").stdout == f"sigviz {sigviz.__version__}\n"


def test_main_takes_arguments_or_the_processs_own(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["sigviz", "--version"])
    for given_arguments in (None, ["--version"]):
        with pytest.raises(SystemExit) as end:
            cli.main(given_arguments)
        assert end.value.code == 0
        assert capsys.readouterr().out.endswith(f"{sigviz.__version__}\n")
