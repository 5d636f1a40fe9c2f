"""Streams that are closed, full, or no longer read: an error message if possible, and the right exit status."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HELP = (["--help"], ["--version"], ["render", "--help"])
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device"),
]


@pytest.fixture(params=["", "1"], ids=["buffered", "unbuffered"])
def run(request):
    """A function that runs the program with streams redirected by the shell."""

    def run(redirected, *arguments, program=("-m", "sigviz"), stdout=subprocess.PIPE):
        command = ["sh", "-c", f'"$@" {redirected}', "sh", sys.executable, *program, *arguments]
        env = os.environ | {"PYTHONUNBUFFERED": request.param}
        done = subprocess.run(command, env=env, stdout=stdout, stderr=subprocess.PIPE, text=True, timeout=60)
        return done.stdout or "", done.stderr, done.returncode

    return run


@pytest.mark.parametrize("arguments", HELP)
def test_help_that_cannot_be_written_is_reported_in_one_line(run, arguments):
    line = "sigviz: 'stdout' cannot be written: No space left on device\n"
    assert run(">/dev/full", *arguments) == ("", line, 1)
    assert run(">/dev/full 2>/dev/full", *arguments) == ("", "", 1)


@pytest.mark.parametrize("arguments", HELP)
def test_help_whose_reader_is_gone_is_no_error(run, arguments):
    assert run(">&-", *arguments) == ("", "", 0)
    reader, writer = os.pipe()
    os.close(reader)
    assert run("", *arguments, stdout=writer) == ("", "", 128 + 13)
    os.close(writer)


@pytest.mark.parametrize(("arguments", "status"), [("--x=bad", 2), ("missing.json", 1)])
@pytest.mark.parametrize("redirected", ["2>/dev/full", "2>&-"])
def test_an_error_with_stderr_closed_keeps_its_exit_status(run, arguments, status, redirected):
    assert run(redirected, arguments) == ("", "", status)


@pytest.mark.parametrize("redirected", ["2>/dev/full", "2>&-"])
def test_a_picture_is_made_although_its_warning_cannot_be_written(run, tmp_path, redirected):
    asked = "render", str(tmp_path / "a.png"), "--with", "neuron,chain", "--size", "200x150"
    _, warning, status = run("", *asked)
    assert (len(warning.splitlines()), status) == (1, 0)
    assert run(redirected, *asked) == ("", "", 0)


def test_output_for_a_closed_stream_does_not_go_into_another_file(run, tmp_path):
    code = """import os, sys
from sigviz.system import stdio
stdio.prepare()
with open(sys.argv[1], "wb"):
    os.write(2, b"word")"""
    assert run("<&- >&- 2>&-", str(tmp_path / "a"), program=("-c", code)) == ("", "", 0)
    assert (tmp_path / "a").read_bytes() == b""
