"""Scenes embedded in pictures, found by parsing: chunks of PNG and WebP, metadata streams of PDF, XML by its namespace.

A program that saves a picture again may write the same content in other words: another prefix in XML, another kind of
chunk, a compressed stream. Pictures come from strangers: only as much of each is read as a scene can take, and XML that
declares entities is refused. Standard library only.
"""

import mmap
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import BinaryIO

from sigviz.model.scene import Scene

KEY = "sigviz"  # the keyword of the text in a PNG
NAMESPACE = "urn:sigviz:scene"
LARGEST = 1_000_000  # bytes of JSON, of which the longest scene takes a tenth

_NAME = f"{NAMESPACE} scene"  # as expat writes a name with its namespace
_LARGEST_XML = 16_000_000  # bytes that are searched for a scene
_DEEPEST_XML = 1000
_MOST_STREAMS = 100  # of metadata in a PDF
_PNG = b"\x89PNG\r\n\x1a\n"
_METADATA = re.compile(rb"/Type\s*/Metadata\b")
_FLATE = re.compile(rb"/(FlateDecode|Fl)\b")


class SceneFileError(ValueError):
    """A file holds no scene, or a wrong one; the text says what is the matter."""


def element(scene: Scene) -> str:
    """Return a scene as the XML element that SVG, PDF and WebP hold.

    >>> element(Scene()).partition(">")[0]
    '<sigviz:scene xmlns:sigviz="urn:sigviz:scene"'
    """
    import html

    return f'<sigviz:scene xmlns:sigviz="{NAMESPACE}">{html.escape(scene.to_json(), quote=False)}</sigviz:scene>'


def in_svg(file: BinaryIO, name: str) -> bytes | None:
    """Return the JSON of the scene in an SVG, or nothing."""
    return _in_xml(_pieces(file, name), name)


def in_webp(file: BinaryIO, name: str) -> bytes | None:
    """Return the JSON of the scene in the XMP of a WebP, or nothing. WebP container specification."""
    head = file.read(12)
    if head[:4] != b"RIFF" or head[8:] != b"WEBP":
        raise SceneFileError(f"{name!r} is not a WebP, whatever its name says")
    while len(head := file.read(8)) == 8:
        length = int.from_bytes(head[4:], "little")
        if head[:4] == b"XMP ":
            return _in_xml([file.read(min(length, 2 * LARGEST))], name)
        file.seek(length + length % 2, os.SEEK_CUR)
    return None


def in_pdf(file: BinaryIO, name: str) -> bytes | None:
    """Return the JSON of the scene in the newest metadata stream of a PDF that has one, or nothing. ISO 32000-2, 14.3.

    Metadata of pictures in the PDF, which may be damaged, is passed over.
    """
    if os.fstat(file.fileno()).st_size == 0:
        return None
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        at = len(content)
        for _ in range(_MOST_STREAMS):
            at = content.rfind(b"/Metadata", 0, at)
            if at < 0:
                break
            with suppress(SceneFileError):
                found = _in_xml([_stream_about(content, at, name)], name)
                if found is not None:
                    return found
    return None


def _stream_about(content: mmap.mmap, at: int, name: str) -> bytes:
    """Return what the metadata stream holds in whose dictionary a place is, or nothing."""
    begin, end = content.rfind(b" obj", max(at - LARGEST, 0), at), content.find(b"stream", at, at + LARGEST)
    if min(begin, end) < 0 or not _METADATA.search(dictionary := content[begin:end]):
        return b""
    data = content[end + len(b"stream") : end + 2 * LARGEST].removeprefix(b"\r").removeprefix(b"\n")
    if _FLATE.search(dictionary):
        return _inflated(data, name, 2 * LARGEST)
    return data.partition(b"endstream")[0]


def in_png(file: BinaryIO, name: str) -> bytes | None:
    """Return the JSON of the scene in a text chunk of a PNG, or nothing, looking at the heads of the other chunks only.

    PNG specification, third edition, 11.3.3.
    """
    if file.read(8) != _PNG:
        raise SceneFileError(f"{name!r} is not a PNG, whatever its name says")
    while len(head := file.read(8)) == 8:
        length, kind = int.from_bytes(head[:4], "big"), head[4:]
        if kind == b"IEND":
            return None
        if kind in _TEXTS and length <= 2 * LARGEST:
            content, checksum = file.read(length), file.read(4)
            key, _, text = content.partition(b"\0")
            if key == KEY.encode():
                _check_chunk(file, kind + content, checksum, name)
                return _TEXTS[kind](text, name)
        else:
            file.seek(length + 4, os.SEEK_CUR)
    raise SceneFileError(f"{name!r} is cut off")


