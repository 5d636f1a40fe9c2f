"""Writing a talk: as TOML, in which comments and order of a file written by hand stay."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sigviz.model.talk.talk import Talk

if TYPE_CHECKING:
    from tomlkit.items import AoT, Table


def toml_of(talk: Talk) -> str:
    r"""Return a talk as TOML, as a change of the text that it was read from, if it was.

    >>> from sigviz.request.talk_editing import begun
    >>> from sigviz.model.scene import Scene
    >>> toml_of(begun(Scene(x=2.0)))
    'title = "Untitled talk"\n\n[[scene]]\nx = 2.0\n'
    """
    import tomlkit  # late, to keep the start of the program fast

    document = tomlkit.parse(talk.text)
    if document.get("title") != talk.title:
        if "title" in document:
            document["title"] = talk.title
        else:
            head = tomlkit.document()
            head.add("title", tomlkit.item(talk.title))
            head.add(tomlkit.nl())
            document = tomlkit.parse(tomlkit.dumps(head) + tomlkit.dumps(document))
    tables = document.get("scene", tomlkit.aot())
    origins = [part.origin for part in talk.scenes]
    if origins != list(range(len(tables))):
        tables = _in_order(tables, origins)
        document["scene"] = tables
    for table, part in zip(tables, talk.scenes, strict=True):
        _merge(table, part.entry)
    written = tomlkit.dumps(document)
    return written if talk.text else f"{written.rstrip()}\n"


def _in_order(tables: "AoT", origins: list[int | None]) -> "AoT":
    """Return the tables of a file in another order, with empty ones where a scene is new."""
    import tomlkit

    ordered = tomlkit.aot()
    for origin in origins:
        table = tables[origin] if origin is not None else tomlkit.table()
        ordered.append(table)
    return ordered


def _merge(table: "Table", entry: Mapping[str, Any]) -> None:
    """Let a table say what an entry does. What it says already stays as it is written."""
    import tomlkit

    new = not table
    for name in [name for name in table if name not in entry]:
        del table[name]
    for name, value in entry.items():
        if name not in table:
            table.append(name, _item(value))
        elif table[name] != value:
            table[name] = _item(value)
    if new:
        table.add(tomlkit.nl())


def _item(value: Any) -> Any:
    import tomlkit

    multiline = isinstance(value, str) and "\n" in value
    return tomlkit.string(value, multiline=multiline) if isinstance(value, str) else tomlkit.item(value)
