from xml.etree import ElementTree

import pytest
import segno

from supportgroup.documents import qr


def test_a_code_holds_the_text_at_the_asked_level_of_correction():
    square = segno.make_qr("https://westbrook.example/answer/x", error="M", mask=qr.MASK)

    assert qr.svg("https://westbrook.example/answer/x", error="M") == square.svg_inline(
        border=4, omitsize=True, svgclass=None, lineclass=None
    )


def test_a_code_has_four_white_modules_around_it():
    drawing = ElementTree.fromstring(qr.svg("QVT1042-K", error="Q"))

    assert drawing.attrib["viewBox"] == "0 0 29 29"


def test_a_code_carries_no_inline_style_because_pages_forbid_it():
    assert "style" not in qr.svg("QVT1042-K", error="Q")


@pytest.mark.parametrize("text", ["1", "A"])
def test_a_short_text_is_no_micro_code_which_many_phones_cannot_read(text):
    drawing = ElementTree.fromstring(qr.svg(text, error="M", border=0))

    assert drawing.attrib["viewBox"] == "0 0 21 21"
