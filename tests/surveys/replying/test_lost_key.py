"""A key that is lost for good: two people give it up, the worker looks once more, and nothing is left half done."""

import pytest
from django.db import IntegrityError, connection, transaction

from supportgroup import clock
from supportgroup.access.actor import CLOCK, SignedIn
from supportgroup.access.refusal import Refused
from supportgroup.longwork.actions import run_waiting
from surveys.answers.models import Response, SealedAnswer
from surveys.keying.models import Drawn
from surveys.mailing.history import history
from surveys.mailing.models import Invitee
from surveys.replying import actions, closing, lost_key, today
from surveys.replying.models import LostKey
from surveys.screening.models import Text
from tests.surveys.keying.conftest import draw
from tests.surveys.keying.factories import keyed
from tests.surveys.mailing.factories import InviteeFactory
from tests.surveys.questionnaire.factories import BY
from tests.surveys.replying.conftest import a_reply
from tests.surveys.replying.test_views import address, words
from tests.waiting import lines_of_room

pytestmark = pytest.mark.django_db(transaction=True)
WHY = "Looked on both workers and in the three backups that hold keys"


@pytest.fixture
def stuck(survey, keys, pals_entry):
    """A survey with 3 replies online, 8 paper forms of which one was drawn, and no key: it cannot close."""
    for number in range(3):
        a_reply(InviteeFactory(survey=survey), {"1": "abc"[number], "19": f"words {number}"})
    for number in range(7):
        keyed(survey, number + 1, {"1": "d"})
    draw(survey.group, percent=100)
    keyed(survey, 8, {"1": "d"}, by=SignedIn(pals_entry))
    (key,) = keys.iterdir()
    survey.kept_key = key.read_bytes()
    key.unlink()
    close_again(survey)
    assert survey.state == "closing"
    return survey


def close_again(survey):
    actions.start_closing(survey, by=BY)
    run_waiting()
    survey.refresh_from_db()


def declared(survey, nurse):
    return lost_key.declare(survey, reason=WHY, by=SignedIn(nurse))


def test_two_people_give_the_key_up_and_the_survey_closes_without_its_answers(stuck, keys, nurse, pals):
    asked = list(Invitee.objects.filter(survey=stuck).values_list("pk", "outcome", "outcome_on").order_by("pk"))
    lost_key.confirm(declared(stuck, nurse), by=SignedIn(pals))
    run_waiting()

    stuck.refresh_from_db()
    counts = stuck.final_counts
    assert (stuck.state, stuck.closed_on) == ("closed", clock.today())
    assert {name: counts[name] for name in ("online", "forms", "opened", "unopened", "never", "lost", "asked")} == {
        "online": 3, "forms": 8, "opened": 0, "unopened": 0, "never": 0, "lost": 11, "asked": 3,
    }  # fmt: skip
    assert not any(model.objects.filter(survey=stuck).exists() for model in (SealedAnswer, Response, Text, Drawn))
    assert closing.closing_work(stuck).sentence == (
        "The survey is closed. The key of this survey was lost, so nobody could open its answers. They are deleted: "
        "nobody will ever read them."
    )
    assert list(Invitee.objects.filter(survey=stuck).values_list("pk", "outcome", "outcome_on").order_by("pk")) == asked
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT xmin::text) FROM mailing_invitee WHERE survey_id = %s", [stuck.pk])
        assert cursor.fetchone() == (1,), "the list is written anew, as at every close"
    told = [(entry["who"], entry["what"]) for entry in history(stuck)]
    assert (nurse.name, "Declared that the survey’s key is lost") in told
    assert (pals.name, "Confirmed that the survey’s key is lost: it closes without its answers") in told


def test_one_person_alone_gives_nothing_up_whatever_the_worker_does_meanwhile(stuck, nurse):
    lost = declared(stuck, nurse)
    run_waiting()
    close_again(stuck)

    for by in (SignedIn(nurse), CLOCK):
        with pytest.raises(Refused, match="Somebody else has to confirm it"):
            lost_key.confirm(lost, by=by)
    with pytest.raises(Refused, match="Two people declare a key lost"):
        lost_key.declare(stuck, reason=WHY, by=CLOCK)
    with pytest.raises(IntegrityError), transaction.atomic():
        LostKey.objects.update(confirmed_by=nurse, confirmed_at=clock.now())
    run_waiting()
    stuck.refresh_from_db()
    assert stuck.state == "closing"
    assert SealedAnswer.objects.count() == 10
    assert Drawn.objects.count() == 1


