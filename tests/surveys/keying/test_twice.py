"""A form that is drawn: keyed a second time by somebody else, compared by a worker, settled with the paper in hand."""

import pytest
from django.urls import reverse

from supportgroup import clock
from supportgroup.access.refusal import Refused
from supportgroup.longwork.actions import run_waiting
from surveys.answers import sealing
from surveys.answers.models import Response, SealedAnswer
from surveys.keying import actions, today, twice
from surveys.keying.models import Drawn, Keyed
from surveys.questionnaire.models import Survey
from surveys.replying import actions as replying
from tests.surveys.keying.conftest import as_user, draw
from tests.surveys.keying.factories import keyed
from tests.surveys.questionnaire.factories import BY
from tests.waiting import lines_of_room

pytestmark = pytest.mark.django_db
FORM = {"1": "a", "3": "b", "13": ["b", "f"], "19": "Parking."}


def key(survey, number, user, given=FORM):
    return actions.key_in(survey, number=number, given=given, form=f"form {number}", by=as_user(user))


def again(survey, number, user, given=FORM):
    twice.key_again(Drawn.objects.get(survey=survey, number=number), given=given, by=as_user(user))
    run_waiting()


def opened(survey):
    """Return what all sealed answers of this survey hold."""
    private_key = sealing.private_key_of(survey.pk)
    sealed_ones = SealedAnswer.objects.filter(survey=survey).values_list("sealed", flat=True)
    return [sealing.open_sealed(bytes(sealed), private_key=private_key, survey_key=survey.pk) for sealed in sealed_ones]


def close(survey):
    replying.start_closing(survey, by=BY)
    run_waiting()
    return Survey.objects.get(pk=survey.pk)


def words(page):
    return " ".join(page.content.decode().split())


def test_chance_draws_a_form_and_only_then_is_it_told(survey, pals_entry, every_form_is_drawn):
    assert key(survey, 1, pals_entry).is_drawn
    draw(survey.group, percent=0)
    assert not key(survey, 2, pals_entry).is_drawn

    assert Drawn.objects.get().number == 1
    assert SealedAnswer.objects.count() == 1
    assert Keyed.objects.get().forms == 2


def test_two_keyings_that_agree_become_one_answer(survey, pals_entry, joan, every_form_is_drawn):
    key(survey, 1, pals_entry)
    again(survey, 1, joan, FORM | {"19": "parking"})

    assert opened(survey) == [FORM]
    assert not Drawn.objects.exists()
    keyed = Keyed.objects.get()
    assert (keyed.forms, keyed.compared, keyed.differing) == (1, 1, {})


def test_where_they_differ_the_paper_decides_and_one_answer_is_kept(survey, pals_entry, joan, every_form_is_drawn):
    key(survey, 1, pals_entry)
    again(survey, 1, joan, FORM | {"3": "c", "13": ["b"]})

    drawn = Drawn.objects.get()
    assert drawn.differs == ["3", "13"]
    assert opened(survey) == []
    twice.settle(drawn, given={"3": "*"}, by=as_user(pals_entry))
    run_waiting()

    assert opened(survey) == [{"1": "a", "3": "*", "19": "Parking."}]
    assert not Drawn.objects.exists()
    keyed = Keyed.objects.get()
    assert (keyed.forms, keyed.compared, keyed.differing) == (1, 1, {"3": 1, "13": 1})


def test_who_keyed_a_form_first_never_keys_it_again(survey, pals_entry, joan, signed_in, every_form_is_drawn):
    key(survey, 1, pals_entry)
    address = reverse("key_form_again", args=[survey.group.slug, survey.pk, 1])

    page = signed_in(pals_entry).post(address, {"q1": "a"}, follow=True)
    assert "You keyed this form yourself." in words(page)
    with pytest.raises(Refused, match="You keyed this form yourself"):
        twice.key_again(Drawn.objects.get(), given=FORM, by=as_user(pals_entry))
    assert Drawn.objects.get().second is None


def test_a_form_is_keyed_a_second_time_and_not_a_third(survey, pals_entry, joan, every_form_is_drawn):
    key(survey, 1, pals_entry)
    drawn = Drawn.objects.get()
    again(survey, 1, joan, FORM | {"3": "c"})
    with pytest.raises(Refused, match="keyed a second time already"):
        twice.key_again(drawn, given=FORM, by=as_user(joan))

    twice.settle(drawn, given={"3": "c"}, by=as_user(joan))
    with pytest.raises(Refused, match="settled already"):
        twice.settle(drawn, given={"3": "b"}, by=as_user(pals_entry))
    run_waiting()
    with pytest.raises(Refused, match="This form is finished"):
        twice.settle(drawn, given={"3": "b"}, by=as_user(joan))
    assert [answer["3"] for answer in opened(survey)] == ["c"]


