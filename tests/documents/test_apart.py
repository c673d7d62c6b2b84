"""A large print run is set in a process of its own: the same bytes, and this process does not grow."""

from pathlib import Path

import pytest

from supportgroup.documents.apart import made_apart
from supportgroup.documents.pdf import compile_pdf
from surveys.mailing import typesetting
from surveys.mailing.typesetting import HERE_AT_MOST, YELLOW_SLIP, typeset
from surveys.questionnaire.phrases import ON_YELLOW_SLIP
from tests.documents import sample

SLIP = {
    "address": "westbrook.example/group", "times": ["yellow_evening"], "months": 12, "lang": "en", "dir": "ltr",
    "words": ON_YELLOW_SLIP,
}  # fmt: skip
MEGABYTE = 1024


def run(count):
    letters = [sample.one_letter(number, greeting=f"Dear Zoë “{number}” 😀 Ångström") for number in range(count)]
    return sample.print_run(*letters, yellow_slip=SLIP)


def resident():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / MEGABYTE


def test_it_is_the_same_to_the_last_byte_wherever_it_is_set(monkeypatch):
    told = run(3)
    cover = compile_pdf(
        YELLOW_SLIP, {"sender": told["sender"], "yellow_slip": SLIP, "text_size": 12}, title="On top"
    )  # fmt: skip
    here = [typeset(told, title="Letters", cover=on_top) for on_top in (None, cover)]

    monkeypatch.setattr(typesetting, "HERE_AT_MOST", 2)
    assert [typeset(told, title="Letters", cover=on_top) for on_top in (None, cover)] == here


def test_this_process_keeps_nothing_of_a_large_run():
    told, before = run(HERE_AT_MOST + 50), resident()
    pdf = typeset(told, title="Letters")

    assert len(pdf) > 1_000_000
    # In this process the same run takes 100 MB and more.
    assert resident() - before < 30


def test_what_cannot_be_set_is_an_error_that_says_nothing_of_the_letters(capfd):
    with pytest.raises(RuntimeError) as raised:
        made_apart(
            "surveys.mailing.typesetting:typeset_told", {"run": {"letters": "Mary Lane"}, "title": "", "cover": None}
        )

    assert "Mary" not in str(raised.value) + "".join(capfd.readouterr())
