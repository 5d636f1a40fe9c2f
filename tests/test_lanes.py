"""Test selection: the tests that each run omits, and how `.ci/run` uses the README's command."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.slow
def test_client_and_screen_tests_are_marked_slow():
    lane = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-m", "(client or screen) and not slow"]
    done = subprocess.run([*lane, "tests/system/test_screen.py"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == pytest.ExitCode.NO_TESTS_COLLECTED, done.stdout + done.stderr
    assert "3 deselected" in done.stdout


def test_ci_runs_the_tests_that_the_readme_command_omits():
    script, readme = ((ROOT / name).read_text("utf-8") for name in (".ci/run", "README.md"))
    options = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["pytest"]["ini_options"]["addopts"]
    (command,) = re.findall(re.search(r'sed -n "/(.*)/p" README.md', script)[1], readme, re.MULTILINE)
    assert command.endswith("pip install -e '.[test]' && .venv/bin/python -m pytest")
    assert '-m "not client"' in options
    assert "test_command=\"${test_command/.\\[test]/.[test,client]} -m ''\"" in script