def test_at_the_close_each_form_is_one_answer_and_what_is_not_settled_counts_as_keyed_first(
    survey, pals_entry, joan, every_form_is_drawn
):
    first, second, third, fourth = (FORM | {"12": code} for code in "abcd")
    for number, form in enumerate((first, second, third, fourth), 1):
        key(survey, number, pals_entry, form)
    for number in range(5, 11):  # fewer than 10 are never opened
        keyed(survey, number)
    again(survey, 2, joan, second | {"3": "c"})
    again(survey, 3, joan, third | {"3": "d"})
    twice.settle(Drawn.objects.get(number=3), given={"3": "a"}, by=as_user(joan))
    twice.key_again(Drawn.objects.get(number=4), given=fourth, by=as_user(joan))

    closed = close(survey)

    contents = [response.content for response in Response.objects.filter(survey=survey) if "12" in response.content]
    answers = {content["12"]: content["3"] for content in contents}
    assert len(contents) == len(answers)
    assert answers == {"a": "b", "b": "b", "c": "a", "d": "b"}
    assert (closed.final_counts["forms"], closed.final_counts["opened"]) == (10, 10)
    known = Keyed.objects.get()
    assert (known.numbers, known.left, known.compared) == ([], 2, 3)
    assert not Drawn.objects.exists()


def test_the_page_says_before_the_close_and_after_it_that_what_is_left_counts_as_it_was_keyed_first(
    survey, pals_entry, joan, signed_in, every_form_is_drawn
):
    forms = reverse("forms", args=[survey.group.slug, survey.pk])
    client = signed_in(pals_entry)
    for number in (1, 2, 3):
        key(survey, number, pals_entry)
    again(survey, 3, joan)

    before = words(client.get(forms))
    assert "2 forms drawn and not finished. What is not finished at the close counts as it was keyed first." in before
    assert "when the survey closed" not in before
    close(survey)

    after = words(client.get(forms))
    assert "2 forms were drawn and not settled when the survey closed. What was keyed first counts." in after
    assert "not finished" not in after


def test_a_web_process_has_no_key_to_compare_with(survey, pals_entry, joan, every_form_is_drawn, keys, settings):
    """Without the worker's key nothing is compared, nothing is lost, and the worker does it once it is back."""
    key(survey, 1, pals_entry)
    settings.SEALING_KEYS_DIR = str(keys / "none")
    again(survey, 1, joan)
    drawn = Drawn.objects.get()
    assert drawn.differs is None
    assert b"Parking" not in bytes(drawn.first) + bytes(drawn.second)

    settings.SEALING_KEYS_DIR = str(keys)
    key(survey, 2, pals_entry)
    again(survey, 2, joan)
    assert len(opened(survey)) == 2


def test_the_pages_lead_from_the_first_keying_to_the_answer(
    survey, pals_entry, joan, signed_in, nurse, every_form_is_drawn, django_capture_on_commit_callbacks
):
    owen, other = signed_in(pals_entry), signed_in(joan)
    slug, pk = survey.group.slug, survey.pk
    page = owen.post(
        reverse("key_form", args=[slug, pk]), {"number": "1", "q1": "a", "q3": "b", "form": "word"}, follow=True
    )
    assert "It was drawn to be keyed a second time by somebody else" in words(page)
    forms = reverse("forms", args=[slug, pk])
    assert "1 form that you keyed waits for somebody else: 1." in words(owen.get(forms))
    assert "Key form 1 a second time" in words(other.get(forms))
    assert "Key form 1" not in words(signed_in(nurse).get(forms))

    address = reverse("key_form_again", args=[slug, pk, 1])
    assert "checked" not in words(other.get(address))
    other.post(address, {"q1": "a", "q3": "c"})
    run_waiting()

    settle = reverse("settle_form", args=[slug, pk, 1])
    page = words(owen.get(settle))
    assert "<legend>3. " in page
    assert "<legend>1. " not in page
    assert "checked" not in page
    owen.post(settle, {"q3": "c"})
    run_waiting()
    assert opened(survey) == [{"1": "a", "3": "c"}]
    assert "1 form was keyed twice. 1 of 20 answers differed (5.0%)." in words(owen.get(forms))


def test_today_leads_to_what_was_drawn_and_never_to_ones_own(survey, pals, pals_entry, joan, every_form_is_drawn):
    key(survey, 1, pals_entry)

    (line,) = lines_of_room(today, joan, survey.group, clock.today())
    assert line.text == f"Key 1 form of “{survey.title}” a second time"
    assert lines_of_room(today, pals_entry, survey.group, clock.today()) == []
    assert lines_of_room(today, pals, survey.group, clock.today()) == []

    again(survey, 1, joan, FORM | {"3": "c"})
    for user in (joan, pals_entry):
        (line,) = lines_of_room(today, user, survey.group, clock.today())
        assert line.text == f"Settle 1 form of “{survey.title}”"


@pytest.mark.parametrize("name", ["key_form_again", "settle_form"])
def test_neither_door_opens_to_who_sees_names(survey, pals, pals_entry, nurse, signed_in, every_form_is_drawn, name):
    key(survey, 1, pals_entry)
    address = reverse(name, args=[survey.group.slug, survey.pk, 1])

    assert signed_in(pals).get(address).status_code == 404
    assert signed_in(nurse).get(address).status_code == 403
