"""The readers of untrusted files (scenes, pictures and settings) accept each file or reject it with one sentence.

Valid files made by the program are damaged, and texts that nearly make a scene are put into files of each kind. It
takes a second and 100 MB at the most. What a failure prints goes into ``FOUND``, to be tried first from then on. The
long run:

    python -m pytest tests/storage/test_fuzz.py --hypothesis-profile=long
"""

import gc
import io
import json
import os
import resource
import signal
import time
import zlib
from base64 import b64decode, b64encode
from contextlib import redirect_stderr, suppress
from functools import cache
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sigviz.model.scene import FIELDS, Scene
from sigviz.pictures import series
from sigviz.storage import scene_files
from sigviz.storage.export_choices import Choices
from sigviz.storage.settings import Memory, Settings
from sigviz.system import atomic_files
from tests.storage.test_foreign_files import END, PNG, bomb, chunk

SECONDS, BYTES = 1.0, 100_000_000  # the limits for reading a file
KINDS = ("json", "settings", "png", "webp", "svg", "pdf")
FOUND = {  # files for which the fuzzer once found an error
    "settings": [b'{"export":{"folder":"\\u0000"}}', b'{"scene":{"x":"far","theme":"dark"},"motion":5}'],
    "svg": [b"<sigviz:scene>" + b"&#" + b"9" * 5000 + b";</sigviz:scene>"],
    "json": [b"[" * 20000, b'{"x":' * 20000],
}
SCENES = (Scene(), Scene(x=-2.5, theme="dark", layers=["trace"], trace=(1, 2.5, -3)), Scene(h=1e-5, hidden=["sigma"]))
ODD = rb"""null true 0 -0.0 -1 1.5 700.0000001 1e-320 1e999 NaN -Infinity [] {} 1, "" "\ud800" "\n\u2028" "\u0000"
    "sigma" "dark" "png" ["sigma",["sigma"]] {"a":{}}""".decode().split()
ODD += map(json.dumps, SCENES[1].to_dict().values())
TOKENS = b"""<sigviz:scene> </sigviz:scene> sigviz\0 tEXt zTXt iTXt IEND IDAT RIFF \0 \xff\xff\xff\xff \x7f\xff\xff\xff
    \xed\xa0\x80 \xef\xbb\xbf \xff\xfe &#0; &l9; &#x110000; <![CDATA[ null NaN -Infinity 1e999 \\ud800 \\u0000 { } [ ] "
    : , . e - &lt;""".split()
TOKENS += [PNG, b"[" * 2000, b'{"x":' * 2000, b"9" * 5000, b"&#" + b"9" * 5000 + b";"]
LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
LENGTHS, DEPTHS = st.sampled_from([1, 41, 400, 4301, 9999]), st.sampled_from([2, 50, 990, 1100, 20000])


# Texts that nearly make a scene or settings


def repeated(*forms):
    """Return a strategy for large JSON, in which a part is repeated many times."""
    return st.sampled_from(forms).flatmap(lambda form: LENGTHS.map(form))


def nested(*forms):
    return st.sampled_from(forms).flatmap(lambda form: DEPTHS.map(form))


LARGE = repeated(
    lambda many: "9" * many,
    lambda many: "-0." + "1" * many,
    lambda many: f"[1{',1' * many}]",
    lambda many: f'"{"a" * many}"',
    lambda many: f'"{"σ😀" * many}"',
) | nested(
    lambda deep: "[" * deep,
    lambda deep: "[" * deep + "]" * deep,
    lambda deep: '{"a":' * deep + "0" + "}" * deep,
)
VALUES = st.recursive(
    st.sampled_from(ODD) | LARGE,
    lambda inner: (
        st.lists(inner, max_size=4)
        .map(",".join)
        .flatmap(lambda parts: st.sampled_from([f"[{parts}]", f'{{"x":[{parts}]}}']))
    ),
    max_leaves=6,
)


def objects(plain):
    """Return a strategy for JSON objects with some of these fields, and up to two with an odd value or name."""
    odd_names = st.sampled_from([*plain, *FIELDS, "self", "__class__", "k" * 9999, "\\ud800"])
    kept, odd = st.sets(st.sampled_from(sorted(plain))), st.dictionaries(odd_names, VALUES, max_size=2)

    def joined(kept, odd):
        return (
            "{"
            + ",".join(f'"{name}":{one}' for name, one in ({name: plain[name] for name in kept} | odd).items())
            + "}"
        )

    return st.builds(joined, kept, odd)


def dumped(fields):
    return {name: json.dumps(value) for name, value in fields.items()}


