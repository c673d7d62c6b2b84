"""Yellow slips: kept once, whose they are, and how long."""

import datetime

import pytest

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from supportgroup.access.refusal import Refused
from supportgroup.people import actions as people
from supportgroup.people.choices import Standing
from supportgroup.rights.copies.gathering import PART_OF_PALS, gather
from supportgroup.rights.erasing import actions as erasing
from supportgroup.rights.erasing.choices import Reason
from surveys.mailing import actions, kept
from surveys.mailing.choices import Came
from surveys.mailing.models import Volunteer
from surveys.mailing.reactions import KNOWN_TO_PALS
from surveys.mailing.volunteering import slips_of, survey_that_asks
from surveys.questionnaire.choices import Duty
from surveys.questionnaire.models import Survey, SurveyDuty
from tests.factories import PersonFactory
from tests.surveys.mailing.factories import InviteeFactory, OpenSurveyFactory, VolunteerFactory

pytestmark = pytest.mark.django_db
SAID = {"name": "Mary Lane", "phone": "01632 960001", "email": "", "times": ["saturday"], "dates": "Not in May"}
TODAY = datetime.date(2026, 9, 14)


@pytest.fixture
def survey(group):
    return OpenSurveyFactory(group=group, yellow_slip=True)


@pytest.fixture
def mary(group):
    """Somebody of the register."""
    return PersonFactory(group=group, first_name="Mary", last_name="Lane", phone="01632 960001", email="")


def online(survey, **said):
    with clock.moved_to(clock.at(TODAY, 9)):
        actions.take_slip(survey, values=SAID | said, by=actions.SLIP_PAGE)


def test_a_slip_is_kept_with_the_day_and_nothing_of_who_was_asked(survey):
    online(survey)

    slip = Volunteer.objects.get()
    assert (slip.name, slip.phone, slip.times, slip.dates) == ("Mary Lane", "01632 960001", ["saturday"], "Not in May")
    assert (slip.came, slip.received_on, slip.changed_mind) == ("online", TODAY, False)
    keys = {field.name for field in Volunteer._meta.get_fields() if field.is_relation}
    assert keys == {"survey"}
    assert not any("number" in field.name for field in Volunteer._meta.get_fields())


def test_the_same_name_and_number_again_changes_the_slip_and_adds_none(survey):
    online(survey)
    Volunteer.objects.update(changed_mind=True)
    online(survey, name="mary lane", dates="Any day")

    assert [(slip.name, slip.dates, slip.changed_mind) for slip in Volunteer.objects.all()] == [
        ("mary lane", "Any day", False)
    ]


def test_two_of_one_household_are_two(survey):
    online(survey)
    online(survey, name="Tom Lane")

    assert Volunteer.objects.count() == 2


@pytest.mark.parametrize("values", [{"state": "closing"}, {"yellow_slip": False}])
def test_a_survey_that_is_over_or_offers_no_slip_takes_none(survey, values):
    Survey.objects.filter(pk=survey.pk).update(**values)

    with pytest.raises(Refused):
        online(survey)
    assert not Volunteer.objects.exists()


def test_the_newest_open_survey_that_offers_it_asks(group, other_group, survey):
    OpenSurveyFactory(group=group, opened_on=datetime.date(2026, 9, 20))
    newer = OpenSurveyFactory(group=group, opened_on=datetime.date(2026, 9, 10), yellow_slip=True)
    OpenSurveyFactory(group=other_group, opened_on=datetime.date(2026, 9, 30), yellow_slip=True)

    assert survey_that_asks(group) == newer


def keep(survey, user, **said):
    values = {name: value for name, value in (SAID | said).items() if name not in ("came", "received_on")}
    with clock.moved_to(clock.at(TODAY, 9)):
        return actions.keep_slip(
            survey, values=values, came=Came.PAPER, received_on=said.get("received_on", TODAY), by=SignedIn(user)
        )


def test_a_late_paper_slip_is_kept_after_the_close_too(survey, pals):
    Survey.objects.filter(pk=survey.pk).update(state="closed", closed_on=TODAY, final_counts={})

    survey.refresh_from_db()
    assert keep(survey, pals).came == "paper"


def test_a_slip_is_not_kept_twice_nor_for_tomorrow(survey, pals):
    keep(survey, pals)

    with pytest.raises(Refused, match="on the list already"):
        keep(survey, pals, name="MARY LANE")
    with pytest.raises(Refused, match="future"):
        keep(survey, pals, name="Tom", received_on=TODAY + datetime.timedelta(days=1))
    assert Volunteer.objects.count() == 1


def test_a_slip_cannot_be_changed_into_another(survey, pals):
    keep(survey, pals)
    other = keep(survey, pals, name="Tom Lane")

    with pytest.raises(Refused, match="on the list already"):
        actions.change_slip(other, values=SAID, by=SignedIn(pals))
    actions.change_slip(other, values=SAID | {"name": "Thomas Lane"}, by=SignedIn(pals))
    assert sorted(slip.name for slip in Volunteer.objects.all()) == ["Mary Lane", "Thomas Lane"]


