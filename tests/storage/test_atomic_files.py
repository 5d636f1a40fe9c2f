"""Writing files completely or not at all, and reading the scenes in them."""

import os
import stat
import threading
import zlib
from pathlib import Path

import pytest
from hypothesis import example, given, settings

from sigviz.model.scene import Scene
from sigviz.storage import scene_files
from sigviz.system import atomic_files
from tests.conftest import keep
from tests.model.test_scene import scenes
from tests.storage.test_foreign_files import END, PNG, chunk


def names(folder):
    return sorted(path.name for path in folder.iterdir())


class Odd(BaseException):
    """An unexpected error."""


def write_and_raise(path, what):
    with atomic_files.replacing(path) as unfinished:
        unfinished.write_bytes(b"new")
        assert unfinished.parent == path.parent
        assert unfinished.name.endswith(".sigviz-unfinished")
        raise what


@pytest.mark.parametrize("what", [ValueError, OSError, KeyboardInterrupt, Odd, GeneratorExit, MemoryError])
@pytest.mark.parametrize("before", [b"old", None])
def test_a_failure_leaves_what_was_there_and_nothing_else(tmp_path, what, before):
    path = tmp_path / "a.png"
    if before is not None:
        path.write_bytes(before)
    with pytest.raises(atomic_files.FileAccessError if what is OSError else what):
        write_and_raise(path, what)
    assert names(tmp_path) == ([] if before is None else ["a.png"])
    assert before is None or path.read_bytes() == before


def test_the_target_changes_only_when_all_is_written(tmp_path):
    path = tmp_path / "a.png"
    path.write_bytes(b"old")
    with atomic_files.replacing(path) as unfinished:
        unfinished.write_bytes(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["a.png"]


def test_a_file_that_cannot_be_moved_into_place_leaves_no_debris(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(atomic_files.FileAccessError, match=r"a\.png' cannot be written: Permission denied"):
        atomic_files.write(tmp_path / "a.png", b"new")
    assert names(tmp_path) == []


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666, 0o755])
def test_permissions_stay(tmp_path, mode):
    path = tmp_path / "a.json"
    path.touch()
    path.chmod(mode)
    atomic_files.write(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.parametrize("mode", [0o444, 0o555, 0o400, 0o466, 0o000])
@pytest.mark.parametrize("link", [False, True])
def test_a_write_protected_file_is_refused_to_root_too(tmp_path, mode, link):
    path, name = tmp_path / "a.json", tmp_path / ("link.json" if link else "a.json")
    path.write_bytes(b"old")
    path.chmod(mode)
    if link:
        name.symlink_to("a.json")
    before = names(tmp_path)
    with pytest.raises(atomic_files.FileAccessError, match="cannot be written: it is write-protected") as refused:
        atomic_files.write(name, b"new")
    assert isinstance(refused.value.error, PermissionError)
    assert names(tmp_path) == before
    assert stat.S_IMODE(path.stat().st_mode) == mode
    # After the user has agreed, the file is replaced, and is protected again.
    with atomic_files.unprotected(name):
        atomic_files.write(name, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == mode
    path.chmod(0o600)
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("what", [ValueError, KeyboardInterrupt])
def test_a_file_is_protected_again_after_a_failure(tmp_path, what):
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(what), atomic_files.unprotected(path):
        write_and_raise(path, what)
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"old", 0o444)


@pytest.mark.parametrize("there", [True, False])
def test_what_is_not_protected_needs_no_permission_to_be_unprotected(tmp_path, monkeypatch, there):
    path = tmp_path / "a.json"
    if there:
        path.touch()
    monkeypatch.setattr(Path, "chmod", lambda *_: pytest.fail("only the owner of a file may change its mode"))
    with atomic_files.unprotected(path):
        pass


def test_an_existing_file_is_reported_before_it_is_replaced(tmp_path):
    path = tmp_path / "a.json"
    reported = [
        atomic_files.in_the_way(path),
        atomic_files.in_the_way(tmp_path),
        atomic_files.in_the_way(path / "a" / ("x" * 300)),
    ]
    path.touch()
    reported.append(atomic_files.in_the_way(path))
    path.chmod(0o444)
    reported.append(atomic_files.in_the_way(path))
    assert reported == ["", "", "", "already exists", "is write-protected"]


@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002])
def test_a_new_file_has_the_usual_permissions(tmp_path, mask):
    former = os.umask(mask)
    try:
        atomic_files.write(tmp_path / "a.json", b"new")
    finally:
        after = os.umask(former)
    assert after == mask
    assert stat.S_IMODE((tmp_path / "a.json").stat().st_mode) == 0o666 & ~mask


