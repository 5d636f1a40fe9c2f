"""Pictures made by other programs: in threads, with an application of their own, by the thousand, in a notebook."""

import json
import subprocess
import sys

import pytest

from tests.clients import need

APPLICATIONS = {
    "none": "",
    "ours": "sigviz.render(sigviz.Scene(), 'before.png', size=(30, 20))",
    "QApplication": "from PySide6.QtWidgets import QApplication as Kind",
    "QGuiApplication": "from PySide6.QtGui import QGuiApplication as Kind",
    "QCoreApplication": "from PySide6.QtCore import QCoreApplication as Kind",
}
ANYWHERE = """
import json, sys
from concurrent.futures import ThreadPoolExecutor
import sigviz
from sigviz import cli

def build():
    import sigviz.app
    sigviz.app.build().close()

WAYS = {
    "render": lambda: sigviz.render(sigviz.Scene(), "a.png", size=(30, 20)),
    "scene": lambda: sigviz.Scene()._repr_png_() and None,
    "window": build,
    "command": lambda: cli.main(["render", "b.png", "--size=30x20"]) or None,
    "window by command": lambda: cli.main([]),
}

def attempt(name):
    try:
        return WAYS[name]()
    except RuntimeError as error:
        return str(error)

Kind = None
exec(sys.argv[1])
application = Kind(["test", "-platform", "offscreen"]) if Kind else None
with ThreadPoolExecutor(3) as pool:
    in_threads = dict(zip(WAYS, pool.map(attempt, WAYS)))
in_the_main_thread = {name: attempt(name) for name in WAYS if name != "window by command"}
print(json.dumps([in_threads, in_the_main_thread]))
"""


def run(code, *arguments, cwd):
    """Run a program, and return its output, decoded from JSON, and its stderr."""
    command = [sys.executable, "-P", "-c", code, *arguments]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout), done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("application", APPLICATIONS)
def test_use_in_a_thread_or_with_another_application_raises_an_error_at_once(tmp_path, application):
    (in_threads, in_the_main_thread), err = run(ANYWHERE, APPLICATIONS[application], cwd=tmp_path)
    # In a thread all functions that draw raise the same error; the commands write it to stderr and return status 1.
    sentences = {said for said in in_threads.values() if said != 1}
    assert [name for name, said in in_threads.items() if said == 1] == ["command", "window by command"]
    assert len(sentences) == 1
    sentence = sentences.pop()
    assert "\n" not in sentence
    assert err.count(f"sigviz: {sentence}\n") >= 2
    # In the main thread all of them work, unless the application does not support widgets.
    if application in ("QGuiApplication", "QCoreApplication"):
        assert f"created a {application}, but sigviz needs a QApplication" in sentence
        assert in_the_main_thread == {**dict.fromkeys(in_the_main_thread, sentence), "command": 1}
    else:
        assert ("without a QApplication" in sentence) == (application == "none")
        assert in_the_main_thread == dict.fromkeys(in_the_main_thread)
        assert {path.name for path in tmp_path.iterdir()} >= {"a.png", "b.png"}


PROCESSES = """
import json, multiprocessing, sys, warnings
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
import sigviz

warnings.simplefilter("ignore", DeprecationWarning)  # about fork in a program with threads
if __name__ == "__main__":
    sigviz.render(sigviz.Scene(), "0.png", size=(30, 20))
    context = multiprocessing.get_context(sys.argv[1])
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        for name in "1234":
            pool.submit(sigviz.render, sigviz.Scene(), f"{name}.png", size=(30, 20)).result(60)
    print(json.dumps(len({Path(f"{name}.png").read_bytes() for name in "01234"})))
"""


@pytest.mark.slow
@pytest.mark.parametrize("way", ["spawn", "fork"])
@pytest.mark.skipif(not hasattr(sys, "getdlopenflags"), reason="how POSIX starts processes")
def test_several_processes_make_pictures(tmp_path, way):
    different, _ = run(PROCESSES, way, cwd=tmp_path)
    assert different == 1


MANY = """
import ctypes, gc, json, sys
import psutil, sigviz

Kind = None
exec(sys.argv[1])
application = Kind(["test", "-platform", "offscreen"]) if Kind else None

def state():
    from PySide6.QtWidgets import QApplication
    for _ in range(3):  # objects that pyqtgraph items hold through Qt are freed only after the items
        gc.collect()
    if sys.platform == "linux":  # glibc sometimes keeps the memory of a large picture for the next one
        ctypes.CDLL(None).malloc_trim(0)
    return psutil.Process().memory_info().rss / 2**20, len(QApplication.topLevelWidgets())

def make(turn, formats, layers, size):
    scene = sigviz.Scene(x=turn / 1000, layers=layers)
    for name in formats:
        scene._repr_png_() if name == "scene" else sigviz.render(scene, f"a.{name}", size=size)

def measured(turns, *what):
    for turn in range(turns):
        make(turn, *what)
        if turn == turns // 3:
            before = state()
    return [before, state()]

print(json.dumps(measured(*eval(sys.argv[2]))))
"""
FLAT = 6  # MB by which memory use varies; each leaked window takes 0.6 MB


@pytest.mark.slow
@pytest.mark.parametrize("application", ["none", "QApplication"])
@pytest.mark.parametrize(
    "what",
    [(60, ["png"], ["sigma", "tangent"], (60, 40)), (45, ["scene"], ["sigma"], ())],
    ids=["render", "scene"],
)
def test_pictures_do_not_leak_memory_without_an_event_loop(tmp_path, application, what):
    (before, after), _ = run(MANY, APPLICATIONS[application], repr(what), cwd=tmp_path)
    assert (before[1], after[1]) == (0, 0)
    assert after[0] - before[0] < FLAT


@pytest.mark.slow
def test_hundreds_of_pictures_of_every_format_do_not_leak_memory(tmp_path):
    what = 60, ["png", "svg", "pdf", "webp", "gif"], ["sigma", "values", "derivation", "neuron", "chain"], (400, 300)
    (before, after), _ = run(MANY, "", repr(what), cwd=tmp_path)
    assert (before[1], after[1]) == (0, 0)
    assert after[0] - before[0] < FLAT


CELL = """
import ctypes, gc, psutil, sigviz, sys
from IPython.display import display
from PySide6.QtWidgets import QApplication
for turn in range(30):
    display(sigviz.Scene(x=turn / 100))
gc.collect()
if sys.platform == "linux":  # as above
    ctypes.CDLL(None).malloc_trim(0)
print(psutil.Process().memory_info().rss / 2**20, len(QApplication.topLevelWidgets()))
"""


@pytest.mark.client
def test_showing_scenes_in_a_notebook_does_not_leak_memory():
    need(modules=["ipykernel"])
    from jupyter_client.manager import start_new_kernel

    manager, client = start_new_kernel(kernel_name="python3")
    messages = []
    try:
        for _ in range(3):
            reply = client.execute_interactive(CELL, timeout=120, output_hook=messages.append)
            assert reply["content"]["status"] == "ok", reply["content"]
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    shown = [message["content"]["data"] for message in messages if message["msg_type"] == "display_data"]
    assert len([data for data in shown if "image/png" in data]) == 3 * 30
    printed = [message["content"]["text"] for message in messages if message["msg_type"] == "stream"]
    (first, *_), (last, *_) = (map(float, text.split()) for text in (printed[0], printed[-1]))
    assert {text.split()[1] for text in printed} == {"0"}
    assert last - first < FLAT
