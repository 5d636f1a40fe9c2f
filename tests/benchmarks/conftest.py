"""Collects the ratios that the benchmarks measure, prints them as the README's table, and holds them to it.

``--few`` measures with few rounds; ``--held`` fails if a ratio is worse than the README says by more than a third.
"""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # or else every start would compile the program, but not its peers


import pytest

from .table import HEAD, Row, short

_ROWS = pytest.StashKey[list[Row]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--few", action="store_true", help="measure with few rounds")
    parser.addoption("--held", action="store_true", help="fail if a ratio is worse than the README says by a third")


@pytest.fixture
def report(request: pytest.FixtureRequest) -> list[Row]:
    """Rows for the table."""
    return request.config.stash.setdefault(_ROWS, [])


@pytest.fixture
def rounds(request: pytest.FixtureRequest):
    """A function that makes few of many rounds, if few are asked for."""
    few = request.config.getoption("--few")
    return lambda many: max(many // 5, 4) if few else many


def _held(config: pytest.Config) -> list[str]:
    return short(config.stash.get(_ROWS, [])) if config.getoption("--held") else []


def pytest_sessionfinish(session: pytest.Session) -> None:
    if _held(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    rows = config.stash.get(_ROWS, [])
    if rows:
        terminalreporter.write_line(f"\n{HEAD}")
        for row in rows:
            terminalreporter.write_line(row.line())
    for complaint in _held(config):
        terminalreporter.write_line(f"not held: {complaint}", red=True)
