"""Scenes of other versions of sigviz: older ones are read, newer ones are rejected as such and never overwritten."""

import json
import re
from pathlib import Path

import pytest

from sigviz import cli
from sigviz.model import scene as model
from sigviz.model.scene import Scene
from sigviz.model.scene_version import VERSION, NewerVersionError
from sigviz.storage import scene_files
from sigviz.storage.settings import Memory, Settings
from tests.conftest import keep
from tests.storage.test_foreign_files import CLOSE, END, OPEN, PNG, chunk, refusal

LATER = {"version": VERSION + 1, "x": 2, "shape": "tanh", "hue": 3, "theme": "sepia"}
NO_VERSION = [0, -1, True, 1.0, "1", None, [1], float("nan")]


@pytest.fixture
def later(here, monkeypatch):
    """A function that writes a scene in a format, as the next release of sigviz would."""

    def make(name):
        monkeypatch.setattr(model, "VERSION", VERSION + 1)
        path = keep(Scene(x=2), here / name)
        monkeypatch.setattr(model, "VERSION", VERSION)
        return path

    return make


@pytest.mark.parametrize("name", [f"a{suffix}" for suffix in scene_files.READABLE])
def test_all_that_keeps_a_scene_keeps_its_version(later, capsys, name):
    sentence = refusal(later(name), capsys)
    assert (
        sentence
        == f"{name!r}: the scene was made by a newer sigviz (version {VERSION + 1}; this one reads version {VERSION})"
    )


def test_a_version_stands_beside_the_fields_and_none_is_the_first():
    plain = json.loads(Scene(x=2).to_json())
    assert plain.pop("version") == VERSION
    assert plain == json.loads(json.dumps(Scene(x=2).to_dict()))
    assert Scene.from_dict(plain) == Scene.from_dict({**plain, "version": 1}) == Scene(x=2)
    with pytest.raises(ValueError, match="no field 'version'"):
        Scene().evolve(version=1)


def test_a_newer_scene_is_refused_with_the_fields_that_are_unknown(tmp_path, capsys):
    path = tmp_path / "a.json"
    path.write_text(json.dumps(LATER))
    sentence = refusal(path, capsys)
    assert "was made by a newer sigviz" in sentence
    assert sentence.endswith("with unknown fields: 'shape', 'hue'")
    with pytest.raises(NewerVersionError, match="'shape', 'hue'"):
        Scene.from_dict(LATER)
    (tmp_path / "a.svg").write_bytes(OPEN + json.dumps(LATER).encode() + CLOSE)
    (tmp_path / "a.png").write_bytes(PNG + chunk(b"tEXt", b"sigviz\0" + json.dumps(LATER).encode()) + END)
    for name in ("a.svg", "a.png"):
        assert "'shape', 'hue'" in refusal(tmp_path / name, capsys)


def test_the_sentence_is_short_whatever_the_fields_are(tmp_path, capsys):
    names = {f"{number}\n\u2028{'a' * 999}": number for number in range(1000)}
    for plain in ({"version": 2, **names}, {"version": 10**400}, {"version": 10**4400}):
        (tmp_path / "a.json").write_text(
            json.dumps(plain) if plain["version"] < 10**4000 else '{"version": 1' + "0" * 4400
        )
        refusal(tmp_path / "a.json", capsys)
    with pytest.raises(NewerVersionError, match="and 995 more"):
        Scene.from_dict({"version": 2, **names})


@pytest.mark.parametrize("version", NO_VERSION, ids=repr)
def test_what_is_no_version_is_refused_by_name(version):
    with pytest.raises(ValueError, match=r"^version must be a whole number") as refused:
        Scene.from_dict({"version": version})
    assert not isinstance(refused.value, NewerVersionError)


# Settings


def test_settings_of_a_newer_sigviz_are_used_as_far_as_known_and_stay(make_window, tmp_path, capsys):
    settings = Settings(tmp_path / "settings.json")
    content = json.dumps({"scene": LATER, "motion": "reduced", "sound": "loud"})
    settings.path.write_text(content)
    window = make_window(settings=settings)
    assert window.scene == Scene(x=2)
    assert window.motion == "reduced"
    window.store.update(x=3)
    for _ in range(3):
        window._keeper.look()
    window.close()
    assert settings.path.read_text() == content
    err = capsys.readouterr().err
    assert re.fullmatch(r"sigviz: the settings .* are not changed: .* made by a newer sigviz .*\n", err)


def test_a_newer_sigviz_may_write_while_an_older_one_runs(tmp_path, capsys):
    settings = Settings(tmp_path / "settings.json")
    assert settings.save(Memory(Scene(x=2)))
    content = json.dumps({"scene": LATER})
    settings.path.write_text(content)
    assert not settings.save(Memory(Scene(x=3)))
    assert not settings.save(Memory(Scene(x=4)))
    assert settings.path.read_text() == content
    assert len(capsys.readouterr().err.splitlines()) == 1
    settings.forget()
    assert settings.save(Memory(Scene(x=3)))
    assert settings.load().scene == Scene(x=3)


@pytest.mark.parametrize("version", NO_VERSION, ids=repr)
def test_settings_of_no_version_cost_a_line_and_are_written_again(tmp_path, capsys, version):
    settings = Settings(tmp_path / "settings.json")
    settings.path.write_text(json.dumps({"scene": {"version": version, "x": 2}}))
    assert settings.load().scene == Scene(x=2)
    assert "version must be a whole number" in capsys.readouterr().err
    assert settings.save(Memory(Scene(x=2)))
    assert json.loads(settings.path.read_text())["scene"]["version"] == VERSION
    assert settings.load().scene == Scene(x=2)
    assert capsys.readouterr().err == ""


def test_the_command_line_knows_no_version(here, capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(["render", "a.png", "--set", "version=2"])
    assert ended.value.code == 2
    assert not Path("a.png").exists()