SCENE_TEXTS = st.one_of([objects(dumped(scene.to_dict())) for scene in SCENES])
FOLDERS = st.sampled_from(['""', '"/σ"', '"\\ud800"', '"\\u0000"'])
EXPORTS = FOLDERS.flatmap(lambda folder: objects(dumped(Choices().to_dict()) | {"folder": folder}))
PLACES = st.binary(min_size=66, max_size=66).map(lambda place: json.dumps(b64encode(place).decode()))
SETTINGS_TEXTS = st.tuples(SCENE_TEXTS, EXPORTS, PLACES).flatmap(
    lambda parts: objects(dict(zip(("scene", "export", "geometry", "motion"), (*parts, '"full"'), strict=True)))
)


# Files of each kind


@st.composite
def pngs(draw):
    """Draw a PNG whose lengths, compression and end may be wrong."""
    text = draw(SCENE_TEXTS).encode()
    packed = draw(st.sampled_from([zlib.compress(text, 1)] * 9 + [bomb(150)]))
    texts = (b"tEXt", b"sigviz\0" + text), (b"zTXt", b"sigviz\0\0" + packed), (b"iTXt", b"sigviz\0\1\0\0\0" + packed)
    kind, content = draw(st.sampled_from(texts))
    whole = chunk(kind, content)
    lengths = [len(content)] * 20 + [0, 1, len(content) - 1, len(content) + 9, 2**31, 2**32 - 1]
    whole = draw(st.sampled_from(lengths)).to_bytes(4, "big") + whole[4:]
    before = draw(st.sampled_from([b"", chunk(b"tEXt", b"Title\0a"), chunk(b"zTXt", b""), chunk(b"IDAT", bytes(99))]))
    return PNG + before + whole + draw(st.sampled_from([END, END, END, b"", END[:7], END + b"more"]))


@st.composite
def xmls(draw):
    """Draw XML around a scene, with entities, sections and attributes that may be invalid."""
    text, entity = draw(SCENE_TEXTS), draw(st.sampled_from(["&#1;", "&#" + "9" * 4300 + ";", "&#" + "1" * 9999 + ";"]))
    end = draw(st.sampled_from(["&", "&#", "&#x", "&#xD800;", "&#99999999999;", "<", "&amp", "&quot;"]))
    forms = [text, f"<![CDATA[{text}]]>", "".join(f"&#{ord(sign)};" for sign in text[:999])]
    forms += [text.replace("1", entity, 3), text.replace("1", "&l9;"), text[:-1] + end + text[-1:]]
    content = draw(st.sampled_from([*forms, *[escape(text, quote=False)] * 4]))
    attributes = ["", "", " xmlns:sigviz='urn:sigviz:scene'", " a" * 90, " a" * 110, ">", "/"]
    laughs = draw(st.sampled_from(["", "", "", f'<!DOCTYPE s [<!ENTITY l0 "1">{LAUGHS}]>']))
    return f"{laughs}<svg><sigviz:scene{draw(st.sampled_from(attributes))}>{content}</sigviz:scene></svg>".encode()


@st.composite
def damaged(draw, contents):
    """Draw a file in which up to four places are damaged."""
    content = draw(contents)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(content)))
        to = min(at + draw(st.sampled_from([1, 2, 8, 100, 3000])), len(content))
        head, cut, rest = content[:at], content[at:to], content[to:]
        other = draw(st.integers(0, len(content)))
        flipped = bytes(byte ^ (1 << draw(st.integers(0, 7))) for byte in cut[:1]) + cut[1:]
        ways = st.sampled_from([b"", flipped, cut * 2, b"\xff" * len(cut), content[other : other + len(cut)]])
        content = (
            head
            + draw(ways | st.sampled_from(TOKENS) | st.binary(max_size=8))
            + draw(st.sampled_from([rest, rest, b""]))
        )
    return content


@cache
def whole(kind):
    """Return files of a kind that the program has written."""
    found = []
    with TemporaryDirectory() as folder:
        path = Path(folder, f"a.{kind}")
        for scene in SCENES:
            if kind == "settings":
                Settings(path).save(Memory(scene, True, b"geometry", Choices(), "reduced"))
            elif kind == "json":
                path.write_text(scene.to_json())
            else:
                series.render(scene, path, size=(30, 20))
            found.append(path.read_bytes())
    return found


HEADS = {"png": PNG, "svg": b"<sigviz:scene>", "pdf": b"%PDF<sigviz:scene>", "webp": b"RIFF"}
MADE_UP = {"json": SCENE_TEXTS.map(str.encode), "settings": SETTINGS_TEXTS.map(str.encode), "png": pngs()}