def test_a_slip_that_is_gone_cannot_be_changed(survey, pals):
    slip = keep(survey, pals)
    actions.delete_slip(slip, by=SignedIn(pals))

    for do in (actions.delete_slip, lambda slip, by: actions.set_changed_mind(slip, to=True, by=by)):
        with pytest.raises(Refused, match="deleted"):
            do(slip, by=SignedIn(pals))


def test_whoever_keys_in_forms_of_a_survey_sees_none_of_its_slips(survey, group, other_group, nurse, pals, pals_entry):
    SurveyDuty.objects.create(survey=survey, user=pals_entry, duty=Duty.ENTRY)
    slip = VolunteerFactory(survey=survey)
    VolunteerFactory(survey=OpenSurveyFactory(group=other_group, yellow_slip=True))

    def seen(user):
        return list(Volunteer.objects.visible_to(user, in_group=group))

    assert seen(pals) == [slip]
    assert (seen(pals_entry), seen(nurse)) == ([], [])


@pytest.mark.parametrize(
    ("name", "phone", "email", "theirs"),
    [
        ("Mary Lane", "01632 960001", "", True),
        ("Mrs Máry Lane", "01632 960001", "", True),
        ("Mary Lane", "01632 960002", "", False),
        ("Tom Lane", "01632 960001", "", False),
        ("Mary Lane", "01632 960002", "MARY@mail.example", True),
    ],
)
def test_a_slip_is_somebodys_by_their_whole_name_and_a_way_to_reach_them(group, survey, name, phone, email, theirs):
    person = PersonFactory(
        group=group, first_name="Mary", last_name="Lane", phone="01632 960001", email="mary@mail.example"
    )
    slip = VolunteerFactory(survey=survey, name=name, phone=phone, email=email)

    assert slips_of(person) == ([slip] if theirs else [])


def test_somebody_of_the_register_without_phone_and_email_has_no_slip(group, survey):
    VolunteerFactory(survey=survey, name="Mary Lane", email="")

    assert slips_of(PersonFactory(group=group, first_name="Mary", last_name="Lane", phone="", email="")) == []


def slips_in(copy):
    return [section["entries"] for section in copy["sections"] if section["name"] == "yellow_slips"]


def test_the_copy_of_pals_tells_of_the_slip_and_that_of_the_nurse_tells_nothing(survey, mary, nurse, pals):
    InviteeFactory(survey=survey, person=mary)
    tom = InviteeFactory(survey=survey, person=PersonFactory(group=mary.group)).person
    VolunteerFactory(survey=survey, name="Mary Lane", phone="01632 960001")

    of_nurse = [slips_in(gather(person, by=SignedIn(nurse))) for person in (mary, tom)]
    (told,) = slips_in(gather(mary, by=SignedIn(pals), only=PART_OF_PALS))

    assert of_nurse == [[[{"yellow_slip": KNOWN_TO_PALS}]]] * 2
    assert (told[0]["name"], told[0]["phone"]) == ("Mary Lane", "01632 960001")


def test_erasing_a_person_deletes_their_slip_and_nobody_elses(survey, mary, nurse):
    VolunteerFactory(survey=survey, name="Mary Lane", phone="01632 960001")
    other = VolunteerFactory(survey=survey, name="Mary Lane", phone="01632 960002")

    erasing.erase(mary, reason=Reason.ASKED, by=SignedIn(nurse))

    assert list(Volunteer.objects.all()) == [other]


def test_nobody_phones_about_the_slip_of_somebody_who_died(survey, mary, nurse):
    slip = VolunteerFactory(survey=survey, name="Mary Lane", phone="01632 960001")
    other = VolunteerFactory(survey=survey)

    people.change_standing(mary, standing=Standing.DIED, since=clock.today(), by=SignedIn(nurse))

    slip.refresh_from_db()
    other.refresh_from_db()
    assert (slip.changed_mind, other.changed_mind) == (True, False)


def test_slips_go_with_the_mailing_file_and_are_a_mailing_file_by_themselves(survey, group, nurse):
    Survey.objects.filter(pk=survey.pk).update(state="closed", closed_on=TODAY, final_counts={})
    VolunteerFactory.create_batch(3, survey=survey)
    stays = VolunteerFactory(survey=OpenSurveyFactory(group=group, yellow_slip=True))

    assert [item.key for item in kept.ended(group, TODAY)] == [str(survey.pk)]
    assert kept.rows(group, [str(survey.pk)]) == 3
    assert kept.destroy(group, [str(survey.pk)], by=SignedIn(nurse)) == 3
    assert list(Volunteer.objects.all()) == [stays]
