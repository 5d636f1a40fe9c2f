"""The options of the layers: visible while their layer is on, and set by typing and choosing; switching of layers."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from sigviz.maths.number_format import exact
from sigviz.model.layers import LAYER_NAMES, LAYERS
from sigviz.model.scene import FIELDS, Scene
from sigviz.request.command_line import parse
from sigviz.window.dialogs.help import ShortcutHelp
from tests.events import CTRL, LEFT, NONE, SHIFT, drag, type_text, wheel

Key = Qt.Key
OF = {
    "secant": ["h", "secant"], "trace": ["clear_trace"], "saturation": ["threshold"], "predict": ["guess", "answer"],
    "neuron": ["inputs", "inputs1", "weights1", "inputs2", "weights2", "inputs3", "weights3", "target", "loss",
               "learning_rate", "learn"],
    "chain": ["units"],
}  # fmt: skip
NUMBERS = ["h", "threshold", "guess", "target", "learning_rate", "inputs2", "weights3"]
BUTTONS = {
    "clear_trace": lambda now: not now.trace, "answer": lambda now: now.revealed, "learn": lambda now: now.x > -1,
}  # fmt: skip
CHOICES = [("inputs", 5), ("units", 17), ("secant", "symmetric"), ("loss", "cross-entropy")]
ALL = frozenset(LAYER_NAMES) - {"derivation"}


def control(window, name):
    return window.findChild(QWidget, f"option_{name}")


def field(scene, name):
    """Return the value that a control must show for a scene."""
    value = getattr(scene, name.rstrip("123456"))
    return value[int(name[-1]) - 1] if name[-1].isdigit() else len(value) if name == "inputs" else value


def seen(window, name):
    shown = control(window, name)
    return shown.currentText() if isinstance(shown, QComboBox) else shown.value()


def enter(qtbot, window, name, typed, end=Key.Key_Return):
    control(window, name).setFocus()
    control(window, name).selectAll()
    type_text(qtbot, control(window, name), typed)
    qtbot.keyClick(window.focusWidget(), end)


def test_the_rows_are_those_of_the_visible_layers(make_window):
    window = make_window()

    @given(st.frozensets(st.sampled_from(LAYER_NAMES)), st.integers(1, 6))
    def shown(layers, count):
        window.store.update(layers=layers, inputs=(0.5,) * count, weights=(1.0,) * count)
        wanted = {name for layer in layers & OF.keys() for name in OF[layer] if name[-1] not in "123"}
        if "neuron" in layers:
            wanted |= {f"{of}{place}" for of in ("inputs", "weights") for place in range(1, count + 1)}
        names = [each.objectName() for each in window.controls.options.findChildren(QWidget) if each.isVisible()]
        assert {name.removeprefix("option_") for name in names if name.startswith("option_")} == wanted
        assert window.controls.options.isVisible() == bool(wanted)

    shown()


@pytest.mark.parametrize("name", NUMBERS)
def test_a_typed_number_is_set_up_to_the_limits_and_followed(make_window, qtbot, name):
    window, limits = make_window(layers=ALL), FIELDS[name.rstrip("23")].limits
    begin = window.scene
    for typed, number in (("0,125", 0.125), ("−2,5e−1", -0.25), (" .5", 0.5), ("-1e300", -1e300), ("1e+300", 1e300)):
        enter(qtbot, window, name, typed)
        number = min(max(number, limits[0]), limits[1])
        assert field(window.scene, name) == seen(window, name) == number
        assert (control(window, name).tip or control(window, name).text()) == exact(number)
        assert QApplication.focusWidget() is window.plot
        qtbot.keyClick(window.focusWidget(), Key.Key_Z, CTRL)
        assert window.scene == begin
        assert seen(window, name) == field(begin, name)
    text = control(window, name).text()
    for typed in ("0.5", "−", "7e", ""):
        enter(qtbot, window, name, typed, Key.Key_Escape)
        assert (window.scene, control(window, name).text()) == (begin, text)
        assert QApplication.focusWidget() is window.plot


@pytest.mark.parametrize(("name", "chosen"), CHOICES)
def test_a_count_and_a_word_are_set_by_keys_and_followed(make_window, qtbot, name, chosen):
    window = make_window(layers=ALL)
    begin = window.scene
    if isinstance(chosen, int):
        enter(qtbot, window, name, str(chosen))
        assert QApplication.focusWidget() is window.plot
    else:
        control(window, name).setFocus()
        qtbot.keyClick(window.focusWidget(), Key.Key_Down)
    assert field(window.scene, name) == seen(window, name) == chosen
    qtbot.keyClick(window.focusWidget(), Key.Key_Z, CTRL)
    assert seen(window, name) == field(begin, name) == field(window.scene, name)


def test_a_count_is_limited_and_rounded(make_window, qtbot):
    window = make_window(layers=["chain"])
    for typed, units in (("51", 50), ("12", 12), ("0", 1), ("3,6", 4), ("4.2", 4)):
        enter(qtbot, window, "units", typed)
        assert (window.scene.units, seen(window, "units")) == (units, units)


def test_the_options_follow_an_opened_or_dragged_scene(make_window, qtbot, tmp_path):
    window = make_window(layers=ALL)
    other = Scene(layers=ALL, h=0.02, secant="symmetric", threshold=1e-5, guess=-0.5, inputs=(0.1, 7), weights=(8, -3),
                  target=0.3, loss="cross-entropy", learning_rate=9, units=44)  # fmt: skip
    path = tmp_path / "scene.json"
    path.write_text(other.to_json())
    window.commands.open_scene(path)
    for name in itertools.chain(*OF.values()):
        assert name in BUTTONS or name[-1] == "3" or seen(window, name) == field(other, name), name
    window.store.update(layers={"sigma", "secant", "point"}, h=1.0, secant="forward", x=0.0)
    frame = window.plot.coordinates
    end = frame.x_to_px(1.0), frame.y_to_px(0.7310585786)
    drag(qtbot, window.plot.viewport(), end, (end[0] + 90, end[1]))
    assert seen(window, "h") == window.scene.h > 1.5


@pytest.mark.parametrize("name", BUTTONS)
def test_the_buttons_trigger_their_actions(make_window, qtbot, name):
    window = make_window(layers=ALL, trace=[1.0, 2.0], x=-1.0)
    begin, button = window.scene, control(window, name)
    window.controls.options.ensureWidgetVisible(button)
    button.setFocus()
    for press_it in (
        lambda: qtbot.mouseClick(button, LEFT),
        lambda: qtbot.keyClick(window.focusWidget(), Key.Key_Space),
    ):
        assert not BUTTONS[name](window.scene)
        press_it()
        assert BUTTONS[name](window.scene)
        qtbot.keyClick(window.focusWidget(), Key.Key_Z, CTRL)
        assert window.scene == begin


@pytest.mark.parametrize("order", [list("stugnc"), list("cngtus")])
def test_tab_goes_through_them_in_order_and_each_has_a_name(make_window, qtbot, order):
    window = make_window()
    for letter in order:
        qtbot.keyClicks(window.focusWidget(), letter)
    names = [f"option_{name}" for layer in LAYER_NAMES for name in OF.get(layer, ())]
    for which, modifiers, wanted in ((Key.Key_Tab, NONE, names), (Key.Key_Backtab, SHIFT, names[::-1])):
        reached = []
        beside = 1 + len(window.shelf.pictures) + 1 + len(window.shelf.quiet)  # the controls of the shelf
        for _ in range(len(names) + 3 + beside):  # also the plot, the field and the slider of x
            qtbot.keyClick(window.focusWidget(), which, modifiers)
            reached.append(QApplication.focusWidget().objectName())
        assert [name for name in reached if name in names] == wanted
        assert QApplication.focusWidget() is window.plot
    faces = [QAccessible.queryAccessibleInterface(window.findChild(QWidget, name)) for name in names]
    spoken = [face.text(QAccessible.Text.Name) for face in faces]
    assert len(set(spoken)) == len(spoken)
    assert {"Secant: Step h", "Input a₂", "Weight w₃", "Neuron: Learning rate", "Chain: Units"} <= set(spoken)


def test_the_wheel_over_them_changes_nothing(make_window):
    window = make_window(layers=ALL)
    begin = window.scene
    for name, notches in itertools.product(itertools.chain(*OF.values()), (1, -1)):
        wheel(control(window, name), (5, 5), notches)
        control(window, name).setFocus()
        wheel(control(window, name), (5, 5), notches)
        assert window.scene == begin, name


@pytest.mark.parametrize("name", ["h", "guess", "weights1", "units", "inputs"])
def test_letters_are_shortcuts_again_after_enter(make_window, qtbot, name):
    window = make_window(layers=ALL - {"mirror"})
    control(window, name).setFocus()
    qtbot.keyClicks(window.focusWidget(), "m")
    assert not window.scene.shows("mirror"), "in the field, a letter is not a shortcut"
    enter(qtbot, window, name, "2")
    qtbot.keyClicks(window.focusWidget(), "m")
    assert window.scene.shows("mirror")
    qtbot.keyClicks(window.focusWidget(), "n")
    assert not window.scene.shows("neuron")


@pytest.mark.slow
@pytest.mark.parametrize("layer", LAYERS, ids=LAYER_NAMES)
def test_a_layer_is_turned_on_and_off_in_every_way(make_window, qtbot, tmp_path, layer):
    without, with_it = (parse([flag, layer.name]).apply(Scene()).layers for flag in ("--without", "--with"))
    assert with_it - without == {layer.name}
    window = make_window(layers=without)
    action, path = window.table[f"layer_{layer.name}"], tmp_path / "scene.json"
    for turn in (
        lambda: qtbot.keyClicks(window.focusWidget(), layer.key),
        action.trigger,
        lambda: window.commands.open_scene(path),
    ):
        path.write_text(window.scene.evolve(layers=window.scene.layers ^ {layer.name}).to_json())
        for _ in range(2):
            before = window.scene
            turn()
            assert window.scene.shows(layer.name) == action.isChecked() != before.shows(layer.name)
            now = window.scene
            qtbot.keyClick(window.focusWidget(), Key.Key_Z, CTRL)
            assert window.scene == before
            assert action.isChecked() == before.shows(layer.name)
            qtbot.keyClick(window.focusWidget(), Key.Key_Z, CTRL | SHIFT)
            assert window.scene == now
            path.write_text(before.to_json())


def test_the_menu_has_three_groups_of_layers_and_f1_describes_each(make_window, qtbot):
    window = make_window()
    menu = next(action.menu() for action in window.menuBar().actions() if action.text() == "&Layers")
    entries = [(action.text(), action.toolTip(), action.shortcut().toString()) for action in menu.actions()]
    wanted = []
    for group, layers in itertools.groupby(LAYERS, lambda layer: layer.group):
        wanted += [(group, group, ""), *((layer.title, layer.about, layer.key) for layer in layers)]
    assert entries == wanted
    assert [title for title, _, key in entries if not key] == ["Curves", "Insight", "Unit"]
    qtbot.keyClick(window.focusWidget(), Key.Key_F1)
    help_text = " ".join(window.findChild(ShortcutHelp).browser.toPlainText().split())
    for layer in LAYERS:
        assert f"{layer.key} {layer.title}: {layer.about}" in help_text
        assert layer.about.endswith(".")
    window.findChild(ShortcutHelp).reject()
