"""The table of ratios: its rows, and whether they hold what the table in README.md says."""

import re
from pathlib import Path
from typing import NamedTuple

README = Path(__file__).with_name("README.md")
HEAD = "| what | sigviz | peer | ratio | wanted |\n|---|---|---|---|---|"
_WORSE = 4 / 3  # a ratio that is worse than the table's by more than a third does not hold
_LINE = re.compile(r"^\| (?P<what>[^|]+) \|[^|]*\|[^|]*\| (?P<ratio>[\d.]+) × \|", re.MULTILINE)


class Row(NamedTuple):
    """What was measured, for sigviz and for a peer; of the ratio more is better, or less."""

    what: str
    ours: str
    peer: str
    ratio: float | None
    wanted: str = ""
    more_is_better: bool = True

    def line(self) -> str:
        """Return the row as README.md has it."""
        ratio = "" if self.ratio is None else f"{self.ratio:.2f} ×"
        return f"| {self.what} | {self.ours} | {self.peer} | {ratio} | {self.wanted} |"

    def falls_short_of(self, said: float) -> bool:
        """Return whether the ratio is worse than what was said of it, by more than a third."""
        if self.ratio is None:
            return False
        return self.ratio < said / _WORSE if self.more_is_better else self.ratio > said * _WORSE


def said() -> dict[str, float]:
    """Return the ratios that the table in README.md says."""
    return {found["what"]: float(found["ratio"]) for found in _LINE.finditer(README.read_text(encoding="utf-8"))}


def short(rows: list[Row]) -> list[str]:
    """Return a sentence for each row that does not hold what the README says, or that it does not know."""
    known, complaints = said(), []
    for row in rows:
        if row.ratio is None:
            continue
        if row.what not in known:
            complaints.append(f"README.md has no row {row.what!r}")
        elif row.falls_short_of(known[row.what]):
            complaints.append(f"{row.what}: {row.ratio:.2f} ×, and README.md says {known[row.what]:.2f} ×")
    return complaints
