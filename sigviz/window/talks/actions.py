"""The actions that make a talk."""

from sigviz.window.action import Action

_TALK = "&Talk"
EDITS = (
    "edit_caption",
    "update_scene",
    "duplicate_scene",
    "remove_scene",
    "scene_up",
    "scene_down",
)  # what needs a scene of a talk
TALK_ACTIONS = (
    Action(
        "filmstrip",
        "&Filmstrip",
        _TALK,
        "toggle_filmstrip",
        "",
        ("F6",),
        "Show the scenes of the talk.",
        checkable=True,
    ),
    Action(
        "add_view",
        "&Add this view",
        _TALK,
        "add_view",
        "",
        ("Ctrl+D",),
        "Add what is seen as a scene; begin a talk with it.",
    ),
    Action("edit_caption", "&Caption", _TALK, "edit_caption", "", ("F2",), "Edit the caption of this scene."),
    Action("update_scene", "&Update this scene", _TALK, "update_scene", "", ("Ctrl+U",), "Let it show what is seen."),
    Action("duplicate_scene", "&Duplicate scene", _TALK, "duplicate_scene", about="Add a copy of it."),
    Action("remove_scene", "&Remove scene", _TALK, "remove_scene", about="Remove it from the talk."),
    Action("scene_up", "Move &up", _TALK, "shift_scene", "-1", about="Move the scene up in the talk."),
    Action("scene_down", "Move d&own", _TALK, "shift_scene", "1", about="Move the scene down in the talk."),
    Action(
        "rehearse",
        "Re&hearse",
        "&Lecture",
        "rehearse",
        about="Show the presenter's view, with notes and clock, as a window.",
        checkable=True,
    ),
    Action(
        "swap_screens", "S&wap screens", "&Lecture", "swap_screens", "", ("F8",), "Swap audience and presenter's view."
    ),
)
