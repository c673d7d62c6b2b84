"""The accent colour can be read on."""

import pytest
from django.test import Client, override_settings

from supportgroup.ui.apps import accent_can_be_read
from supportgroup.ui.colour import contrast, why_not_accent


def test_black_on_white_is_the_strongest_contrast_there_is():
    assert round(contrast("#000000", "#ffffff"), 2) == 21


def test_contrast_does_not_depend_on_which_colour_is_named_first():
    assert contrast("#00525c", "#ffffff") == contrast("#ffffff", "#00525c")


@pytest.mark.parametrize("colour", ["#00525c", "#005eb8", "#330072"])
def test_a_dark_colour_may_be_the_accent(colour):
    assert why_not_accent(colour) is None


def test_a_light_colour_is_refused_because_white_words_stand_on_it():
    assert why_not_accent("#ffb81c") == "White words could not be read on this accent colour: choose a darker one."


@pytest.mark.parametrize("colour", ["teal", "#fff", "", "#00525c;}body{display:none"])
def test_what_is_no_colour_is_refused_so_that_it_never_reaches_a_stylesheet(colour):
    assert why_not_accent(colour) == "The accent colour must be written as #rrggbb."


@override_settings(ACCENT_COLOUR="#ffb81c")
def test_the_service_does_not_start_with_an_accent_nobody_can_read_on():
    assert [error.id for error in accent_can_be_read(None)] == ["ui.E001"]


@override_settings(ACCENT_COLOUR="#330072")
def test_the_accent_comes_as_a_stylesheet_to_anybody():
    from django.urls import reverse

    answer = Client().get(reverse("accent_stylesheet"))

    assert (answer.status_code, answer["Content-Type"]) == (200, "text/css; charset=utf-8")
    assert answer.content.decode() == ":root{--accent:#330072}\n"
