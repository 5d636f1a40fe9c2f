"""A fuzzer of our own for all that reads files of strangers: scenes, pictures and settings.

Valid files made by the program are damaged, and texts that nearly make a scene are put into files of each kind. A
reader may give a valid scene or refuse in one sentence, within a second and 100 MB. The long run, and how to replay
what a failure prints, a line each, from a file:

    SIGVIZ_LONG=100000 python -m pytest tests/test_fuzz.py -s
    SIGVIZ_REPLAY=lines.txt python -m pytest tests/test_fuzz.py
"""

import gc
import io
import json
import os
import random
import resource
import signal
import sys
import time
import zlib
from base64 import b64decode, b64encode
from collections import Counter
from contextlib import redirect_stderr, suppress
from html import escape
from pathlib import Path

import psutil
import pytest

from sigviz.model.scene import FIELDS, Scene
from sigviz.pictures import series
from sigviz.storage import scene_files
from sigviz.storage.export_choices import Choices
from sigviz.storage.settings import Memory, Settings
from sigviz.system import atomic_files
from tests.storage.test_foreign_files import END, PNG, chunk

INPUTS, REPLAY = int(os.environ.get("SIGVIZ_LONG", "2000")), os.environ.get("SIGVIZ_REPLAY")
SECONDS, BYTES = 1.0, 100_000_000  # that an input may take
SCENES = (Scene(), Scene(x=-2.5, theme="dark", layers=["trace"], trace=(1, 2.5, -3)), Scene(h=1e-5, hidden=["sigma"]))
PACKER = zlib.compressobj(9)
BLOCK = PACKER.compress(b"[" * 10**6) + PACKER.flush(zlib.Z_FULL_FLUSH)
BOMB, LAUGHS = BLOCK + BLOCK[2:] * 299, "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
ODD = rb"""null true 0 -0.0 -1 1.5 700.0000001 1e-320 1e999 NaN -Infinity [] {} 1, "" "\ud800" "\n\u2028" "\u0000"
    "sigma" "dark" "png" ["sigma",["sigma"]] {"a":{}}""".decode().split()
ODD += map(json.dumps, SCENES[1].to_dict().values())
TOKENS = b"""<sigviz:scene> </sigviz:scene> sigviz\0 tEXt zTXt iTXt IEND IDAT RIFF \0 \xff\xff\xff\xff \x7f\xff\xff\xff
    \xed\xa0\x80 \xef\xbb\xbf \xff\xfe &#0; &l9; &#x110000; <![CDATA[ null NaN -Infinity 1e999 \\ud800 \\u0000 { } [ ] "
    : , . e - &lt;""".split()
TOKENS += [PNG, b"[" * 2000, b'{"x":' * 2000, b"9" * 5000, b"&#" + b"9" * 5000 + b";"]


def value(dice, depth=0):
    long, deep, way = dice.choice((1, 41, 400, 4301, 9999)), dice.choice((2, 50, 990, 1100, 20000)), dice.random()
    if way < 0.2 and depth < 3:
        parts = ",".join(value(dice, depth + 1) for _ in range(dice.randrange(5)))
        return f"[{parts}]" if way < 0.1 else f'{{"x":[{parts}]}}'
    large = ["9" * long, "-0." + "1" * long, f"[1{',1' * long}]", f'"{"a" * long}"', f'"{"σ😀" * long}"', "[" * deep]
    return dice.choice(ODD if way < 0.7 else [*large, "[" * deep + "]" * deep, '{"a":' * deep + "0" + "}" * deep])


def an_object(dice, parts, names):
    for _ in range(dice.choice((0, 0, 0, 1, 1, 2))):
        odd = dice.choice(("", "self", "__class__", "k" * 9999, "\\ud800"))
        parts[odd if dice.random() < 0.1 else dice.choice(names)] = value(dice)
    return "{" + ",".join(f'"{name}":{one}' for name, one in parts.items()) + "}"


def scene_like(dice):
    plain = [(name, json.dumps(one)) for name, one in dice.choice(SCENES).to_dict().items()]
    return an_object(dice, dict(dice.sample(plain, dice.randrange(len(plain)))), tuple(FIELDS))


