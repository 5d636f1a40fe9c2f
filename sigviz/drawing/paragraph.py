"""Words in lines of a limited width."""

from sigviz.drawing.text import Face


def wrapped(words: str, face: Face, wide: float, *, broken: bool = False) -> list[str]:
    """Return words in lines that fit into a width. A line break in them begins a new line.

    A word that is wider has a line of its own, or is ``broken`` into lines.
    """
    lines: list[str] = []
    for paragraph in words.split("\n"):
        lines.append("")
        for word in paragraph.split(" "):
            longer = f"{lines[-1]} {word}" if lines[-1] else word
            if lines[-1] and face.width(longer) > wide:
                lines.append(word)
            else:
                lines[-1] = longer
            while broken and len(lines[-1]) > 1 and face.width(lines[-1]) > wide:
                lines[-1:] = _cut(lines[-1], face, wide)
    return lines


def _cut(word: str, face: Face, wide: float) -> tuple[str, str]:
    """Return as many letters of a word as fit, at least one, and the others."""
    count = len(word) - 1
    while count > 1 and face.width(word[:count]) > wide:
        count = max(count - max(count // 8, 1), 1)
    return word[:count], word[count:]
