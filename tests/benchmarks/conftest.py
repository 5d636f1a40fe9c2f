"""Collects the ratios that the benchmarks measure, and prints them as the README's table."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


import pytest

_ROWS = pytest.StashKey[list[str]]()


@pytest.fixture
def report(request: pytest.FixtureRequest) -> list[str]:
    """Lines for the table: what was measured, sigviz, the peer, the ratio."""
    return request.config.stash.setdefault(_ROWS, [])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    rows = config.stash.get(_ROWS, [])
    if rows:
        terminalreporter.write_line("\n| what | sigviz | peer | ratio | wanted |\n|---|---|---|---|---|")
        for row in rows:
            terminalreporter.write_line(row)