def _check_chunk(file: BinaryIO, content: bytes, checksum: bytes, name: str) -> None:
    import zlib  # and the other late imports of this module: nothing that a start has to wait for

    file.seek(-12, os.SEEK_END)
    if file.read()[4:8] != b"IEND":
        raise SceneFileError(f"{name!r} is cut off")
    if zlib.crc32(content).to_bytes(4, "big") != checksum:
        raise SceneFileError(f"{name!r} is damaged")


def _latin_1(text: bytes, name: str) -> bytes:  # noqa: ARG001
    return text.decode("latin-1").encode()


def _compressed(text: bytes, name: str) -> bytes:
    if text[:1] != b"\0":  # the only method there is
        raise SceneFileError(f"{name!r} is damaged")
    return _latin_1(_inflated(text[1:], name), name)


def _international(text: bytes, name: str) -> bytes:
    flags, parts = text[:2], text[2:].split(b"\0", 2)  # whether it is compressed and how; language, keyword, text
    if flags not in (b"\0\0", b"\1\0", b"\0\1") or len(parts) < 3:
        raise SceneFileError(f"{name!r} is damaged")
    return _inflated(parts[2], name) if flags[:1] == b"\1" else parts[2]


_TEXTS: dict[bytes, Callable[[bytes, str], bytes]] = {b"tEXt": _latin_1, b"zTXt": _compressed, b"iTXt": _international}


def _inflated(packed: bytes, name: str, most: int = LARGEST) -> bytes:
    import zlib

    try:
        return zlib.decompressobj().decompress(packed, most + 1)
    except zlib.error:
        raise SceneFileError(f"{name!r} is damaged") from None


def _pieces(file: BinaryIO, name: str) -> Iterator[bytes]:
    """Give a file in large pieces: expat reads a long token again with each of them."""
    for _ in range(_LARGEST_XML // LARGEST):
        yield file.read(LARGEST)
    if file.read(1):
        raise SceneFileError(f"{name!r} is too large to be searched for a scene")


def _in_xml(pieces: Iterable[bytes], name: str) -> bytes | None:
    """Return the text of the first scene: of the element, or of the attribute that XMP may make of it.

    What follows is not read: a file may be cut off behind it. Entities are never expanded, and nothing is fetched.
    """
    from xml.parsers import expat

    parser, found = expat.ParserCreate(namespace_separator=" "), _Found(name)
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = found.start, found.end
    parser.CharacterDataHandler, parser.EntityDeclHandler = found.text, found.refuse
    begun = False
    try:
        for piece in pieces:
            begun = begun or bool(piece)
            parser.Parse(piece, False)
        if begun:
            parser.Parse(b"", True)
    except _Whole:
        return "".join(found.parts).encode()
    except SceneFileError:
        raise
    except (expat.ExpatError, LookupError, ValueError) as error:  # the latter two of an unknown encoding
        raise SceneFileError(f"{name!r} is not well-formed: {error}") from None
    return None


class _Whole(Exception):
    """The scene is read."""


class _Found:
    """Collects the text of a scene while XML is parsed."""

    def __init__(self, name: str) -> None:
        self.parts: list[str] = []
        self._name, self._depth, self._inside, self._length = name, 0, 0, 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin to collect, if this is the scene."""
        self._depth += 1
        if self._depth > _DEEPEST_XML:
            raise SceneFileError(f"{self._name!r} is nested too deeply")
        if name == _NAME and not self._inside:
            self._inside = self._depth
        elif _NAME in attributes:
            self.parts = [attributes[_NAME]]
            raise _Whole

    def text(self, part: str) -> None:
        """Collect a part of the text."""
        if self._inside:
            self._length += len(part)
            if self._length > LARGEST:
                raise SceneFileError(f"{self._name!r} is too large for a scene")
            self.parts.append(part)

    def end(self, _name: str) -> None:
        """Stop where the scene ends."""
        if self._depth == self._inside:
            raise _Whole
        self._depth -= 1

    def refuse(self, *_declaration: object) -> None:
        """Refuse what declares entities: they can grow without end, or name other files."""
        raise SceneFileError(f"{self._name!r} declares entities, which sigviz does not read")
