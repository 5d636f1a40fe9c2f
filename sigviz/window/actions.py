"""The table of actions. The menus, the shortcuts and the list of keys in the help are made from it."""

from sigviz.model.layers import LAYERS
from sigviz.model.scene import THEMES
from sigviz.request.tours import TOURS
from sigviz.system.reduced_motion import MOTIONS
from sigviz.window.action import Action as Action
from sigviz.window.talks.actions import EDITS, TALK_ACTIONS

CURVES = ("sigma", "derivative", "complement")  # what can be hidden where it is clicked
OF_TALKS = ("save_talk_as", "close_talk", "first_scene", "last_scene", *EDITS)  # what only a talk needs
SEPARATOR, LAYERS_MENU = "", "&Layers"


def _step(name: str, title: str, step: str, key: str) -> Action:
    return Action(name, title, "&Point", "step", step, (key,))


ACTIONS = (
    Action(
        "open",
        "&Open…",
        "&File",
        "open_file",
        "",
        ("Ctrl+O",),
        "Open a talk, or the scene stored in a picture or a scene file.",
    ),
    Action(
        "save_scene",
        "&Save…",
        "&File",
        "save",
        "",
        ("Ctrl+S",),
        "Save the talk to its file, or the scene without a talk.",
    ),
    Action("save_talk_as", "Save talk &as…", "&File", "save_talk_as", about="Save the talk to another file."),
    Action("close_talk", "&Close talk", "&File", "close_talk", about="Close the talk, and keep what is shown."),
    Action("export", "&Export…", "&File", "export", "", ("Ctrl+E",), "Save a picture for slides or print."),
    Action("quit", "&Quit", "&File", "close", "", ("Ctrl+Q",), "Quit; the next start shows the same scene."),
    Action("undo", "&Undo", "&Edit", "undo", "", ("Ctrl+Z",), "Undo the last change. A drag is one change."),
    Action("redo", "&Redo", "&Edit", "redo", "", ("Ctrl+Shift+Z", "Ctrl+Y"), "Redo the last undone change."),
    Action(
        "copy_picture",
        "Copy &picture",
        "&Edit",
        "copy_picture",
        "",
        ("Ctrl+C",),
        "Copy the figure as shown on the screen.",
    ),
    Action(
        "copy_values",
        "Copy &values",
        "&Edit",
        "copy_values",
        "",
        ("Ctrl+Shift+C",),
        "Copy all values in full precision.",
    ),
    Action(
        "copy_formula",
        "Copy &formula",
        "&Edit",
        "copy_formula",
        "",
        ("Ctrl+Shift+L",),
        "Copy the formula and its numbers as LaTeX.",
    ),
    Action(
        "copy_description",
        "Copy &description",
        "&Edit",
        "copy_description",
        "",
        (),
        "Copy the figure in words, for readers who cannot see it.",
    ),
    Action(
        "copy_command", "Copy as co&mmand", "&Edit", "copy_command", "", (), "Copy the command that makes this picture."
    ),
    *(
        Action(f"copy_{name}", f"Copy {title}", "&Edit", "copy_value", name, about="Copy this value in full precision.")
        for name, title in (("x", "&x"), ("sigma", "&σ(x)"), ("complement", "&1 − σ(x)"), ("product", "σ&′(x)"))
    ),
    _step("left", "Move left by 0.1", "-0.1", "Left"),
    _step("right", "Move right by 0.1", "0.1", "Right"),
    _step("left_fine", "Move left by 0.01", "-0.01", "Shift+Left"),
    _step("right_fine", "Move right by 0.01", "0.01", "Shift+Right"),
    _step("left_coarse", "Move left by 1", "-1", "Ctrl+Left"),
    _step("right_coarse", "Move right by 1", "1", "Ctrl+Right"),
    Action("leftmost", "Go to the left edge", "&Point", "go_to_edge", "left", ("Home",)),
    Action("rightmost", "Go to the right edge", "&Point", "go_to_edge", "right", ("End",)),
    Action("zero", "Go to x = &0", "&Point", "go_to_zero", "", ("0",)),
    Action("type_x", "&Type x", "&Point", "type_x", "", ("X",), "Type a number. Enter or Esc returns to the plot."),
    Action("play", "&Play", "&Point", "play", "", ("P",), "Sweep across the view and back. Drag to stop."),
    Action(
        "clear_trace",
        "&Clear the trails",
        "&Point",
        "clear_trace",
        "",
        ("Del",),
        "Remove the trace, the guesses and the errors.",
    ),
    Action("slower", "Slower", "&Point", "change_speed", "-1", ("[",)),
    Action("faster", "Faster", "&Point", "change_speed", "1", ("]",)),
    Action("reset_view", "&Reset view", "&View", "reset_view", "", ("R",), "Show the home view."),
    Action("zoom_in", "Zoom &in", "&View", "zoom", "in", ("+", "="), "Zoom in on the point."),
    Action("zoom_out", "Zoom &out", "&View", "zoom", "out", ("-", "−"), "Zoom out from the point."),
    *(
        Action(
            f"theme_{name}",
            name.capitalize().replace("-", " "),
            "&View/&Theme",
            "choose_theme",
            name,
            checkable=True,
            group="theme",
        )
        for name in THEMES
    ),
    Action("text_larger", "&Larger text", "&View", "resize_text", "up", ("Ctrl++", "Ctrl+=")),
    Action("text_smaller", "&Smaller text", "&View", "resize_text", "down", ("Ctrl+-",)),
    Action("text_normal", "&Normal text", "&View", "resize_text", "back", ("Ctrl+0",)),
    *(
        Action(f"hide_{name}", f"Hide {title}", "", "toggle_layer", name, about="Hide the curve under the pointer.")
        for name, title in ((layer.name, layer.title) for layer in LAYERS if layer.name in CURVES)
    ),
    *(
        Action(
            f"layer_{layer.name}",
            layer.title,
            LAYERS_MENU,
            "toggle_layer",
            layer.name,
            (layer.key,),
            layer.about,
            True,
            "",
            layer.group,
        )
        for layer in LAYERS
    ),
    *TALK_ACTIONS,
    Action(
        "present",
        "&Present",
        "&Lecture",
        "present",
        "",
        ("F5", "Shift+F5"),
        "Show the figure full screen in large type.",
    ),
    Action("full_screen", "&Full screen", "&Lecture", "toggle_presentation", "", ("F11",), "Start or stop presenting."),
    Action(
        "next_step",
        "&Next",
        "&Lecture",
        "step_by",
        "1",
        ("PgDown", "Space"),
        "Go on in the talk, or to the next line of the derivation.",
    ),
    Action(
        "previous_step",
        "P&revious",
        "&Lecture",
        "step_by",
        "-1",
        ("PgUp", "Shift+Space"),
        "Go back in the talk, or to the previous line.",
    ),
    Action(
        "first_scene",
        "F&irst scene",
        "&Lecture",
        "go_to_end",
        "first",
        ("Ctrl+Home",),
        "Go to the beginning of the talk.",
    ),
    Action("last_scene", "L&ast scene", "&Lecture", "go_to_end", "last", ("Ctrl+End",), "Go to the end of the talk."),
    Action("hide", "&Hide or reveal", "&Lecture", "hide", "", ("H",), "Hide the numbers. Click one to reveal it."),
    Action(
        "answer", "Answer the &guess", "&Lecture", "answer", about="Show the error of the guess, or start a new guess."
    ),
    Action("learn", "&Learn", "&Lecture", "learn", "", ("L",), "One step of gradient descent for the unit."),
    Action(
        "blank",
        "&Blank the screen",
        "&Lecture",
        "blank",
        "",
        ("B", "."),
        "Show or hide a black screen while presenting.",
    ),
    Action(
        "pointer",
        "Large p&ointer",
        "&Lecture",
        "toggle_pointer",
        "",
        ("Ctrl+L",),
        "Turn the mouse pointer into a large dot, or back.",
        checkable=True,
    ),
    Action(
        "escape",
        "&Leave",
        "&Lecture",
        "escape",
        "",
        ("Esc",),
        "Leave the black screen, the sweep, the large pointer or full screen.",
    ),
    *(
        Action(f"motion_{name}", title, "&View/&Motion", "choose_motion", name, checkable=True, group="motion")
        for name, title in MOTIONS.items()
    ),
    *(
        Action(f"tour_{tour.name}", tour.title, "&Help/&Tours", "open_tour", tour.name, about=tour.about)
        for tour in TOURS
    ),
    Action("shortcuts", "&Keys and mouse", "&Help", "show_shortcuts", "", ("F1",), "Show this list."),
    Action(
        "hints",
        "&Hints",
        "&Help",
        "show_hints",
        "",
        ("?",),
        "Show the most important keys below the figure while presenting; otherwise show this list.",
    ),
    Action("about", "&About sigviz", "&Help", "show_about"),
)

MOUSE = (
    ("Press and drag", "Move the point, from anywhere in the plot."),
    ("Shift + drag, middle drag", "Move the view."),
    ("Wheel, pinch", "Zoom at the pointer. On an axis, zoom only that axis."),
    ("Right click", "Open a menu: hide a curve, choose layers, present, export, copy, reset the view."),
)

PLOT_MENU = (
    LAYERS_MENU,
    "present",
    "export",
    SEPARATOR,
    "copy_picture",
    "copy_values",
    "copy_formula",
    SEPARATOR,
    "reset_view",
)
