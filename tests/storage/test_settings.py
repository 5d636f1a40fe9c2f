"""The settings are read as they were written, and never prevent a start."""

import contextlib
import io
import json
import threading
from base64 import b64decode
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from sigviz.model.scene import Scene
from sigviz.storage.settings import Memory, Settings
from tests.model.test_scene import json_values, scenes


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    return Settings(tmp_path_factory.mktemp("settings") / "deep" / "below" / "settings.json")


@pytest.fixture
def blocked(tmp_path):
    """Settings whose folder is a file, so that nobody can write there, not even root."""
    (tmp_path / "file").write_text("in the way")
    return Settings(tmp_path / "file" / "settings.json")


def debris(settings: Settings) -> list[Path]:
    return [path for path in settings.path.parent.iterdir() if path != settings.path]


def one_line(err: str, path: Path) -> bool:
    return err.startswith("sigviz: ") and len(err.splitlines()) == 1 and str(path) in err


@given(scenes, st.booleans(), st.binary(max_size=200))
def test_what_is_saved_is_loaded_and_the_theme_only_if_it_was_chosen(settings, scene, chosen, geometry):
    settings.save(Memory(scene, chosen, geometry))
    loaded = settings.load()
    assert loaded.theme_chosen == chosen
    assert loaded.geometry == geometry
    assert loaded.scene == (scene if chosen else scene.evolve(theme=Scene().theme))
    assert debris(settings) == []


def test_a_theme_that_was_not_chosen_is_not_in_the_file(tmp_path):
    settings = Settings(tmp_path / "settings.json")
    for chosen in (True, False):
        settings.save(Memory(Scene(theme="dark"), chosen))
        assert ("theme" in json.loads(settings.path.read_bytes())["scene"]) == chosen


def test_choosing_the_theme_leaves_the_rest(tmp_path):
    memory = Memory(Scene(x=3), geometry=b"here")
    assert memory.with_chosen_theme() == Memory(Scene(x=3), True, b"here")


def test_the_first_time_there_is_nothing_and_nothing_is_said(tmp_path, capsys):
    assert Settings(tmp_path / "none" / "settings.json").load() == Memory()
    assert capsys.readouterr().err == ""
    assert list(tmp_path.iterdir()) == []


def test_a_memory_without_a_scene_is_no_damage(tmp_path, capsys):
    settings = Settings(tmp_path / "settings.json")
    settings.save(Memory(geometry=b"here"))
    assert settings.load() == Memory(geometry=b"here")
    assert capsys.readouterr().err == ""


def loaded_with_stderr(settings: Settings, content: bytes) -> tuple[Memory, str]:
    settings.path.parent.mkdir(parents=True, exist_ok=True)
    settings.path.write_bytes(content)
    with contextlib.redirect_stderr(io.StringIO()) as err:
        return settings.load(), err.getvalue()


@given(st.binary())
@example(b"")
@example(b"\xff\xfe\x00")
@example(b"[" * 100_000)
@example(b"9" * 10_000)
@example(b"null")
@example(b" " * 1_000_001)
def test_random_bytes_cost_a_line_and_give_the_defaults(settings, content):
    assume(content.strip() != b"{}")  # which is valid, but stores nothing
    memory, err = loaded_with_stderr(settings, content)
    assert memory == Memory()
    assert one_line(err, settings.path)


def right_alone(plain: dict) -> dict:
    """Return the fields that are valid by themselves."""
    right = {}
    for name, value in plain.items():
        with contextlib.suppress(ValueError):
            Scene.from_dict({name: value})
            right[name] = value
    return right


@given(st.dictionaries(st.sampled_from(["scene", "geometry", "motion"]) | st.text(), json_values, max_size=3))
@example({"scene": {"x": "1"}})
@example({"scene": {"x": float("nan")}})
@example({"scene": {"x": 10**400, "h": 2}})
@example({"scene": {"layers": ["sigma", "\ud800"]}})
@example({"scene": {"theme": "system\nx", "x": 3}})
@example({"scene": {"self": 1, "x": 3}, "motion": "reduced", "geometry": "00=="})
@example({"scene": {"theme": "dark"}, "geometry": "no base 64"})
@example({"scene": [], "motion": "full"})
@example({"scene": {"x": 3.5}, "motion": "slow", "export": {"theme": "print"}})
@example({"scene": {"x": 3.5}, "export": [], "motion": ["full"]})
def test_of_any_json_what_is_right_is_remembered_and_the_rest_costs_a_line(settings, plain):
    memory, err = loaded_with_stderr(settings, json.dumps(plain).encode())
    scene, geometry = plain.get("scene"), plain.get("geometry")
    geometry = "" if geometry is None else geometry
    fields = right_alone(scene) if isinstance(scene, dict) else {}
    assert memory.scene == (Scene.from_dict(fields) if isinstance(scene, dict) else None)
    assert memory.theme_chosen == ("theme" in fields)
    assert memory.motion == (plain["motion"] if plain.get("motion") in ("auto", "full", "reduced") else "auto")
    placed = False
    with contextlib.suppress(ValueError, TypeError):
        placed = memory.geometry == b64decode(geometry, validate=True)
    whole = scene is None or (isinstance(scene, dict) and fields == scene)
    whole &= placed and plain.get("motion") in (None, memory.motion) and isinstance(plain.get("export"), dict | None)
    assert err == "" if whole else one_line(err, settings.path)


