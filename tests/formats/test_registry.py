"""The table of file formats: formats are found by extension, and extensions are added or replaced."""

from pathlib import Path

import pytest

import sigviz
from sigviz import cli
from sigviz.formats.base.format import StillFormat
from sigviz.formats.registry import FORMATS, SCENE_READERS, completed, format_of, with_format
from sigviz.model.scene import Scene
from sigviz.storage import scene_files


@pytest.mark.parametrize("name", ["png", "webp", "svg", "pdf", "gif"])
def test_the_extension_is_the_format_in_any_case_and_folder(name):
    for path in (f"a.{name}", f"A.{name.upper()}", f"/some.png/b.c.{name}", f"{{x}}.{name}"):
        assert format_of(path) is FORMATS[f".{name}"]


@pytest.mark.parametrize(
    ("path", "meant"), [("a.pgn", "png"), ("a.wepb", "webp"), ("a.svgz", "svg"), ("a.pfd", "pdf"), ("a.giff", "gif")]
)
def test_a_slip_in_the_extension_gets_the_right_one(path, meant):
    with pytest.raises(ValueError, match=rf"did you mean '\.{meant}'\?"):
        format_of(path)


@pytest.mark.parametrize("path", ["a", "", ".png", "a.", "png", "a.xyz", "folder.png/a", "a.png.zip", "a.png{x}"])
def test_what_has_no_extension_of_a_picture_is_refused(path):
    with pytest.raises(ValueError, match="does not have the extension of a picture"):
        format_of(path)


@pytest.mark.parametrize(
    "name", ["slope at 0.25", "x=1.5", "v1.2.3", "a", ".hidden", "Dr. X", "σ 0.5", "a.json", "3.14"]
)
@pytest.mark.parametrize("folder", ["", "/tmp/", "plots 1.5/", "../"])
def test_only_a_known_extension_of_a_name_is_replaced(name, folder):
    path = folder + name
    for first in FORMATS:
        for shown in (first, first.upper()):
            assert with_format(path + shown, "svg") == f"{path}.svg"
    assert with_format(path, "pdf") == f"{path}.pdf"


@pytest.mark.parametrize("path", ["slope at 0.25", "x=1.5", "a", "plots.d/a", "Dr. X", "v1.2"])
def test_a_name_without_an_extension_gets_one(path):
    assert completed(path, "svg") == f"{path}.svg"


@pytest.mark.parametrize("path", ["a.png", "a.SVG", "a.pgn", "0.25.eps", "", ".", "..", "/", "folder/"])
def test_a_name_that_has_an_extension_or_is_none_stays(path):
    assert completed(path, "svg") == path


# A format is one record


@pytest.fixture
def text_format(monkeypatch, here):
    """A format of the tests, which the program knows only by its record: the scene as text."""
    record = StillFormat(
        name="txt",
        pixels=False,
        transparent=False,
        paint=lambda page, scene: f"{page.size}\n{scene.to_json()}".encode,
        read_scene=lambda file, name: file.read().partition(b"\n")[2] or None,
    )
    monkeypatch.setitem(FORMATS, ".txt", record)
    monkeypatch.setitem(SCENE_READERS, ".txt", record.read_scene)


@pytest.mark.usefixtures("text_format")
def test_a_new_format_is_written_and_read_back():
    sigviz.render(Scene(x=2), "a.txt", size=(30, 20))
    assert Path("a.txt").read_text().startswith("30x20\n{")
    assert scene_files.read_scene(Path("a.txt")) == Scene(x=2)
    assert cli.main(["render", "{x}.txt", "--from", "a.txt", "--x", "1:3:1", "--theme", "dark"]) == 0
    assert [scene_files.read_scene(Path(f"{x}.txt")) for x in (1, 2, 3)] == [
        Scene(x=x, theme="dark") for x in (1, 2, 3)
    ]


@pytest.mark.usefixtures("text_format")
def test_a_new_format_is_offered_and_refused_for_what_it_cannot_do(capsys):
    with pytest.raises(SystemExit):
        cli.main(["render", "--help"])
    assert ".gif, .txt" in " ".join(capsys.readouterr().out.split())
    for wrong, said in (
        (["a.tx"], "did you mean '.txt'?"),
        (["a.txt", "--transparent"], "a .txt file cannot be transparent: use .png or .webp"),
        (["a.txt", "--x", "1:3:1"], "use .pdf for pages or .gif for an animation"),
    ):
        with pytest.raises(SystemExit):
            cli.main(["render", *wrong])
        assert said in capsys.readouterr().err
    Path("empty.txt").write_text("")
    assert cli.main(["render", "a.png", "--from", "empty.txt"]) == 2
    assert "contains no sigviz scene" in capsys.readouterr().err