def settings_like(dice):
    export = {name: json.dumps(one) for name, one in Choices().to_dict().items()}
    export["folder"] = dice.choice(('""', '"/σ"', '"\\ud800"', '"\\u0000"'))
    parts = {"scene": scene_like(dice), "export": an_object(dice, export, [*export]), "motion": '"full"'}
    return an_object(dice, parts | {"geometry": f'"{b64encode(dice.randbytes(66)).decode()}"'}, [*parts, "geometry"])


def png_like(dice, text):
    """Return a PNG that may lie about its lengths, its compression and its end."""
    packed = BOMB if dice.random() < 0.1 else zlib.compress(text, 1)
    texts = (b"tEXt", b"sigviz\0" + text), (b"zTXt", b"sigviz\0\0" + packed), (b"iTXt", b"sigviz\0\1\0\0\0" + packed)
    kind, content = dice.choice((texts[0], texts[0], *texts))
    whole = chunk(kind, content)
    if dice.random() < 0.2:
        whole = dice.choice((0, 1, len(content) - 1, len(content) + 9, 2**31, 2**32 - 1)).to_bytes(4, "big") + whole[4:]
    before = dice.choice((b"", chunk(b"tEXt", b"Title\0a"), chunk(b"zTXt", b""), chunk(b"IDAT", bytes(99))))
    return PNG + before + whole + dice.choice((END, END, END, b"", END[:7], END + b"more"))


def xml_like(dice, text):
    number = "&#" + dice.choice("19") * dice.choice((2, 20, 4300, 4301, 9999)) + ";"
    end = dice.choice(("&", "&#", "&#x", "&#xD800;", "&#99999999999;", "<", "&amp", "&quot;"))
    forms = [text, f"<![CDATA[{text}]]>", "".join(f"&#{ord(sign)};" for sign in text[:999])]
    forms += [text.replace("1", number, 3), text.replace("1", "&l9;"), text[:-1] + end + text[-1:]]
    forms += [escape(text, quote=False)] * 4
    attribute = dice.choice(("", "", " xmlns:sigviz='urn:sigviz:scene'", " a" * 90, " a" * 110, ">", "/"))
    laughs = f'<!DOCTYPE s [<!ENTITY l0 "1">{LAUGHS}]>' if dice.random() < 0.2 else ""
    return f"{laughs}<svg><sigviz:scene{attribute}>{dice.choice(forms)}</sigviz:scene></svg>"


def damaged(dice, content):
    for _ in range(dice.randrange(1, 5)):
        at = dice.randrange(len(content) + 1)
        to = min(at + dice.choice((1, 2, 8, 100, 3000)), len(content))
        flipped = bytes(byte ^ (1 << dice.randrange(8)) for byte in content[at : at + 1])
        ways = [flipped + content[at + 1 :], dice.randbytes(to - at) + content[to:], content[to:]]
        ways += [content[dice.randrange(at + 1) :], dice.choice(TOKENS) + content[dice.choice((at, to)) :]]
        content = content[:at] + dice.choice(ways if dice.random() < 0.95 else [b""])
    return content


def made(dice, seeds):
    kind, way = dice.choice([*seeds]), dice.random()
    if way < 0.1:
        head = {"png": PNG, "svg": b"<sigviz:scene>", "pdf": b"%PDF<sigviz:scene>", "webp": b"RIFF"}.get(kind, b"{")
        return kind, dice.choice((head, b"")) + dice.randbytes(dice.randrange(300))
    if way < 0.5:
        return kind, damaged(dice, dice.choice(seeds[kind]))
    text = settings_like(dice) if kind == "settings" else scene_like(dice)
    content = (xml_like(dice, text) if kind in ("svg", "pdf", "webp") else text).encode()
    content = png_like(dice, content) if kind == "png" else content
    return kind, damaged(dice, content) if way < 0.7 else content


