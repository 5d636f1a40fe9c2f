"""Scene files: the fields of a scene as JSON, and nothing else."""

from typing import BinaryIO

from sigviz.formats.base.embedded_scene import LARGEST


def read_scene(file: BinaryIO, name: str) -> bytes:  # noqa: ARG001
    """Return the whole file, or one byte more than `LARGEST`, so that the caller rejects it as too large."""
    return file.read(LARGEST + 1)
