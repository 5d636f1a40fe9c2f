"""Commands for the point, the view, text and layers, without a window."""

import pytest

from sigviz.model.layers import LAYERS
from sigviz.model.scene import FIELDS, Scene


@pytest.mark.parametrize(
    ("name", "x"), [("left", 0.9), ("right_coarse", 2), ("leftmost", -8), ("rightmost", 8), ("zero", 0)]
)
def test_a_key_moves_the_point_and_announces_its_position(make_desk, name, x):
    desk = make_desk()
    desk.press(name)
    assert desk.scene.x == x
    assert [part for part, _ in desk.host.said] == ["plot"]
    assert desk.host.said[0][1].startswith(f"x = {x:g},".replace("-", "−"))


def test_undo_and_redo_announce_the_position_of_the_point(make_desk):
    desk = make_desk()
    desk.press("zero", "undo", "redo")
    assert [message.partition(",")[0] for _, message in desk.host.said] == ["x = 0", "x = 1", "x = 0"]


@pytest.mark.parametrize(
    "takes_over",
    [
        lambda desk: desk.commands.drag(2.0, object()),
        lambda desk: desk.commands.change({"h": 0.5}),
        lambda desk: desk.commands.show_scene(Scene(x=3)),
        lambda desk: desk.press("right"),
        lambda desk: desk.press("undo"),
        lambda desk: desk.press("type_x"),
    ],
)
def test_the_sweep_ends_when_the_user_takes_over(make_desk, takes_over):
    desk = make_desk()
    desk.press("play")
    assert desk.player.playing
    takes_over(desk)
    assert not desk.player.playing


def test_a_sweep_across_the_visible_range_is_one_undo_step(make_desk):
    desk, sweep = make_desk(x=1.0, x_range=(-4, 4)), object()
    for share in (0.0, 0.5, 1.0):
        desk.commands.sweep(share, sweep)
    assert desk.scene.x == 4
    desk.press("undo")
    assert desk.scene.x == 1


def test_the_view_follows_arrow_keys_and_stays_for_an_x_that_is_typed_dragged_or_undone(make_desk):
    desk = make_desk(x=8.0)
    desk.press("right_coarse")
    assert (desk.scene.x, desk.scene.x_range) == (9, (-7, 9))
    desk.commands.drag(-8.0, object())
    assert (desk.scene.x, desk.scene.x_range) == (-8, (-7, 9))
    desk.commands.set_x(40.0)
    assert (desk.scene.x, desk.scene.x_range) == (40, (-7, 9))
    desk.commands.pan((100.0, 0.0), object())
    desk.press("zero")
    assert (desk.scene.x, desk.scene.x_range) == (0, (93, 109))
    desk.press("undo")
    assert (desk.scene.x, desk.scene.x_range) == (40, (93, 109))
    desk.press("reset_view")
    assert (desk.scene.x, desk.scene.x_range) == (40, (-8, 8))


def test_learning_and_dragged_weights_shift_the_view_just_enough(make_desk):
    desk = make_desk(x=7.9, layers={"neuron"}, target=0.0, loss="cross-entropy", learning_rate=20.0)
    desk.press("learn")
    low, high = desk.scene.x_range
    assert not -8 <= desk.scene.x <= 8
    assert desk.scene.x in (low, high)
    desk.commands.change({"x": 12.0}, object())
    assert desk.scene.x_range == (-4, 12)


@pytest.mark.parametrize("layer", ["area", "complement", "grid"])
def test_a_layer_switched_by_a_key_is_announced(make_desk, layer):
    desk, title = make_desk(), next(each.title for each in LAYERS if each.name == layer)
    for _ in range(2):
        desk.press(f"layer_{layer}")
        assert desk.host.said[-1] == ("plot", f"{title} {'shown' if desk.scene.shows(layer) else 'hidden'}")


@pytest.mark.parametrize(("x", "centre"), [(2.0, 2.0), (40.0, 0.0)])
def test_keys_zoom_about_the_point_or_the_middle_if_it_is_out_of_view(make_desk, x, centre):
    desk = make_desk(x=x)
    before = desk.host.coordinates.x_to_px(centre)
    desk.press("zoom_in")
    low, high = desk.scene.x_range
    assert high - low == pytest.approx(16 * 0.8)
    assert desk.host.coordinates.x_to_px(centre) == pytest.approx(before)
    desk.press("undo")
    assert desk.scene.x_range == (-8, 8), "it is one step"


def test_text_grows_in_steps_to_the_limits(make_desk):
    desk = make_desk()
    seen = [desk.host.text_scale]
    for name in ["text_larger"] * 9 + ["text_smaller"] * 12:
        desk.press(name)
        seen.append(desk.host.text_scale)
    assert seen[:3] == [1.0, 1.1, 1.25]
    assert (max(seen), seen[-1]) == FIELDS["text_scale"].limits[::-1]
    desk.press("text_normal")
    assert desk.host.text_scale == 1


def test_choosing_a_theme_is_remembered(make_desk):
    desk = make_desk()
    desk.press("theme_dark")
    assert (desk.scene.theme, desk.host.theme_chosen) == ("dark", True)


def test_learning_first_shows_the_unit_and_then_announces_the_error(make_desk):
    desk = make_desk()
    desk.press("learn")
    assert (desk.scene.shows("neuron"), desk.scene.x, desk.host.said) == (True, 1, [("plot", "Neuron shown")])
    desk.press("learn")
    assert desk.scene.x != 1
    part, message = desk.host.said[-1]
    assert part == "cards_panel"
    assert message.startswith("error 0.")


def test_help_and_the_programs_name_are_shown(make_desk):
    desk = make_desk()
    desk.press("shortcuts", "about")
    keys, about = desk.host.dialogs
    assert "Undo" in keys.browser.toPlainText()
    assert about.text().startswith("sigviz ")


def test_while_presenting_the_key_of_the_help_hides_it_again(make_desk):
    desk = make_desk()
    desk.press("present", "shortcuts")
    assert desk.host.help
    desk.press("shortcuts")
    assert not desk.host.help
    assert len(desk.host.dialogs) == 1
