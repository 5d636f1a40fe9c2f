"""The table of file formats: found by the extension of a name, which is completed or replaced."""

import pytest

from sigviz.formats.registry import FORMATS, completed, format_of, with_format


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
    with pytest.raises(ValueError, match="no extension of a picture"):
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
