"""The pictures of the documents: each is there, each is shown, each is taken by a journey."""

import re

from tests.journeys.looking import PICTURES, pictures_of_the_docs


def test_every_picture_that_a_document_shows_is_there():
    there = {picture.stem for picture in PICTURES.glob("*.png")}

    assert set(pictures_of_the_docs()) - there == set()


def test_no_picture_is_kept_that_no_document_shows():
    assert {picture.name for picture in PICTURES.glob("*")} - {
        f"{name}.png" for name in pictures_of_the_docs()
    } == set()


def test_every_picture_is_taken_by_a_journey(request):
    journeys = "".join(path.read_text() for path in request.path.parent.glob("test_*.py"))

    assert set(pictures_of_the_docs()) - set(re.findall(r'check\(\w+, "([a-z0-9-]+)"\)', journeys)) == set()
