"""One table of what can be done: it makes the menus, the keys, and the help that lists them."""

from typing import NamedTuple

from sigviz.model.layers import LAYERS
from sigviz.model.scene import THEMES
from sigviz.system.reduced_motion import MOTIONS

SEPARATOR = ""


class Action(NamedTuple):
    """Something a person can do. ``name`` is the object name of its QAction.

    ``does`` names the method of `Commands`, and ``value`` is what that is given, if it takes something. ``menu`` is a
    path. ``keys`` are in Qt's portable spelling; a menu shows the first.
    """

    name: str
    title: str
    menu: str
    does: str
    value: str = ""
    keys: tuple[str, ...] = ()
    about: str = ""
    checkable: bool = False
    group: str = ""  # of the actions of a group, just one is checked
    section: str = ""  # a line parts the sections of a menu


def _step(name: str, title: str, step: str, key: str) -> Action:
    return Action(name, title, "&Point", "step", step, (key,))


ACTIONS = (
    Action("open", "&Open…", "&File", "open_file", "", ("Ctrl+O",), "Open the scene that a picture or a file keeps."),
    Action("save_scene", "&Save scene…", "&File", "save_scene", "", ("Ctrl+S",), "Save it, to come back to it."),
    Action("export", "&Export…", "&File", "export", "", ("Ctrl+E",), "Make a picture of it, for slides or for print."),
    Action("quit", "&Quit", "&File", "close", "", ("Ctrl+Q",), "End the program; the next start comes back to this."),
    Action("undo", "&Undo", "&Edit", "undo", "", ("Ctrl+Z",), "Take back the last step; one drag is one step."),
    Action("redo", "&Redo", "&Edit", "redo", "", ("Ctrl+Shift+Z", "Ctrl+Y"), "Do again what was undone."),
    Action(
        "copy_picture",
        "Copy &picture",
        "&Edit",
        "copy_picture",
        "",
        ("Ctrl+C",),
        "As it is seen, at the screen's scale.",
    ),
    Action(
        "copy_values", "Copy &values", "&Edit", "copy_values", "", ("Ctrl+Shift+C",), "All of them, in full precision."
    ),
    Action(
        "copy_formula", "Copy &formula", "&Edit", "copy_formula", "", ("Ctrl+Shift+L",), "As LaTeX, with its numbers."
    ),
    Action("copy_command", "Copy as co&mmand", "&Edit", "copy_command", "", (), "The line that makes this picture."),
    *(
        Action(f"copy_{name}", f"Copy {title}", "&Edit", "copy_value", name, about="In full precision.")
        for name, title in (("x", "&x"), ("sigma", "&σ(x)"), ("complement", "&1 − σ(x)"), ("product", "σ&′(x)"))
    ),
    _step("left", "Left by 0.1", "-0.1", "Left"),
    _step("right", "Right by 0.1", "0.1", "Right"),
    _step("left_fine", "Left by 0.01", "-0.01", "Shift+Left"),
    _step("right_fine", "Right by 0.01", "0.01", "Shift+Right"),
    _step("left_coarse", "Left by 1", "-1", "Ctrl+Left"),
    _step("right_coarse", "Right by 1", "1", "Ctrl+Right"),
    Action("leftmost", "To the left edge", "&Point", "go_to_edge", "left", ("Home",)),
    Action("rightmost", "To the right edge", "&Point", "go_to_edge", "right", ("End",)),
    Action("zero", "To x = &0", "&Point", "go_to_zero", "", ("0",)),
    Action("type_x", "&Type x", "&Point", "type_x", "", ("X",), "Type a number; Enter or Esc comes back to the plot."),
    Action("play", "&Play", "&Point", "play", "", ("P",), "Sweep along the view and back; dragging takes over."),
    Action("clear_trace", "&Clear the trace", "&Point", "clear_trace", "", ("Del",), "Take away the dots it has left."),
    Action("slower", "Slower", "&Point", "change_speed", "-1", ("[",)),
    Action("faster", "Faster", "&Point", "change_speed", "1", ("]",)),
    Action("reset_view", "&Reset view", "&View", "reset_view", "", ("R",), "Show the home view."),
    Action("zoom_in", "Zoom &in", "&View", "zoom", "in", ("+", "="), "Zoom in about the point."),
    Action("zoom_out", "Zoom &out", "&View", "zoom", "out", ("-", "−"), "Zoom out about the point."),
    *(
        Action(f"theme_{name}", name.capitalize(), "&View/&Theme", "choose_theme", name, checkable=True, group="theme")
        for name in THEMES
    ),
    Action("text_larger", "&Larger text", "&View", "resize_text", "up", ("Ctrl++", "Ctrl+=")),
    Action("text_smaller", "&Smaller text", "&View", "resize_text", "down", ("Ctrl+-",)),
    Action("text_normal", "&Normal text", "&View", "resize_text", "back", ("Ctrl+0",)),
    *(
        Action(
            f"layer_{each.name}",
            each.title,
            "&Layers",
            "toggle_layer",
            each.name,
            (each.key,),
            each.about,
            True,
            "",
            each.group,
        )
        for each in LAYERS
    ),
    Action(
        "present", "&Present", "&Lecture", "present", "", ("F5", "Shift+F5"), "Take the full screen, in large type."
    ),
    Action(
        "full_screen", "&Full screen", "&Lecture", "toggle_presentation", "", ("F11",), "Present, or stop presenting."
    ),
    Action(
        "next_step", "&Next step", "&Lecture", "step_by", "1", ("PgDown", "Space"), "The next line of the derivation."
    ),
    Action("previous_step", "P&revious step", "&Lecture", "step_by", "-1", ("PgUp", "Shift+Space"), "The line before."),
    Action("hide", "&Hide or reveal", "&Lecture", "hide", "", ("H",), "Hide the numbers; a click reveals one."),
    Action("answer", "Answer the &guess", "&Lecture", "answer", about="Reveal how far off it is, or ask it anew."),
    Action("learn", "&Learn", "&Lecture", "learn", "", ("L",), "One step of gradient descent of the unit; repeatedly."),
    Action("blank", "&Blank the screen", "&Lecture", "blank", "", ("B", "."), "Black, and back; while presenting."),
    Action(
        "escape", "&Leave", "&Lecture", "escape", "", ("Esc",), "Leave the black screen, the sweep, the whole screen."
    ),
    *(
        Action(f"motion_{name}", title, "&View/&Motion", "choose_motion", name, checkable=True, group="motion")
        for name, title in MOTIONS.items()
    ),
    Action("shortcuts", "&Keys and mouse", "&Help", "show_shortcuts", "", ("F1",), "Show this list."),
    Action("about", "&About sigviz", "&Help", "show_about"),
)

MOUSE = (
    ("Press and drag", "Take the point there, from anywhere in the plot."),
    ("Shift + drag, middle drag", "Move the view."),
    ("Wheel, pinch", "Zoom about the pointer; beside the plot, only that axis."),
    ("Right click", "Copy, and reset the view."),
)

HINTS = {  # of the actions whose keys are told while presenting
    "next_step": "next",
    "previous_step": "back",
    "hide": "hide",
    "blank": "blank",
    "play": "play",
    "escape": "leave",
}
PLOT_MENU = ("copy_picture", "copy_values", "copy_formula", SEPARATOR, "reset_view")
