"""Untrusted files: each contains a scene or causes an error of one sentence, and takes little memory in both cases."""

import contextlib
import json
import random
import struct
import tracemalloc
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage

from sigviz import cli
from sigviz.model.scene import Scene
from sigviz.storage import scene_files
from sigviz.system import atomic_files
from tests.conftest import keep
from tests.model.test_scene import json_values

PNG = b"\x89PNG\r\n\x1a\n"
once = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def write_scene(qapp, tmp_path):
    """A function that writes a scene in a format, at the smallest size, and returns the file."""

    def make(scene, name):
        return keep(scene, tmp_path / f"scene.{name}")

    return make


def refusal(path, capsys):
    """Return the error for a file, which must be the same from ``read_scene`` and from the command."""
    with pytest.raises((scene_files.SceneFileError, atomic_files.FileAccessError)) as refused:
        scene_files.read_scene(path)
    sentence = str(refused.value)
    assert len(sentence.splitlines()) == 1
    assert len(sentence) < 500
    if capsys is not None:
        status = 2 if isinstance(refused.value, scene_files.SceneFileError) else 1
        assert cli.main([str(path)]) == status
        assert cli.main(["render", "never.png", "--from", str(path)]) == status
        line = f"sigviz: {'error: ' if status == 2 else ''}{sentence}\n"
        assert capsys.readouterr() == ("", line * 2)
    return sentence


def chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def bomb(megabytes):
    """Return compressed data of this many megabytes, without compressing each of them."""
    block, check = b"[" * 10**6, 1
    packer = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    packed = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    for _ in range(megabytes):
        check = zlib.adler32(block, check)
    return b"\x78\xda" + packed * megabytes + packer.flush() + check.to_bytes(4, "big")


END = chunk(b"IEND", b"")
OPEN, CLOSE = b"<sigviz:scene xmlns:sigviz='urn:sigviz:scene'>", b"</sigviz:scene>"


def itxt(text, compressed=b"\0"):
    return chunk(b"iTXt", b"sigviz\0" + compressed + b"\0en\0a key\0" + text)


def pdf(packet, filtered=b""):
    return b"%PDF-1.4\n2 0 obj\n<</Type /Metadata" + filtered + b">>\nstream\n" + packet + b"\nendstream\nendobj\n"


def webp(xmp):
    body = b"WEBPXMP " + struct.pack("<I", len(xmp)) + xmp
    return b"RIFF" + struct.pack("<I", len(body)) + body


