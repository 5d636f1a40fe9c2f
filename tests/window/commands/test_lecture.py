"""Commands for steps, guesses, hiding, playing and presenting, without a window."""

import pytest

from sigviz.model.scene import HIDEABLE, LAST_STEP, Scene


def test_the_first_press_shows_the_derivation_and_the_next_ones_go_on(make_desk):
    desk = make_desk()
    desk.press("next_step")
    assert (desk.scene.shows("derivation"), desk.scene.step) == (True, 1)
    desk.press("next_step", "next_step", "previous_step")
    assert desk.scene.step == 2
    assert [part for part, _ in desk.host.said] == ["derivation"] * 4
    assert desk.host.said[-1][1].startswith("definition")


def test_the_steps_end_at_both_ends(make_desk):
    desk = make_desk(layers=["sigma", "derivation"])
    desk.press("previous_step")
    assert desk.scene.step == 1
    desk.press(*["next_step"] * 20)
    assert desk.scene.step == LAST_STEP


def test_a_layer_switched_at_a_step_survives_undoing_the_steps(make_desk):
    desk = make_desk()
    desk.press(*["next_step"] * 9)
    while desk.store.can_undo:
        desk.press("undo")
    assert desk.scene == Scene()
    desk.press(*["next_step"] * 5, "layer_complement", *["next_step"] * 4, *["previous_step"] * 4)
    assert (desk.scene.step, desk.scene.shows("complement")) == (5, True)


@pytest.mark.parametrize("ways", [["layer_derivation"], ["next_step", "next_step", "next_step", "layer_area"]])
def test_hiding_the_derivation_restores_the_layers(make_desk, ways):
    desk = make_desk(layers=["sigma", "derivative", "tangent"])
    desk.press(*ways, "layer_derivation")
    assert desk.scene.seen.layers == {"sigma", "derivative", "tangent", *(["area"] if "layer_area" in ways else [])}


def test_a_guess_is_asked_answered_and_asked_again(make_desk):
    desk = make_desk()
    for name, guessing in (("answer", True), ("answer", False), ("answer", True), ("hide", False), ("right", True)):
        desk.press(name)
        assert (desk.scene.shows("predict"), desk.scene.guessing) == (True, guessing), name
    desk.commands.reveal("sigma")
    assert desk.scene.guessing
    desk.commands.reveal("product")
    assert not desk.scene.guessing
    desk.press("layer_predict", "layer_predict")
    assert desk.scene.guessing, "showing the layer again starts a new guess"


def test_hiding_hides_every_number_and_a_click_reveals_one(make_desk):
    desk = make_desk()
    desk.press("hide")
    assert desk.scene.concealed == frozenset(HIDEABLE)
    desk.commands.reveal("sigma")
    assert desk.scene.concealed == {"complement", "product"}
    desk.press("hide")
    assert desk.scene.concealed == frozenset()


def test_escape_leaves_one_mode_at_a_time(make_desk):
    desk = make_desk()
    desk.press("blank")
    assert not desk.host.blank, "only while presenting"
    desk.press("present", "pointer", "play", "shortcuts", "blank")
    seen = []
    for _ in range(6):
        host = desk.host
        seen.append((host.blank, host.help, desk.player.playing, host.dot, host.presenting))
        desk.press("escape")
    assert seen == [(False,) * left + (True,) * (5 - left) for left in range(6)]


def test_present_continues_and_only_f11_and_esc_stop_presenting(make_desk):
    desk = make_desk()
    desk.press("present", "present")
    assert desk.host.presenting
    desk.press("escape", "full_screen")
    assert desk.host.presenting
    desk.press("full_screen")
    assert not desk.host.presenting


@pytest.mark.parametrize("step", ["next_step", "previous_step"])
def test_on_a_black_screen_a_step_only_shows_the_figure_again(make_desk, step):
    desk = make_desk(layers={"derivation"}, step=4)
    desk.press("present", "blank", step)
    assert (desk.host.blank, desk.scene.step) == (False, 4)
    desk.press(step)
    assert desk.scene.step == (5 if step == "next_step" else 3)


def test_motion_is_remembered_and_applied_to_the_sweep(make_desk):
    desk = make_desk()
    desk.host.reduced_motion = True
    desk.press("motion_reduced")
    assert (desk.host.motion, desk.player.reduced) == ("reduced", True)