def test_what_is_not_used_is_named_and_a_long_list_is_cut(settings):
    plain = {"scene": {"x": 701, "h": 2} | {f"field_{number}": number for number in range(1000)}, "motion": "slow"}
    memory, err = loaded_with_stderr(settings, json.dumps(plain).encode())
    assert memory == Memory(Scene(h=2))
    for word in ("motion 'slow'", "x must be between -700 and 700", "'field_0'", "and 999 more"):
        assert word in err
    assert len(err) < 500


def test_weights_that_do_not_go_with_their_inputs_are_let_go_together(settings):
    memory, err = loaded_with_stderr(settings, json.dumps({"scene": {"x": 2, "weights": [1, 2]}}).encode())
    assert memory.scene == Scene(x=2)
    assert "weights must have one value per input" in err
    both = {"weights": [1, 2], "inputs": [3, 4]}
    assert loaded_with_stderr(settings, json.dumps({"scene": both}).encode()) == (Memory(Scene(**both)), "")


@pytest.mark.parametrize("export", [{"a": [[[0] * 900] * 90] * 3}, {"size": "σ" * 400_000}, {"scale": float("nan")}])
def test_what_was_loaded_can_be_saved_and_loaded_again(settings, export):
    settings.path.parent.mkdir(exist_ok=True, parents=True)
    settings.path.write_text(json.dumps({"scene": {"x": 2}, "export": export}, ensure_ascii=False))
    memory = settings.load()
    settings.save(memory)
    assert settings.load() == memory != Memory()


@given(scenes, st.data())
def test_a_file_cut_off_anywhere_costs_a_line(settings, scene, data):
    settings.save(Memory(scene, True, b"geometry"))
    whole = settings.path.read_bytes()
    memory, err = loaded_with_stderr(settings, whole[: data.draw(st.integers(0, len(whole) - 1))])
    assert memory == Memory()
    assert one_line(err, settings.path)


def test_a_folder_that_cannot_be_written_costs_a_line(blocked, capsys):
    blocked.save(Memory(Scene()))
    assert one_line(capsys.readouterr().err, blocked.path)
    assert blocked.path.parent.read_text() == "in the way"


def test_a_folder_that_cannot_be_read_costs_a_line(blocked, capsys):
    assert blocked.load() == Memory()
    assert one_line(capsys.readouterr().err, blocked.path)


def test_a_folder_in_the_files_place_costs_a_line_each(tmp_path, capsys):
    settings = Settings(tmp_path / "settings.json")
    settings.path.mkdir()
    for action in (settings.load, lambda: settings.save(Memory(Scene())), settings.forget):
        action()
        err = capsys.readouterr().err
        assert one_line(err, settings.path)
        assert "Errno" not in err
    assert debris(settings) == []


def test_a_write_that_fails_leaves_the_old_file_and_no_debris(tmp_path, monkeypatch, capsys):
    settings = Settings(tmp_path / "settings.json")
    settings.save(Memory(Scene(x=3)))

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    settings.save(Memory(Scene(x=4)))
    assert "No space left on device" in capsys.readouterr().err
    assert settings.load().scene == Scene(x=3)
    assert debris(settings) == []


def test_two_writers_at_once_leave_one_whole_file_and_readers_see_none_other(tmp_path, capsys):
    # GIVEN two windows, one with much to store and one with little
    settings = Settings(tmp_path / "settings.json")
    memories = [Memory(Scene(x=1), True, b"a" * 50_000), Memory(Scene(x=2), True, b"b")]
    settings.save(memories[0])
    begin = threading.Barrier(3)
    seen = []

    def write(memory):
        begin.wait()
        for _ in range(40):
            settings.save(memory)

    # WHEN both save repeatedly, while a third reads
    writers = [threading.Thread(target=write, args=(memory,)) for memory in memories]
    for writer in writers:
        writer.start()
    begin.wait()
    while any(writer.is_alive() for writer in writers):
        seen.append(settings.load())
    for writer in writers:
        writer.join()
    # THEN each load returns the complete settings of one or the other
    assert all(memory in memories for memory in [*seen, settings.load()])
    assert capsys.readouterr().err == ""
    assert debris(settings) == []


def test_forgetting_removes_the_file_and_can_be_done_twice(tmp_path, capsys):
    settings = Settings(tmp_path / "settings.json")
    settings.save(Memory(Scene(x=3)))
    settings.forget()
    settings.forget()
    assert settings.load() == Memory()
    assert list(tmp_path.iterdir()) == []
    assert capsys.readouterr().err == ""


def test_the_file_is_where_the_desktop_keeps_them(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert Settings().path == tmp_path / "sigviz" / "settings.json"
    assert Settings(str(tmp_path / "a")).path == tmp_path / "a"


def test_without_a_stderr_nothing_is_said_and_nothing_breaks(monkeypatch, blocked):
    monkeypatch.setattr("sys.stderr", None)
    blocked.save(Memory(Scene()))
    assert blocked.load() == Memory()
