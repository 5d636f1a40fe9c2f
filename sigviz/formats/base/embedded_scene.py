"""Scenes embedded in pictures as XML: in SVG, and in the XMP of PDF and WebP. They are found by their namespace.

Another program that saves the picture may write the same XML differently: with another prefix, or with an attribute
instead of an element. Pictures may come from untrusted sources, so no more is read than the largest scene needs, and
XML that declares entities is rejected.
"""

from collections.abc import Iterable

from sigviz.model.scene import Scene

NAMESPACE = "urn:sigviz:scene"
LARGEST = 1_000_000  # bytes of JSON, ten times as much as the longest scene

_NAME = f"{NAMESPACE} scene"  # as expat writes a name with its namespace
_DEEPEST_XML = 1000


class SceneFileError(ValueError):
    """A file contains no scene, or an invalid one; the message says what is wrong."""


def element(scene: Scene) -> str:
    """Return a scene as an XML element.

    >>> element(Scene()).partition(">")[0]
    '<sigviz:scene xmlns:sigviz="urn:sigviz:scene"'
    """
    from html import escape  # imported late, as others in this module, to keep the start of the program fast

    return f'<sigviz:scene xmlns:sigviz="{NAMESPACE}">{escape(scene.to_json(), quote=False)}</sigviz:scene>'


def xmp(scene: Scene, title: str, description: str) -> bytes:
    """Return an XMP packet with a title, the description of a picture, and its scene."""
    from html import escape

    described = escape(description, quote=False)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>\n'
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{described}</rdf:li></rdf:Alt></dc:description>\n'
        f"{element(scene)}\n"
        "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n"
        '<?xpacket end="w"?>\n'
    ).encode()


def inflate(packed: bytes, name: str, most: int = LARGEST) -> bytes:
    """Return decompressed data, at most ``most`` + 1 bytes of it. Raises `SceneFileError` if the data is damaged."""
    import zlib

    try:
        return zlib.decompressobj().decompress(packed, most + 1)
    except zlib.error:
        raise SceneFileError(f"{name!r} is damaged") from None


def find_in_xml(pieces: Iterable[bytes], name: str) -> bytes | None:
    """Return the JSON of the first scene: the text of its element, or of the attribute that XMP allows instead.

    The XML after the scene is not read, and may be truncated. Entities are never expanded, and nothing is fetched.

    >>> find_in_xml([b"<svg>", element(Scene()).encode()], "a.svg") == Scene().to_json().encode()
    True
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
    except _Complete:
        return "".join(found.parts).encode()
    except SceneFileError:
        raise
    except (expat.ExpatError, LookupError, ValueError) as error:  # the last two are raised for an unknown encoding
        raise SceneFileError(f"{name!r} is not well-formed: {error}") from None
    return None


class _Complete(Exception):
    """The scene has been read."""


class _Found:
    """Collects the text of a scene while XML is parsed."""

    def __init__(self, name: str) -> None:
        self.parts: list[str] = []
        self._name, self._depth, self._inside, self._length = name, 0, 0, 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Start to collect text if this element is the scene."""
        self._depth += 1
        if self._depth > _DEEPEST_XML:
            raise SceneFileError(f"{self._name!r} is nested too deeply")
        if name == _NAME and not self._inside:
            self._inside = self._depth
        elif _NAME in attributes:
            self.parts = [attributes[_NAME]]
            raise _Complete

    def text(self, part: str) -> None:
        """Collect a part of the text."""
        if self._inside:
            self._length += len(part)
            if self._length > LARGEST:
                raise SceneFileError(f"{self._name!r} is too large for a scene")
            self.parts.append(part)

    def end(self, _name: str) -> None:
        """Stop at the end of the scene."""
        if self._depth == self._inside:
            raise _Complete
        self._depth -= 1

    def refuse(self, *_declaration: object) -> None:
        """Reject XML that declares entities, because they can expand without end, or refer to other files."""
        raise SceneFileError(f"{self._name!r} declares entities, which sigviz does not read")
