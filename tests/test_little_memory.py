"""Too little memory for a picture: a sentence, whichever part of the making it stops. And the longest pictures."""

import os
import subprocess
import sys

import pytest
from PySide6.QtGui import QImageReader

from sigviz import cli

SENTENCE = "sigviz: there is not enough memory for a picture of this size\n"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is limited otherwise there")
@pytest.mark.parametrize(
    ("name", "limit", "size"),
    [("a.png", 800_000, "8000x8000"), ("a.gif", 400_000, "4000x4000"), ("a.webp", 800_000, "5000x5000")],
)
def test_a_picture_is_made_or_refused_and_no_thread_is_awaited_for_ever(tmp_path, name, limit, size):
    command = ["sh", "-c", f'ulimit -v {limit}; exec "$@"', "sh", sys.executable, "-m", "sigviz", "render", name]
    env = os.environ | {"OPENBLAS_NUM_THREADS": "1"}  # else it takes memory for each processor
    command += ["--size", size]
    done = subprocess.run(command, cwd=tmp_path, env=env, stderr=subprocess.PIPE, text=True, timeout=60)
    assert (done.returncode, done.stderr[-len(SENTENCE) :]) in ((0, ""), (1, SENTENCE))


@pytest.mark.parametrize("name", ["a.png", "a.webp", "a.gif"])
def test_a_picture_as_long_as_can_be_fits_every_format(tmp_path, name, qapp):
    assert cli.main(["render", str(tmp_path / name), "--size=16383x8"]) == 0
    assert QImageReader(str(tmp_path / name)).size().width() in (16383, -1)  # Qt may lack a reader
