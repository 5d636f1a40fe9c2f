"""The command ``sigviz``: check the arguments, then open the window or write the pictures."""

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from sigviz.model.scene import Scene
from sigviz.request.command_line import parse, parse_render, parse_tour
from sigviz.request.file_names import is_talk
from sigviz.request.request import Request, RequestError
from sigviz.request.tours import read_tour
from sigviz.storage import scene_files
from sigviz.system import atomic_files, stdio
from sigviz.system.display_check import loadable, usable
from sigviz.system.errors import UnusablePlatformError
from sigviz.system.os_signals import SignalReceived, noted

if TYPE_CHECKING:
    from sigviz.model.talk.talk import Talk


def main(arguments: Sequence[str] | None = None) -> int:
    """Run sigviz with these arguments, by default those of the process, and return the exit status.

    Status 2 means that the request or the content of a file is wrong, 1 that the system refuses to carry it out.
    """
    stdio.prepare()
    words = list(sys.argv[1:] if arguments is None else arguments)

    try:
        if words[:1] == ["tour"]:
            return _open_tour(words[1:])
        if words[:1] != ["render"]:
            return _open(words)
        with noted() as check:
            return _render(words[1:], check)
    except SignalReceived as interrupted:
        return interrupted.status
    except KeyboardInterrupt:
        return 130
    except (UnusablePlatformError, atomic_files.FileAccessError) as problem:
        return _refuse(str(problem), 1)
    except (scene_files.SceneFileError, RequestError) as problem:
        return _refuse(f"error: {problem}", 2)


def _open(arguments: Sequence[str]) -> int:
    request = parse(arguments)
    if request.file and is_talk(request.file):
        from sigviz.request.talk_file import read_talk  # late, as others here, to keep the start of the program fast

        return _give(request, read_talk(request.file))
    scene = scene_files.read_scene(request.file) if request.file else None

    with usable():
        from sigviz import app
    return app.run(request, scene)


def _open_tour(arguments: Sequence[str]) -> int:
    request, name = parse_tour(arguments)
    return _give(request, read_tour(name))


def _give(request: Request, talk: "Talk") -> int:
    with usable():
        from sigviz import app
    return app.run(request, talk=talk)


def _render(arguments: Sequence[str], check: Callable[[], None]) -> int:
    wanted, source = parse_render(arguments)
    if source and is_talk(source):
        from sigviz.request.talk_file import read_talk
        from sigviz.request.talk_pictures import TalkRequest

        wanted, base = TalkRequest.of(wanted, read_talk(source)), Scene()
    else:
        base = scene_files.read_scene(source) if source else Scene()
    scenes = wanted.scenes(base)

    with loadable():
        from sigviz.pictures import series
    check()
    return series.run(wanted, scenes, check)


def _refuse(problem: str, status: int) -> int:
    stdio.complain(problem)
    return status
