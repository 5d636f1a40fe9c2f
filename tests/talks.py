"""Talks for tests."""

from sigviz.model.scene import Scene
from sigviz.request.talk_file import read_talk
from sigviz.request.talk_pictures import TalkRequest

EXAMPLE = """\
title = "Why σ′ = σ(1 − σ)"

[[scene]]
caption = "σ squeezes any sum into (0, 1)"
notes = "Ask: where is it steepest?"
show = ["sigma", "point", "labels", "grid"]
x = 0

[[scene]]
caption = "Its slope at one point"
with = ["tangent", "values"]
x = 2
glide = 0.6   # seconds

[[scene]]
caption = "Where the formula comes from"
step = "1:10"   # builds: a key press each
"""


def written(folder, text=EXAMPLE, name="talk.toml"):
    """Write a talk to a folder, and return its path."""
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def talk_of(folder, text=EXAMPLE):
    """Return the talk in a text."""
    return read_talk(written(folder, text))


def pictured(wanted, talk):
    """Return the scenes of the pictures of a talk."""
    return list(TalkRequest.of(wanted, talk).scenes(Scene()))