def files(kind):
    """Return a strategy for files of a kind: damaged files, invented files, both, and noise."""
    made_up, noise = MADE_UP.get(kind, xmls()), st.binary(max_size=300)
    return damaged(st.sampled_from(whole(kind))) | made_up | damaged(made_up) | noise.map(HEADS.get(kind, b"{").__add__)


# The readers


def load(settings, content):
    """Load settings: the valid parts, and a line about the rest. They can be saved, and are then loaded unchanged."""
    with redirect_stderr(io.StringIO()) as said:
        memory = settings.load()
    assert settings.path.read_bytes() == content
    assert said.getvalue() == "" or [len(line) < 2000 for line in said.getvalue().splitlines()] == [True]
    try:
        plain = json.loads(content)
    except (ValueError, RecursionError):
        plain = None
    if not isinstance(plain, dict):
        assert memory == Memory()
        return False
    plain = {name: value for name, value in plain.items() if value is not None}
    fields = plain.get("scene", ()) if isinstance(plain.get("scene", {}), dict) else ()
    for name in FIELDS:
        with suppress(ValueError):  # an invalid field
            alone = getattr(Scene.from_dict({name: fields[name]} if name in fields else {}), name)
            assert getattr(memory.scene or Scene(), name) == alone or name in ("inputs", "weights")
    if isinstance(plain.get("export"), dict):
        assert memory.export == Choices.from_dict(plain["export"])
    assert memory.motion == plain.get("motion", "auto") or said.getvalue()
    # Base64 text is not unique.
    assert said.getvalue() or memory.geometry == b64decode(plain.get("geometry", ""), validate=True)
    settings.save(memory)
    assert settings.load() == memory
    return not said.getvalue()


def read(path, kind):
    """Read a file, check the promised behaviour, and return whether the file was accepted."""
    if kind == "settings":
        return load(Settings(path), path.read_bytes())
    try:
        scene = scene_files.read_scene(path)
    except (scene_files.SceneFileError, atomic_files.FileAccessError) as refused:
        lines = str(refused).splitlines()
    else:
        assert type(scene) is Scene
        assert scene == Scene.from_dict(json.loads(scene.to_json())) == Scene(**scene.to_dict())
        return True
    assert [len(line) < 1000 for line in lines] == [True]
    return False


def measured(path, kind, content):
    """Read a file with this content, and return whether it was accepted, and the time in seconds."""

    def hangs(*_):
        raise AssertionError("it hangs")

    path.write_bytes(content)
    former, handler = resource.getrlimit(resource.RLIMIT_AS), signal.signal(signal.SIGALRM, hangs)
    resource.setrlimit(resource.RLIMIT_AS, (psutil.Process().memory_info().vms + BYTES, former[1]))
    signal.setitimer(signal.ITIMER_REAL, 30 * SECONDS)
    try:
        start = time.process_time()
        taken = read(path, kind)
        took = time.process_time() - start
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)
        resource.setrlimit(resource.RLIMIT_AS, former)
    return taken, took


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_any_file_is_taken_or_refused_in_a_sentence(kind, qapp, tmp_path, monkeypatch):
    monkeypatch.setattr(os, "fsync", lambda _: None)  # the speed of the disk must not count
    path, seen = tmp_path / f"a.{kind.replace('settings', 'json')}", set()

    @settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])  # large files are intended
    @given(files(kind))
    def is_read(content):
        taken, took = measured(path, kind, content)
        assert took < SECONDS, f"it takes {took:.1f} s"
        seen.add(taken)

    for content in (*whole(kind), b"", *FOUND.get(kind, ())):
        is_read = example(content)(is_read)
    is_read()
    assert seen == {True, False}


MOST = scene_files.LARGEST - 100
NESTED = b"[%b0]" % ((b"[" * 900 + b"]" * 900 + b",") * (MOST // 1801))
HEAVY = {
    "short.svg": lambda: b"<sigviz:scene>%b</sigviz:scene>" % (b"&ab" * (2 * MOST // 3)),
    "long.svg": lambda: b"<sigviz:scene>%b</sigviz:scene>" % ((b"&" + b"a" * 32) * (2 * MOST // 33)),
    "nested.png": lambda: PNG + chunk(b"zTXt", b"sigviz\0\0" + zlib.compress(NESTED)) + END,
    "chunks.png": lambda: PNG + chunk(b"tEXt", b"") * 600_000 + END,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HEAVY)
def test_as_large_a_file_as_is_read_takes_little_time_and_memory(tmp_path, name):
    gc.freeze()  # objects of other tests must not count
    try:
        assert min(measured(tmp_path / name, "scene", HEAVY[name]())[1] for _ in range(2)) < SECONDS
    finally:
        gc.unfreeze()
        (tmp_path / name).unlink()
