"""Talks in files: what they mean, and that a wrong one gets one clear sentence and changes nothing."""

import resource
import subprocess
import sys
import tomllib
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigviz import cli
from sigviz.model.scene import FIELDS, Scene
from sigviz.request.talk_file import LARGEST, read_talk
from sigviz.request.tours import TOURS, read_tour
from sigviz.storage.scene_files import SceneFileError
from tests.talks import talk_of, written


def test_a_scene_is_the_one_before_with_its_changes(tmp_path):
    talk = talk_of(tmp_path)
    first, second, *lines = [build.scene for build in talk.builds]
    assert talk.title == "Why σ′ = σ(1 − σ)"
    assert first.layers == {"sigma", "point", "labels", "grid"}
    assert second.layers == first.layers | {"tangent", "values"}
    assert (first.x, second.x, *{line.x for line in lines}) == (0, 2, 2)
    assert [line.step for line in lines] == list(range(1, 11))
    assert all(line.shows("derivation") for line in lines)
    assert not lines[0].shows("tangent")  # the step decides, as it does for --step
    assert [build.number for build in talk.builds] == [1, 2] + 10 * [3]


def test_caption_notes_and_glide_are_not_inherited(tmp_path):
    talk = talk_of(tmp_path, '[[scene]]\ncaption = "One"\nnotes = "Say it"\nglide = 2\n[[scene]]\nx = 1')
    one, other = talk.builds
    assert (one.scene.caption, one.notes, one.glide) == ("One", "Say it", 2.0)
    assert (other.scene.caption, other.notes, other.glide) == ("", "", None)


def test_without_captions_no_picture_has_a_margin_for_them(tmp_path):
    assert [build.scene.caption for build in talk_of(tmp_path, "[[scene]]\n[[scene]]\nx = 1").builds] == [None, None]


def test_every_field_of_a_scene_can_be_set_as_in_its_json(tmp_path):
    given = Scene(x=2, trace=[1.0, 2.0], guesses=[[1.0, 0.2]], hidden=["sigma"], caption="C", units=3).to_dict()
    lines = "\n".join(f"{name} = {_toml(value)}" for name, value in given.items() if name != "step")  # shows a layer
    assert talk_of(tmp_path, f"[[scene]]\n{lines}").builds[0].scene.to_dict() == given


def _toml(value):
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_toml, value))}]"
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else repr(value).replace("'", '"')


def test_only_the_fields_that_the_talk_names_are_named(tmp_path):
    talk = talk_of(tmp_path, "[[scene]]\nx = 1\n[[scene]]\nunits = 7")
    assert talk.named == {"x", "units", "caption"}
    there = talk.at(0, Scene(x=5, units=9, theme="dark", weights=[1, 2, 3]))
    assert (there.x, there.units, there.theme, there.weights) == (1, 5, "dark", (1, 2, 3))


def test_an_x_out_of_view_moves_the_view(tmp_path):
    assert talk_of(tmp_path, "[[scene]]\nx = 9").builds[0].scene.x_range == (-7, 9)


WRONG = [
    ("[[scene]]\nx = 1\n[[scene]]\n[[scene]]\nx = 701", "scene 3: x must be between -700 and 700, not 701"),
    ("[[scene]]\nhue = 3", "scene 1: a scene of a talk has no field 'hue'"),
    ('[[scene]]\nwith = ["tangnet"]', "scene 1: there is no layer 'tangnet': did you mean 'tangent'?"),
    ('[[scene]]\nshow = "sigma"', "scene 1: show must be a list of layer names"),
    ('[[scene]]\nshow = ["sigma"]\nlayers = ["sigma"]', "scene 1: show and layers mean the same"),
    ('[[scene]]\nstep = "5:2"', "scene 1: a series of steps must be ascending"),
    ("[[scene]]\nstep = 11", "scene 1: step must be a whole number from 1 to 10, not 11"),
    ("[[scene]]\nstep = true", "scene 1: step must be a whole number from 1 to 10, not True"),
    ('[[scene]]\nstep = "a:b"', "scene 1: 'a' is not a step"),
    ("[[scene]]\nglide = -1", "scene 1: glide must be between 0 and 10, not -1"),
    ("[[scene]]\nnotes = 3", "scene 1: notes must be a text"),
    ('[[scene]]\ncaption = "a\\nb"', "scene 1: caption must be one line"),
    ("[[scene]]\ncaption = 3", "scene 1: caption must be one line"),
    ("[[scene]]\nx = nan", "scene 1: x must be finite"),
    ("[[scene]]\nx = 2020-01-01", "scene 1: x must be a number, not date"),
    ("[[scene]]\nweights = [1, 2]", "scene 1: weights must have one value per input"),
    ("[[scene]]\nx = 0x" + "f" * 5000, "scene 1: x is too large"),
    ("[[scene]]\nx = " + "9" * 5000, "a number has too many digits"),
    ("titel = 3", "a talk has no field 'titel': did you mean 'title'?"),
    ("title = 3\n[[scene]]", "title must be one line"),
    ("", "a talk must have 1 to 1000 scenes, not 0"),
    ("[[scene]]\n" * 1001, "a talk must have 1 to 1000 scenes, not 1001"),
    ("scene = 3", "a scene must be a table: begin it with [[scene]]"),
    ("[scene]\nx = 1", "a scene must be a table: begin it with [[scene]]"),
    ("x", "this is not valid TOML"),
    ("x = " + "[" * 100_000, "it is nested too deeply"),
    ("x = " + "{a=" * 10_000, "it is nested too deeply"),
    (".".join("a" * 400_000) + " = 1", "has too many parts"),
    ("[" + " . ".join(["'a'"] * 90_000) + "]", "has too many parts"),
    ("x = {" + ".".join("a" * 400_000) + " = 1}", "has too many parts"),
]


