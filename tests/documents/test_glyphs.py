import re
from pathlib import Path

from django.conf import settings

from supportgroup.documents import glyphs
from supportgroup.documents.pdf import compile_pdf
from tests.documents import sample


def test_names_of_many_countries_stay_as_they_are():
    name = "Zoë Łukasz O’Neil Ångström-Çelik Ñíguez Dvořák Ωmega Жанна"

    assert glyphs.drawable(name) == name


def test_letters_and_their_accents_become_one_character():
    assert glyphs.drawable("Zoe\u0308") == "Zoë"


def test_what_our_fonts_lack_becomes_an_empty_square():
    assert glyphs.drawable("Ana 😀 南") == "Ana □ □"


def test_urdu_bengali_and_punjabi_are_drawn_with_the_marks_that_part_or_join_their_letters():
    for words in ("آپ کا علاج کہاں ہوتا ہے؟", "می\u200cخواهم", "আপনার চিকিৎসা", "ਤੁਹਾਡਾ ਇਲਾਜ"):
        assert glyphs.drawable(words) == words


def test_the_languages_most_spoken_in_england_are_drawn_and_the_others_named_by_their_letters():
    for words in ("તમારી સારવાર", "உங்கள் சிகிச்சை", "आपका इलाज", "మీ చికిత్స", "ನಿಮ್ಮ ಚಿಕಿತ್ಸೆ", "നിങ്ങളുടെ ചികിത്സ", "הטיפול שלך",
                  "ሕክምናዎ", "การรักษาของคุณ", "თქვენი მკურნალობა", "ձեր բուժումը"):  # fmt: skip
        assert glyphs.lacking([words]) == ""
        assert glyphs.drawable(words) == words
    assert glyphs.lacking(["您的治疗", "治疗\u200e 😀"]) == "您的治疗😀"
    assert glyphs.lacking(["□ An empty square that somebody wrote", "a\u0301\u202e"]) == ""


def test_a_sheet_asks_the_fonts_that_we_say_can_draw():
    sheet = (Path(settings.BASE_DIR) / "templates/documents/sheet.typ").read_text(encoding="utf-8")
    named = re.search(r"font: \((.*?)\), fallback", sheet, re.DOTALL)[1]

    assert [name.replace(" ", "") for name in re.findall(r'"([^"]+)"', named)] == list(glyphs.FAMILIES)


def test_control_and_direction_characters_vanish_but_line_ends_stay():
    assert glyphs.drawable("a\x07b\u200dc\u202e\nd") == "abc\nd"


def test_every_character_we_call_drawable_can_be_printed():
    everything = "".join(chr(code) for code in sorted(glyphs._covered()) if code >= ord(" "))
    run = sample.print_run(sample.one_letter(greeting=everything), enclosed=False)

    assert compile_pdf("surveys/mailing/letters/print_run.typ", run, title="Letters").startswith(b"%PDF")
