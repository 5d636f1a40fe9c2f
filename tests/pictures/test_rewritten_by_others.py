"""Pictures that another program has saved again: written differently, but with the same scene."""

import subprocess
import zlib
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image, PngImagePlugin

import sigviz
from sigviz.model.scene import Scene
from sigviz.storage import scene_files
from tests.clients import need
from tests.storage.test_foreign_files import CLOSE, OPEN, itxt, pdf, webp

SCENE = Scene(x=-2.5, theme="dark", layers=["sigma", "tangent"])
JSON = SCENE.to_json()


@pytest.fixture
def write_picture(here):
    """A function that writes a picture of the scene, and returns its name."""

    def make(name):
        sigviz.render(SCENE, name, size=(60, 40))
        return name

    return make


def run(tool, *arguments):
    need(tool)
    subprocess.run([tool, *arguments], check=True, capture_output=True)


def kept(name):
    return scene_files.read_scene(Path(name)) == SCENE


# Variants that the specifications allow


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "us-ascii"])
@pytest.mark.parametrize("prefix", ["sigviz", "ns1", "σ"])
def test_xml_is_read_by_its_namespace(here, encoding, prefix):
    if not prefix.isascii() and not encoding.startswith("utf"):
        pytest.skip(f"{encoding} has no {prefix}")
    quoted = {
        "text": JSON.replace('"', "&quot;"),
        "hexadecimal": "".join(f"&#x{ord(sign):X};" for sign in JSON),
        "section": f"<![CDATA[{JSON}]]>",
        "parts": f"<!-- {{ -->\n{JSON[:20]}<?other {{?><![CDATA[{JSON[20:]}]]>\n",
    }
    for text in quoted.values():
        svg = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE svg><svg xmlns:{prefix}="urn:sigviz:scene">'
        svg += '<other:scene xmlns:other="urn:other">{}</other:scene>'
        svg += f'<{prefix}:scene a="b">{text}</{prefix}:scene></svg>'
        Path("a.svg").write_bytes(svg.encode(encoding))
        assert kept("a.svg")
    Path("b.svg").write_text(f'<svg><scene xmlns="urn:sigviz:scene">{JSON}</scene></svg>')
    assert kept("b.svg")


def test_xmp_may_make_an_attribute_of_it(here):
    text = JSON.replace('"', "&quot;")
    xmp = f"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description xmlns:s="urn:sigviz:scene" s:scene="{text}"/></rdf:RDF></x:xmpmeta>""".encode()
    Path("a.webp").write_bytes(webp(xmp))
    Path("a.pdf").write_bytes(pdf(xmp))
    assert kept("a.webp")
    assert kept("a.pdf")


def test_the_newest_scene_of_a_pdf_counts(here):
    old, new = (pdf(OPEN + text.encode() + CLOSE) for text in (Scene().to_json(), JSON))
    Path("a.pdf").write_bytes(old + new + pdf(b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>"))
    assert kept("a.pdf")


def test_an_unusual_chunk_before_the_scene_is_skipped(write_picture):
    content = Path(write_picture("a.png")).read_bytes()
    other = itxt(b"{}").replace(b"sigviz", b"sigvis")
    Path("b.png").write_bytes(content[:33] + other + content[33:])
    assert kept("b.png")
    Path("c.png").write_bytes(content.replace(b"-2.5", b"-2.6"))
    with pytest.raises(scene_files.SceneFileError, match="damaged"):
        scene_files.read_scene(Path("c.png"))


# Other programs


def by_etree(source, target):
    ElementTree.parse(source).write(target, encoding="utf-8")  # with prefixes ns0 and ns1


def by_lxml(source, target):
    etree = pytest.importorskip("lxml.etree")
    tree = etree.parse(source)
    etree.indent(tree)
    tree.write(target, encoding="utf-16", xml_declaration=True)


def pillow_with(add):
    def save(source, target):
        with Image.open(source) as image:
            info = PngImagePlugin.PngInfo()
            add(info, image.info["sigviz"])
            image.save(target, pnginfo=info)

    return save


def by_exiftool(source, target):
    run("exiftool", "-o", target, "-Title=Another", "-Comment=Another", "-XMP-dc:Creator=Someone", source)


def by_qpdf(source, target):
    run("qpdf", "--object-streams=generate", "--compress-streams=y", "--linearize", source, target)


def by_pikepdf(source, target):
    pikepdf = pytest.importorskip("pikepdf")
    with pikepdf.open(source) as document:
        with document.open_metadata() as metadata:
            metadata["dc:title"] = "Another"
        document.Root.Metadata.write(document.Root.Metadata.read_bytes(), filter=None)
        document.save(target, compress_streams=True, recompress_flate=True)


def by_pikepdf_compressed(source, target):
    pikepdf = pytest.importorskip("pikepdf")
    with pikepdf.open(source) as document:
        packed = zlib.compress(document.Root.Metadata.read_bytes())
        document.Root.Metadata.write(packed, filter=pikepdf.Name.FlateDecode)
        document.save(target)


def by_webpmux(source, target):
    Path("empty.icc").write_bytes(b"profile")
    run("webpmux", "-set", "icc", "empty.icc", source, "-o", target)


REWRITES = {
    "svg": [by_etree, by_lxml],
    "png": [
        pillow_with(lambda info, text: info.add_itxt("sigviz", text, "en", "scene")),
        pillow_with(lambda info, text: info.add_itxt("sigviz", text, zip=True)),
        pillow_with(lambda info, text: info.add_text("sigviz", text, zip=True)),
        by_exiftool,
    ],
    "pdf": [by_qpdf, by_exiftool, by_pikepdf, by_pikepdf_compressed],
    "webp": [by_webpmux],
}


@pytest.mark.client
@pytest.mark.parametrize(("kind", "rewrite"), [(kind, each) for kind, all_ in REWRITES.items() for each in all_])
def test_a_scene_is_found_in_files_of_other_programs(write_picture, kind, rewrite):
    source, target = write_picture(f"a.{kind}"), f"b.{kind}"
    rewrite(source, target)
    assert Path(target).read_bytes() != Path(source).read_bytes()
    assert kept(target)