@pytest.mark.parametrize(("text", "problem"), WRONG, ids=[problem[:40] for _, problem in WRONG])
def test_a_wrong_talk_gets_one_sentence_with_file_scene_and_field(tmp_path, capsys, text, problem):
    path = written(tmp_path, text)
    began = perf_counter()
    assert cli.main([str(path)]) == 2
    assert perf_counter() - began < 10
    said = capsys.readouterr().err
    assert said.startswith("sigviz: error: talk.toml: ")
    assert problem in said
    assert said.count("\n") == 1
    assert len(said) < 800


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(resource, "RLIMIT_AS"), reason="this system does not limit memory")
@pytest.mark.parametrize("text", ["{0} = 1", "[{0}]", "x = {{{0} = 1}}", "[[scene]]\n{0}.b = 1"])
def test_no_talk_takes_much_memory(tmp_path, text):
    path = written(tmp_path, text.format(".".join("a" * 400_000)))
    code = f"""
import resource, pathlib
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
from sigviz.request.talk_file import read_talk, SceneFileError
try:
    read_talk(pathlib.Path({str(path)!r}))
except SceneFileError:
    raise SystemExit(7)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 7


def test_other_encodings_and_large_files_are_refused(tmp_path):
    path = tmp_path / "talk.toml"
    path.write_bytes("title = 'σ'".encode("utf-16"))
    with pytest.raises(SceneFileError, match=r"talk\.toml: this is not text in UTF-8"):
        read_talk(path)
    path.write_bytes(b"#" * (LARGEST + 1))
    with pytest.raises(SceneFileError, match=r"talk\.toml: a talk has at most 1 MB"):
        read_talk(path)


def test_a_byte_order_mark_and_line_ends_of_windows_are_read(tmp_path):
    path = tmp_path / "talk.toml"
    path.write_bytes("\ufefftitle = 'σ'\r\n[[scene]]\r\nx = 3\r\n".encode())
    assert read_talk(path).builds[0].scene.x == 3


values = st.one_of(
    st.floats(), st.integers(), st.booleans(), st.text(max_size=20), st.lists(st.floats(-9, 9) | st.text(), max_size=4)
)


@given(
    st.lists(st.dictionaries(st.sampled_from([*FIELDS, "show", "with", "step", "notes", "glide"]), values), max_size=4)
)
def test_any_table_is_a_valid_talk_or_one_sentence(tmp_path_factory, entries):
    text = "\n".join(
        "[[scene]]\n" + "\n".join(f"{name} = {_plain_toml(value)}" for name, value in entry.items())
        for entry in entries
    )
    tomllib.loads(text)
    path = written(tmp_path_factory.getbasetemp(), text, "any.toml")
    try:
        talk = read_talk(path)
    except SceneFileError as error:
        problem = str(error)
    else:
        problem = "any.toml: "
        assert [build.scene for build in talk.builds] == [Scene(**build.scene.to_dict()) for build in talk.builds]
    assert problem.startswith("any.toml: ")
    assert "\n" not in problem


def _plain_toml(value):
    if isinstance(value, str):
        return '"' + "".join(f"\\U{ord(letter):08x}" for letter in value if not "\ud800" <= letter <= "\udfff") + '"'
    if isinstance(value, list):
        return f"[{', '.join(map(_plain_toml, value))}]"
    return str(value).lower() if isinstance(value, bool) else repr(value)


@pytest.mark.parametrize("tour", TOURS, ids=lambda tour: tour.name)
def test_each_tour_can_be_given(tour):
    talk = read_tour(tour.name)
    assert talk.title == tour.title
    assert len(talk.scenes) >= 5
    assert all(build.scene.caption for build in talk.builds)
    assert len({(build.scene.caption, build.scene.step) for build in talk.builds}) == len(talk.builds)
    assert sum(bool(part.notes) for part in talk.scenes) > len(talk.scenes) / 2
    # every scene names what it depends on, so that it is the same whatever was there before
    assert {"layers", "x", "x_range", "y_range", "hidden"} <= talk.named


def test_a_tour_that_does_not_exist_is_named_with_those_that_do(capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(["tour", "moon"])
    assert left.value.code == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert all(tour.name in said for tour in TOURS)


def test_a_large_talk_is_read_nearly_as_fast_as_its_toml(tmp_path):
    scenes = "".join(
        f'[[scene]]\ncaption = "c {index}"\nx = {index % 8}\nnotes = "{"n" * 500}"\nstep = "1:10"\n'
        for index in range(500)
    )
    path = written(tmp_path, scenes)

    def seconds(read):
        began = perf_counter()
        read()
        return perf_counter() - began

    pairs = [(seconds(lambda: read_talk(path)), seconds(lambda: tomllib.loads(scenes))) for _ in range(5)]
    ours, peer = (min(column) for column in zip(*pairs, strict=True))
    assert len(read_talk(path).builds) == 5000
    assert ours < 20 * peer  # a build takes less than two lines of TOML
