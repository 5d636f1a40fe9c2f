"""The keys for a lecture, each with what it does in a word or two. Which key it is, the table of actions says."""

from sigviz.model.layers import LAYERS
from sigviz.window.actions import ACTIONS
from sigviz.window.dialogs.help import spell

_REMOTE = {"PgDown", "PgUp", "F5", "Shift+F5", "Esc", "B", "."}  # what presenter remotes send
_FEW = 3  # of more keys with the same meaning, only the first and the last are named

WORDS = {  # on the page of keys, by section, and then by action; actions with the same words share a line
    "Remote control": {
        "next_step": "next line",
        "previous_step": "previous line",
        "first_scene": "first, last",
        "last_scene": "first, last",
        "blank": "black screen",
        "present": "present",
        "escape": "leave",
    },
    "Layers": {
        f"layer_{layer.name}": "curves, values" if layer.key.isdigit() else layer.title.lower() for layer in LAYERS
    },
    "Lecture": {
        "hide": "hide, reveal",
        "learn": "learning step",
        "pointer": "large pointer",
        "undo": "undo",
        "hints": "hints",
        "shortcuts": "this page",
    },
    "Point": {
        "left": "move the point",
        "right": "move the point",
        "leftmost": "go to the edge",
        "rightmost": "go to the edge",
        "zero": "go to x = 0",
        "type_x": "type x",
        "play": "play, stop",
        "slower": "slower, faster",
        "faster": "slower, faster",
        "clear_trace": "clear the trails",
    },
    "View": {
        "reset_view": "home view",
        "zoom_in": "zoom",
        "zoom_out": "zoom",
        "text_larger": "text size",
        "text_smaller": "text size",
    },
}  # fmt: skip
HINTS = {  # the most important ones first: the last are omitted where they do not fit
    "next_step": "next",
    "previous_step": "back",
    "hide": "hide",
    "blank": "blank",
    "shortcuts": "keys",
    "escape": "leave",
    "play": "play",
    "pointer": "pointer",
    "hints": "hints",
}
_KEYS = {action.name: action.keys for action in ACTIONS}


def hints() -> list[str]:
    """Return the hints, each a key and what it does."""
    return [f"{spell(_KEYS[name][:1])} {word}" for name, word in HINTS.items()]


def lines(section: str) -> list[tuple[str, str]]:
    """Return the lines of a section, each with its keys and what they do.

    The keys of an action are its first one, and those that a remote control sends.
    """
    found: dict[str, list[str]] = {}
    for name, word in WORDS[section].items():
        first, *others = _KEYS[name]
        found.setdefault(word, []).extend([first, *(key for key in others if key in _REMOTE)])
    return [(_named(keys), word) for word, keys in found.items()]


def _named(keys: list[str]) -> str:
    return spell(keys) if len(keys) <= _FEW else f"{spell(keys[:1])} … {spell(keys[-1:])}"