def test_a_key_that_is_found_after_one_person_declared_it_lost_opens_the_answers(stuck, keys, nurse, pals):
    lost = declared(stuck, nurse)
    (keys / f"survey-{stuck.pk}.key").write_bytes(stuck.kept_key)
    close_again(stuck)

    assert (stuck.state, stuck.final_counts["opened"], stuck.final_counts["lost"]) == ("closed", 11, 0)
    with pytest.raises(Refused, match="Only the key of a survey that cannot close"):
        lost_key.confirm(lost, by=SignedIn(pals))
    assert lost_key.waiting(stuck) is None
    assert lines_of_room(today, pals, stuck.group, clock.today()) == []


def test_a_key_that_is_found_after_both_gave_it_up_and_before_the_worker_opens_the_answers(stuck, keys, nurse, pals):
    lost_key.confirm(declared(stuck, nurse), by=SignedIn(pals))
    (keys / f"survey-{stuck.pk}.key").write_bytes(stuck.kept_key)
    run_waiting()

    stuck.refresh_from_db()
    assert (stuck.final_counts["opened"], stuck.final_counts["lost"]) == (11, 0)
    assert Response.objects.count() == 11
    assert not list(keys.iterdir())


def test_another_surveys_key_in_its_place_is_left_there(stuck, keys, nurse, pals):
    other = keys / f"survey-{stuck.pk}.key"
    other.write_bytes(bytes(range(32)))
    close_again(stuck)
    assert closing.closing_work(stuck).sentence.startswith("The key on this worker is not this survey's key.")
    lost_key.confirm(declared(stuck, nurse), by=SignedIn(pals))
    run_waiting()

    stuck.refresh_from_db()
    assert stuck.final_counts["lost"] == 11
    assert other.read_bytes() == bytes(range(32))


def test_nothing_can_be_declared_of_a_survey_that_is_open_or_whose_key_was_not_missed(survey, keys, nurse):
    with pytest.raises(Refused, match="Only the key of a survey that cannot close"):
        declared(survey, nurse)
    actions.start_closing(survey, by=BY)
    with pytest.raises(Refused, match="The worker has not found that the key is missing"):
        declared(survey, nurse)


def test_a_declaration_is_taken_back_and_there_is_one_at_a_time(stuck, nurse, pals):
    lost = declared(stuck, nurse)
    with pytest.raises(Refused, match="declared this already"):
        lost_key.declare(stuck, reason=WHY, by=SignedIn(pals))
    lost_key.withdraw(lost, by=SignedIn(pals))
    with pytest.raises(Refused, match="taken back already"):
        lost_key.confirm(lost, by=SignedIn(pals))
    assert lost_key.declare(stuck, reason=WHY, by=SignedIn(pals)).proposed_by == pals


def test_the_pages_from_the_missing_key_to_a_survey_without_answers(stuck, signed_in, nurse, pals):
    client = signed_in(nurse)
    assert address("declare_key_lost", stuck) in client.get(address("close_survey", stuck)).text
    page = client.get(address("declare_key_lost", stuck))
    assert (
        "11 sealed answers are deleted without anybody having read one: 3 from the website and 8 from paper."
        in words(page)
    )
    assert "It cannot be undone" in words(page)
    assert "Enter what was done to find the key" in words(
        client.post(address("declare_key_lost", stuck), {"sure": "on"})
    )
    mine = client.post(address("declare_key_lost", stuck), {"reason": WHY, "sure": "on"}, follow=True)
    assert "Your declaration waits for a second person" in words(mine)
    refused = client.post(address("confirm_key_lost", stuck), {"sure": "on"}, follow=True)
    assert "You declared this yourself" in words(refused)

    other = signed_in(pals)
    (line,) = lines_of_room(today, pals, stuck.group, clock.today())
    assert line.text == f"Confirm that the key of “{stuck.title}” is lost, or say no"
    assert WHY in words(other.get(line.url))
    assert "Tick the box" in words(other.post(line.url, {}))
    other.post(line.url, {"sure": "on"})
    run_waiting()
    for name in ("close_survey", "survey", "results"):
        assert "11 answers came" in words(client.get(address(name, stuck))), name
        assert "key of this survey was lost" in words(client.get(address(name, stuck))), name


def test_saying_no_on_the_page_leaves_everything_sealed(stuck, signed_in, nurse, pals):
    declared(stuck, nurse)
    page = signed_in(pals).post(address("withdraw_key_lost", stuck), follow=True)
    assert "The answers stay sealed until the key is there." in words(page)
    again = signed_in(pals).post(address("withdraw_key_lost", stuck), follow=True)
    assert "Nobody declares the key lost any more." in words(again)
    assert SealedAnswer.objects.count() == 10