@pytest.fixture(scope="module")
def seeds(qapp, tmp_path_factory):
    path = tmp_path_factory.mktemp("seeds") / "a"
    found = {"json": [scene.to_json().encode() for scene in SCENES], "settings": []}
    for scene in SCENES:
        Settings(path).save(Memory(scene, True, b"geometry", Choices(), "reduced"))
        found["settings"].append(path.read_bytes())
        for kind in ("png", "webp", "svg", "pdf"):
            series.render(scene, path.with_suffix(f".{kind}"), size=(30, 20))
            found.setdefault(kind, []).append(path.with_suffix(f".{kind}").read_bytes())
    return found


def load(settings, content):
    """Load settings: what makes sense, and a line for the rest. What was loaded can be saved, and is the same."""
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
        with suppress(ValueError):  # for a field that is wrong
            alone = getattr(Scene.from_dict({name: fields[name]} if name in fields else {}), name)
            assert getattr(memory.scene or Scene(), name) == alone or name in ("inputs", "weights")
    if isinstance(plain.get("export"), dict):
        assert memory.export == Choices.from_dict(plain["export"])
    assert memory.motion == plain.get("motion", "auto") or said.getvalue()
    # Base 64 can be written in several ways.
    assert said.getvalue() or memory.geometry == b64decode(plain.get("geometry", ""), validate=True)
    settings.save(memory)
    assert settings.load() == memory
    return not said.getvalue()


def read(path, kind):
    """Read a file, see that all is as promised, and return whether it was taken."""
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
    """Read a file of this content; return whether it was taken, and in how many seconds. Ended if it hangs."""
    path.write_bytes(content)
    former, handler = resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGALRM)
    signal.signal(signal.SIGALRM, lambda *_: sys.exit(f"it hangs: {kind} {content.hex()}"))
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


def test_damaged_and_made_up_files_are_taken_or_refused_in_a_sentence(seeds, tmp_path, monkeypatch):
    monkeypatch.setattr(os, "fsync", lambda _: None)  # a disk's speed is no matter of the readers
    dice, seen, failed, slowest = random.Random(5), Counter(), {}, (0.0, "")
    inputs = (made(dice, seeds) for _ in range(INPUTS))
    if REPLAY:
        inputs = ((kind, bytes.fromhex(code)) for kind, code in map(str.split, Path(REPLAY).read_text().splitlines()))
    for kind, content in inputs:
        try:
            taken, took = measured(tmp_path / f"a.{kind.replace('settings', 'json')}", kind, content)
            assert took < SECONDS, f"it takes {took:.1f} s"
            seen[kind, taken] += 1
            slowest = max(slowest, (took, f"{kind} of {len(content)} bytes"))
        except Exception as error:  # noqa: BLE001
            line, what = f"{kind} {content.hex()}\n", (kind, f"{type(error).__name__}: {str(error)[:40]}")
            failed[what] = min(failed.get(what, line), line, key=len)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sys.stdout.write(f"\n{dict(seen)}; slowest {slowest}; peak of the process {peak} kB\n")
    assert not failed, "".join(f"{what}: {line}" for what, line in failed.items())
    assert REPLAY or all(seen[kind, taken] for kind in seeds for taken in (True, False))


MOST = scene_files.LARGEST - 100
NESTED = b"[%b0]" % ((b"[" * 900 + b"]" * 900 + b",") * (MOST // 1801))
HEAVY = {
    "short.svg": lambda: b"<sigviz:scene>%b</sigviz:scene>" % (b"&ab" * (2 * MOST // 3)),
    "long.svg": lambda: b"<sigviz:scene>%b</sigviz:scene>" % ((b"&" + b"a" * 32) * (2 * MOST // 33)),
    "nested.png": lambda: PNG + chunk(b"zTXt", b"sigviz\0\0" + zlib.compress(NESTED)) + END,
    "chunks.png": lambda: PNG + chunk(b"tEXt", b"") * 600_000 + END,
}


@pytest.mark.parametrize("name", HEAVY)
def test_as_large_a_file_as_is_read_takes_little_time_and_memory(tmp_path, name):
    gc.freeze()  # what other tests have left is no matter of the readers
    try:
        assert min(measured(tmp_path / name, "scene", HEAVY[name]())[1] for _ in range(2)) < SECONDS
    finally:
        gc.unfreeze()
        (tmp_path / name).unlink()