LAUGHS = (
    b"<!DOCTYPE svg [<!ENTITY a 'ha'>"
    + b"".join(b"<!ENTITY %c '%b'>" % (97 + each, b"&%c;" % (96 + each) * 10) for each in range(1, 20))
    + b"]><svg>"
    + OPEN
    + b"&t;"
    + CLOSE
    + b"</svg>"
)
JSON = [
    *[b"", b" ", b"{", b"[]", b"5", b"null", b'"x"', b"true", b"nonsense", b"\xff\xfe", b"\x00", b"{}{}", b'{"x": }'],
    *[b'{"x": "1"}', b'{"x": null}', b'{"x": true}', b'{"x": [1]}', b'{"x": 701}', b'{"x": NaN}', b'{"x": -Infinity}'],
    *[b'{"x": 1e999}', b'{"x": 1' + b"0" * 400 + b"}", b'{"x": 1' + b"0" * 5000 + b"}", b'{"x": {"x": 1}}'],
    *[b'{"layers": "sigma"}', b'{"layers": 5}', b'{"layers": [[]]}', b'{"layers": [{}]}', b'{"layers": ["sigma", 1]}'],
    *[b'{"x_range": [1]}', b'{"x_range": [4, -4]}', b'{"y_range": [0, 1e-300]}', b'{"x_range": {"a": 1, "b": 2}}'],
    *[b'{"theme": "\\ud800\\n\\u2028"}', b'{"\\ud800\\n\\u2028": 1}', b'{"self": 1}', b'{"": 1}', b'{"__class__": 1}'],
    *[b'{"theme": "' + b"a" * 10**5 + b'"}', b'{"' + b"k" * 10**5 + b'": 1}', b"[" * 10**5, b'{"x":' * 10**5],
    *[b'{"text_scale": 0}', b'{"trace": 1, "x": 2}', b'{"layers": null}', b'{"theme": ["dark"]}'],
]
ODD = {
    "empty.png": b"", "a-jpeg.png": b"\xff\xd8\xff\xe0 JFIF", "head.png": PNG, "text.png": b"no picture",
    "none.png": PNG + END, "bomb.png": PNG + chunk(b"zTXt", b"sigviz\0\0" + bomb(100)) + END,
    "damaged.png": PNG + chunk(b"zTXt", b"sigviz\0\0rubbish") + END, "keyless.png": PNG + chunk(b"tEXt", b"") + END,
    "cut-key.png": PNG + chunk(b"zTXt", b"sigviz") + END, "wrong.png": PNG + chunk(b"tEXt", b"sigviz\0[]") + END,
    "long.png": PNG + b"\xff\xff\xff\xfftEXtsigviz\0{}", "huge.png": PNG + b"\x00\x10\x00\x00tEXtsigviz\0{",
    "empty.svg": b"", "none.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>", "open.svg": OPEN + b"{",
    "bytes.svg": OPEN + b"\xff\xfe" + CLOSE, "entity.svg": OPEN + b"&#xD800;" + CLOSE,
    "array.svg": OPEN + b"[1]" + CLOSE, "empty.pdf": b"%PDF-1.4", "none.webp": b"RIFF\0\0\0\0WEBP",
    "scene.txt": b"{}", "scene": b"{}", "scene.gif": b"GIF89a", "a\nb\u2028c.json": b"[]", "σ.jsn": b"{}",
    "twice.pdf": pdf(OPEN * 2 + b"{}" + CLOSE), "tag.svg": b"<sigviz:scene " + b"a" * 999 + b">{}",
    "prefix.svg": b"<svg><sigviz:scene>{}</sigviz:scene></svg>",
    "other.svg": OPEN.replace(b"urn", b"url") + b"{}" + CLOSE,
    "laughs.svg": LAUGHS,
    "quadratic.svg": b"<!DOCTYPE s [<!ENTITY a '" + b"[" * 10**5 + b"'>]><s>" + OPEN + b"&a;" * 99,
    "outside.svg": b"<!DOCTYPE s [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><s>" + OPEN + b"&a;" + CLOSE + b"</s>",
    "deep.svg": b"<a>" * 10**5, "encoding.svg": b"<?xml version='1.0' encoding='nothing'?><svg/>",
    "text.svg": b"no XML",
    "utf-7.svg": b"<?xml version='1.0' encoding='utf-7'?><svg/>", "long.svg": OPEN + b" " * 10**6 + b"{}" + CLOSE,
    "broken.pdf": pdf(b"<a>"), "packed.pdf": pdf(b"rubbish", b"/Filter /FlateDecode"), "twice.webp": webp(OPEN * 2),
    "bomb.pdf": pdf(bomb(100), b"/Filter/FlateDecode"), "cut.webp": webp(OPEN + b"{}" + CLOSE)[:-20], "a.webp": b"RIFF",
    "checksum.png": PNG + chunk(b"tEXt", b"sigviz\0{}")[:-1] + b"?" + END,
    "empty-i.png": PNG + chunk(b"iTXt", b"sigviz\0") + END,
    "flag.png": PNG + itxt(b"{}", b"\2") + END, "bomb-i.png": PNG + itxt(bomb(100), b"\1") + END,
    "rubbish-i.png": PNG + itxt(b"rubbish", b"\1") + END,
    "method.png": PNG + chunk(b"zTXt", b"sigviz\0\1" + bomb(1)) + END,
}  # fmt: skip


@pytest.mark.parametrize("content", JSON, ids=lambda content: repr(content[:20]))
def test_json_that_makes_no_scene_costs_a_sentence(tmp_path, content, capsys):
    for name, whole in (
        ("a.json", content),
        ("a.png", PNG + chunk(b"tEXt", b"sigviz\0" + content) + END),
        ("b.png", PNG + itxt(content) + END),
        ("a.svg", b"<svg>" + OPEN + content + CLOSE + b"</svg>"),
        ("a.pdf", pdf(OPEN + content + CLOSE)),
        ("a.webp", webp(OPEN + content + CLOSE)),
    ):
        (tmp_path / name).write_bytes(whole)
        refusal(tmp_path / name, capsys)


@pytest.mark.parametrize("name", ODD)
def test_odd_files_cost_a_sentence(tmp_path, name, capsys):
    (tmp_path / name).write_bytes(ODD[name])
    refusal(tmp_path / name, capsys)


def test_a_picture_of_another_program_holds_no_scene(tmp_path, capsys):
    assert QImage(8, 8, QImage.Format.Format_RGB32).save(str(tmp_path / "a.png"))
    assert "contains no sigviz scene" in refusal(tmp_path / "a.png", capsys)