def test_permissions_are_right_too_where_two_threads_write_at_once(tmp_path, monkeypatch):
    """Pictures of a series are written in two threads. Here, one waits at the point where the other may interfere."""
    inside, other_done, first = threading.Event(), threading.Event(), threading.Lock()
    umask = os.umask

    def slow(mask):
        former = umask(mask)
        if first.acquire(blocking=False):
            inside.set()
            other_done.wait(10)
        return former

    monkeypatch.setattr(os, "umask", slow)
    former = umask(0o022)
    try:
        one = threading.Thread(target=atomic_files.write, args=(tmp_path / "1.json", b""))
        one.start()
        if inside.wait(0.5):  # not reached if the umask is not changed
            threading.Timer(0.5, other_done.set).start()  # with a lock, the other waits for this one
        atomic_files.write(tmp_path / "2.json", b"")
        other_done.set()
        one.join()
    finally:
        after = umask(former)
    assert after == 0o022
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o644}


@pytest.mark.parametrize("exists", [True, False])
def test_a_link_stays_and_what_it_points_to_is_replaced(tmp_path, exists):
    (tmp_path / "there").mkdir()
    target, link = tmp_path / "there" / "real.png", tmp_path / "link.png"
    if exists:
        target.write_bytes(b"old")
    link.symlink_to(Path("there") / "real.png")
    atomic_files.write(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert (names(tmp_path), names(tmp_path / "there")) == (["link.png", "there"], ["real.png"])


@pytest.mark.parametrize("where", ["folder.png", "missing/a.png", "file/a.png", "x" * 256 + ".png", "loop/a.png"])
def test_what_is_in_the_way_is_named_in_one_line(tmp_path, where):
    (tmp_path / "folder.png").mkdir()
    (tmp_path / "folder.png" / "inside").write_bytes(b"kept")
    (tmp_path / "file").write_bytes(b"kept")
    (tmp_path / "loop").symlink_to("loop")
    before = names(tmp_path)
    with pytest.raises(atomic_files.FileAccessError, match=r"\A.+cannot be written: .+\Z") as refused:
        atomic_files.write(tmp_path / where, b"new")
    assert isinstance(refused.value.error, OSError)
    assert names(tmp_path) == before
    assert names(tmp_path / "folder.png") == ["inside"]


@pytest.mark.parametrize("letter", ["a", "σ", "図"])
def test_a_name_as_long_as_the_file_system_takes(tmp_path, letter):
    path = tmp_path / (letter * ((255 - 4) // len(letter.encode())) + ".png")
    path.write_bytes(b"old")
    atomic_files.write(path, b"new")
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == [path.name]


# Reading written files


@pytest.mark.slow
@pytest.mark.parametrize("name", ["json", "png", "svg", "pdf", "webp"])
def test_a_file_gives_back_its_scene(qapp, tmp_path, name):
    path = tmp_path / f"scene.{name}"

    @settings(max_examples=settings().max_examples // 4)  # each draws a picture
    @given(scenes)
    @example(Scene(x=-1e-300, layers=()))
    def check(scene):
        assert scene_files.read_scene(keep(scene, path)) == scene

    check()


def test_what_keeps_a_scene_can_be_opened_and_nothing_else(tmp_path):
    assert set(scene_files.READABLE) == {".json", ".png", ".svg", ".pdf", ".webp"}
    (tmp_path / "A.JSON").write_text(Scene(x=2).to_json())
    assert scene_files.read_scene(tmp_path / "A.JSON") == Scene(x=2)


def test_a_scene_that_another_program_wrote_may_be_compressed_and_have_few_fields(tmp_path):
    text = chunk(b"zTXt", b"sigviz\0\0" + zlib.compress(b'{"x": 2.5}'))
    other = chunk(b"tEXt", b"Title\0{}") + chunk(b"zTXt", b"sigvi\0\0")
    (tmp_path / "a.png").write_bytes(PNG + other + text + END)
    assert scene_files.read_scene(tmp_path / "a.png") == Scene(x=2.5)
