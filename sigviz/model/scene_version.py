"""The version of a scene's fields, which tells an older program that it cannot read a newer scene."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sigviz.model.fields.validators import brief

VERSION = 1  # of the fields; a release that adds a field, or changes the meaning of one, must increase it
_MOST_NAMED = 5  # unknown fields in the message of an error


class NewerVersionError(ValueError):
    """A scene has a newer version than this sigviz can read; the message also names the unknown fields."""

    def __init__(self, version: int, unknown: Sequence[str]) -> None:
        named = ", ".join(brief(name) for name in unknown[:_MOST_NAMED])
        named += f" and {len(unknown) - _MOST_NAMED} more" if len(unknown) > _MOST_NAMED else ""
        known = f"version {brief(version)}; this one reads version {VERSION}"
        super().__init__(
            f"the scene was made by a newer sigviz ({known})" + (f", with unknown fields: {named}" if named else "")
        )


def check_version(plain: Mapping[str, Any], known: Collection[str]) -> None:
    """Raise `NewerVersionError` if the fields have a newer version, and `ValueError` if the version is invalid.

    >>> check_version({"x": 2, "version": 1}, ("x",))
    >>> check_version({"x": 2, "hue": 3, "version": 2}, ("x",))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    sigviz.model.scene_version.NewerVersionError: the scene was made by a newer sigviz (...), with unknown fields: 'hue'
    """
    version = plain.get("version", 1)
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise ValueError(f"version must be a whole number of at least 1, not {brief(version)}")
    if version > VERSION:
        raise NewerVersionError(version, [name for name in plain if name not in known and name != "version"])