def test_what_cannot_be_read_is_a_matter_of_the_machine(tmp_path, capsys):
    (tmp_path / "folder.svg").mkdir()
    for name in ("missing.json", "folder.svg", "missing/a.png", "x" * 300 + ".pdf"):
        assert "cannot be read" in refusal(tmp_path / name, capsys)


@pytest.mark.parametrize("name", ["png", "svg", "pdf", "webp", "json"])
def test_a_file_cut_off_anywhere_costs_a_sentence(write_scene, tmp_path, name):
    """A PNG marks its end, so it is rejected wherever it is cut. From the others, a complete scene may be read."""
    scene = Scene(x=0.125, theme="dark")
    content, path = write_scene(scene, name).read_bytes(), tmp_path / f"cut.{name}"
    for length in [*range(0, len(content), 37), *range(len(content) - 12, len(content))]:
        path.write_bytes(content[:length])
        if name in ("svg", "pdf", "webp") and b"</sigviz:scene>" in content[:length]:
            assert scene_files.read_scene(path) == scene
        else:
            refusal(path, None)


@given(st.binary(max_size=300), st.sampled_from(scene_files.READABLE), st.booleans())
@once
def test_random_bytes_are_refused_or_a_scene(tmp_path, content, suffix, framed):
    whole = {".png": PNG + content, ".svg": OPEN + content, ".pdf": pdf(OPEN + content), ".webp": webp(OPEN + content)}
    path = tmp_path / f"random{suffix}"
    path.write_bytes(whole.get(suffix, content) if framed else content)
    with contextlib.suppress(scene_files.SceneFileError):
        assert isinstance(scene_files.read_scene(path), Scene)


@given(st.dictionaries(st.sampled_from([*Scene().to_dict(), "other"]), json_values, min_size=1))
@once
def test_fields_of_any_type_are_a_scene_or_a_sentence(tmp_path, plain):
    path = tmp_path / "a.json"
    path.write_text(json.dumps(plain), "utf-8")
    try:
        scene = scene_files.read_scene(path)
    except scene_files.SceneFileError as foreign:
        sentence = str(foreign)
    else:
        sentence = ""
        assert scene == Scene.from_dict(plain)
    assert len(sentence.splitlines()) <= 1


@pytest.mark.parametrize("flipped", range(3))
def test_a_damaged_picture_is_refused_or_a_scene(write_scene, tmp_path, flipped):
    dice, content = random.Random(flipped), write_scene(Scene(), "png").read_bytes()
    for _ in range(200):
        damaged = bytearray(content)
        for _ in range(flipped + 1):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        (tmp_path / "a.png").write_bytes(damaged)
        with contextlib.suppress(scene_files.SceneFileError):
            assert isinstance(scene_files.read_scene(tmp_path / "a.png"), Scene)


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    ["a.json", "b.json", "a.svg", "b.svg", "c.svg", "a.pdf", "b.pdf", "c.pdf", "a.webp", "a.png", "b.png", "c.png"],
)
def test_a_hundred_megabytes_of_text_take_little_memory(tmp_path, name):
    head, filling = {
        "a.json": (b'{"x": "', b"a"), "b.json": (b"", b"["), "a.svg": (b"<svg>" + OPEN + b"{", b" "),
        "b.svg": (b"<svg>", b"<a b='c'/>"), "c.svg": (b"<svg a='", b"a"), "a.pdf": (b"%PDF", b"<sigviz:scen"),
        "b.pdf": (b"%PDF 1 0 obj", b"/Type /Metadata stream"), "c.pdf": (b"%PDF", pdf(OPEN, b"/Filter /FlateDecode")),
        "a.webp": (b"RIFF\0\0\0\0WEBPXMP \xff\xff\xff\xff" + OPEN, b" "),
        "a.png": (PNG + struct.pack(">I", 10**8) + b"tEXtsigviz\0", b"a"),
        "b.png": (PNG, chunk(b"tEXt", b"other\0" + b"a" * 10**6)),
        "c.png": (PNG + chunk(b"zTXt", b"sigviz\0\0" + bomb(100)), chunk(b"tEXt", b"other\0" + b"a" * 10**6)),
    }[name]  # fmt: skip
    with (tmp_path / name).open("wb") as file:
        file.write(head)
        for _ in range(100):
            file.write(filling * max(10**6 // len(filling), 1))
        file.write(END)
    tracemalloc.start()
    refusal(tmp_path / name, None)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    (tmp_path / name).unlink()
    assert peak < 40e6
