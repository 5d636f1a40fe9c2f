"""Changing a talk: what a change does to its scene, that the others stay as they were, and that the file says it."""

import random
from pathlib import Path

import pytest

from sigviz.model import navigation
from sigviz.model.layers import LAYER_NAMES
from sigviz.model.scene import Scene
from sigviz.model.talk.talk import MOST_SCENES
from sigviz.request import talk_editing as editing
from sigviz.request.talk_file import read_talk
from sigviz.request.talk_writing import toml_of
from sigviz.request.tours import TOURS
from sigviz.system import assets
from tests.talks import EXAMPLE, talk_of, written


def saved(talk, folder):
    """Return the talk that is read back from its file."""
    return read_talk(written(folder, toml_of(talk)))


def shown(talk):
    return [part.builds for part in talk.scenes]


def test_a_new_scene_says_only_what_differs(tmp_path):
    talk = talk_of(tmp_path)
    view = talk.builds[1].scene.evolve(x=3, theme="dark", layers=talk.builds[1].scene.layers | {"area"})
    more = editing.added(talk, 2, view)
    assert more.scenes[2].entry == {"with": ["area"], "x": 3.0}
    assert shown(more)[:2] + shown(more)[3:] == shown(talk)


def test_an_updated_scene_of_several_builds_changes_in_all_of_them(tmp_path):
    talk = talk_of(tmp_path)
    here = talk.builds[5].scene
    more = editing.updated(talk, 5, here.evolve(**navigation.toggle(here, "grid")).evolve(x=-1))
    assert [scene.step for scene in more.scenes[2].builds] == list(range(1, 11))
    assert {scene.x for scene in more.scenes[2].builds} == {-1}
    assert not any(scene.shows("grid") for scene in more.scenes[2].builds)
    assert more.scenes[2].entry["step"] == "1:10"


def test_the_first_caption_gives_all_scenes_its_margin_and_the_last_one_takes_it(tmp_path):
    talk = editing.added(editing.begun(Scene()), 1, Scene(x=2))
    assert [build.scene.caption for build in talk.builds] == [None, None]
    more = editing.captioned(talk, 2, "Two")
    assert [build.scene.caption for build in more.builds] == ["", "Two"]
    assert [build.scene.caption for build in editing.captioned(more, 2, "").builds] == [None, None]


@pytest.mark.parametrize(
    ("edit", "problem"),
    [
        (lambda talk: editing.removed(talk, 1), "at least one scene"),
        (lambda talk: editing.captioned(talk, 1, "a\nb"), "one line"),
        (lambda talk: editing.captioned(talk, 1, "x" * 301), "one line"),
        (lambda talk: editing.noted(talk, 1, "x" * 10_001), "at most 10000"),
        (lambda talk: editing.titled(talk, "a\nb"), "title must be"),
    ],
)
def test_what_is_not_possible_says_why(edit, problem):
    with pytest.raises(ValueError, match=problem):
        edit(editing.begun(Scene()))


def test_a_full_talk_takes_no_more(tmp_path):
    talk = talk_of(tmp_path, "[[scene]]\n" * MOST_SCENES)
    for edit in (lambda: editing.added(talk, 1, Scene(x=3)), lambda: editing.duplicated(talk, 1)):
        with pytest.raises(ValueError, match="at most 1000 scenes"):
            edit()


def test_comments_and_order_of_a_file_written_by_hand_stay(tmp_path):
    text = "# my talk\n" + EXAMPLE.replace("x = 2\n", "x    = 2  # here\n")
    talk = talk_of(tmp_path, text)
    assert toml_of(talk) == text
    changed = editing.captioned(talk, 2, "Its slope")
    assert toml_of(changed) == text.replace("Its slope at one point", "Its slope")
    added = toml_of(editing.added(talk, 1, talk.builds[0].scene.evolve(x=-1)))
    assert [line for line in text.splitlines() if line not in added.splitlines()] == []
    assert '[[scene]]\nx = -1.0\n\n[[scene]]\ncaption = "Its slope' in added
    moved = toml_of(editing.moved(talk, 3, 1))
    assert "# builds: a key press each" in moved
    assert moved.index("Where the formula") < moved.index("squeezes")


def test_notes_of_several_lines_are_written_as_such(tmp_path):
    notes = 'One\n"Two" \\ three\nσ′'
    talk = editing.noted(talk_of(tmp_path), 1, notes)
    assert saved(talk, tmp_path).builds[0].notes == notes
    assert "One\n" in toml_of(talk)


EDITS = {
    "add": lambda talk, place, number, scene, chance: editing.added(talk, number, scene),
    "update": lambda talk, place, number, scene, chance: editing.updated(talk, place, scene),
    "duplicate": lambda talk, place, number, scene, chance: editing.duplicated(talk, number),
    "remove": lambda talk, place, number, scene, chance: (
        editing.removed(talk, number) if len(talk.scenes) > 1 else talk
    ),
    "move": lambda talk, place, number, scene, chance: editing.moved(talk, number, chance.randint(1, len(talk.scenes))),
    "caption": lambda talk, place, number, scene, chance: editing.captioned(
        talk, number, chance.choice(["", "Hello", "σ′"])
    ),
    "notes": lambda talk, place, number, scene, chance: editing.noted(
        talk, number, chance.choice(["", "Some\nlines", 'σ′ \\ "x"'])
    ),
}
KEPT = {"add", "duplicate", "remove", "move", "caption", "notes"}  # edits that change no picture, but for captions


def bare(builds):
    """Return what is seen of builds, but for captions."""
    return [seen(scene) for scene in builds]


def seen(scene):
    step = scene.step if scene.shows("derivation") else 1
    return scene.evolve(layers=scene.seen.layers, by_hand=(), step=step, caption=None, theme="light")


@pytest.mark.parametrize("seed", range(12))
def test_after_any_edits_the_file_says_the_same_and_other_scenes_stay(tmp_path, seed):
    chance = random.Random(seed)
    talk = editing.begun(Scene())
    if seed % 2:
        path = Path(assets.path_of(f"tours/{TOURS[seed % len(TOURS)].name}.toml"))
        talk = read_talk(path)
    scene, place = talk.builds[0].scene, 0
    for _ in range(40):
        kind = chance.choice(["look", *EDITS])
        if kind == "look":
            scene = scene.evolve(**navigation.toggle(scene, chance.choice(LAYER_NAMES)))
            fields = ({"x": chance.uniform(-20, 20)}, {"units": chance.randint(1, 9)}, {"x_range": (-3, 3)})
            others = ({"theme": "dark"}, {"hidden": ["sigma"]}, {"step": chance.randint(1, 10)}, {"focus": "last"})
            scene = scene.evolve(**chance.choice(fields + others))
            continue
        before, number = talk, talk.builds[place].number
        talk = EDITS[kind](talk, place, number, scene, chance)
        if kind in KEPT:
            left = [bare(builds) for builds in shown(talk)]
            assert all(bare(builds) in left for builds in shown(before) if kind != "remove")
        if kind == "add":
            assert seen(talk.scenes[number].builds[0]) == seen(scene)
        back = saved(talk, tmp_path)
        assert (back, back.named) == (talk, talk.named)
        place = chance.randrange(len(talk.builds))
        scene = talk.at(place, scene) if chance.random() < 0.4 else scene
