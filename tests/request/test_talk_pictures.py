"""Which pictures of a talk are asked for, and how their files are named."""

import pytest

from sigviz import cli
from sigviz.model.scene import Scene
from sigviz.request.command_line import parse_render
from sigviz.request.talk_pictures import TalkRequest
from tests.talks import EXAMPLE, talk_of, written


def wanted(folder, *arguments, text=EXAMPLE):
    request, source = parse_render([*arguments, "--from", "talk.toml"])
    assert source.name == "talk.toml"
    return TalkRequest.of(request, talk_of(folder, text))


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("slide-{scene:02}.png", ["slide-01.png", "slide-02.png", "slide-03.png"]),
        ("{scene}.pdf", ["1.pdf", "2.pdf", "3.pdf"]),
        ("{scene}-{step:02}.svg", ["1-01.svg", "2-01.svg", *(f"3-{step:02}.svg" for step in range(1, 11))]),
        ("{i:03}.png", [f"{index:03}.png" for index in range(12)]),
        ("{scene}-{i}.png", ["1-0.png", "2-1.png", *(f"3-{index}.png" for index in range(2, 12))]),
    ],
)
def test_files_are_named_by_scene_and_step(tmp_path, name, names):
    request = wanted(tmp_path, name)
    scenes = list(request.scenes(Scene()))
    assert [str(request.path(index, scene)) for index, scene in enumerate(scenes)] == names
    assert len(request) == len(names)


def test_a_numbered_scene_is_its_last_build(tmp_path):
    *_, last = wanted(tmp_path, "{scene}.png").scenes(Scene())
    assert last.step == 10


def test_a_page_is_a_build_and_options_apply_to_each(tmp_path):
    request = wanted(tmp_path, "a.pdf", "--theme", "print", "--without", "grid")
    scenes = list(request.scenes(Scene()))
    assert len(scenes) == 12
    assert {scene.theme for scene in scenes} == {"print"}
    assert not any(scene.shows("grid") for scene in scenes)


def test_an_animation_glides_to_each_build_and_holds_there(tmp_path):
    request = wanted(tmp_path, "a.gif", "--fps", "10")
    scenes, holds = list(request.scenes(Scene())), request.playback.holds
    assert len(scenes) == len(holds) == len(request)
    held = [scene for scene, hold in zip(scenes, holds, strict=True) if hold]
    assert held == [build.scene for build in request.talk.builds]
    assert [scene.x for scene in scenes[1:7]] == sorted({scene.x for scene in scenes[1:7]})  # 0.6 s on the way to 2
    assert scenes[7].x == 2
    assert request.playback.veils[1] > request.playback.veils[2] == 0  # layers fade in 0.15 s


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["a.png"], "one .png file cannot contain a talk: add {scene:02}"),
        (["a.pdf", "--x", "3"], "--x and a talk cannot be combined"),
        (["a.pdf", "--x", "1:3:1"], "--x and a talk cannot be combined"),
        (["a.pdf", "--step", "2"], "--step and a talk cannot be combined"),
        (["a.pdf", "--step", "1:2"], "--step and a talk cannot be combined"),
        (["{step}.png"], "the same name: add {scene:02}"),
        (["{x}.png"], "the same name: add {scene:02}"),
        (["{scene}.png", "--notes"], "a .png file has no notes: use .pdf"),
        (["{page}.png"], "unknown field 'page'"),
        (["a.pdf", "--scale", "99"], "scale must be between"),
        (["a.gif", "--size", "4000x4000"], "too many for a GIF"),
    ],
)
def test_what_does_not_fit_a_talk_is_said_in_one_line(tmp_path, capsys, monkeypatch, arguments, problem):
    monkeypatch.chdir(tmp_path)
    written(tmp_path)
    assert cli.main(["render", *arguments, "--from", "talk.toml"]) == 2
    said = capsys.readouterr().err
    assert problem in said
    assert said.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["talk.toml"]


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [(["a.pdf", "--notes"], "only a talk has notes"), (["{scene}.png"], "counts scenes, which only a talk has")],
)
def test_what_only_a_talk_has_needs_one(capsys, arguments, problem):
    with pytest.raises(SystemExit) as left:
        cli.main(["render", *arguments])
    assert left.value.code == 2
    assert problem in capsys.readouterr().err


def test_one_scene_is_one_picture(tmp_path):
    assert len(wanted(tmp_path, "a.png", text="[[scene]]\nx = 2")) == 1
