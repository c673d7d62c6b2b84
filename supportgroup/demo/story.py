"""The whole story: two groups, the cohort from a spreadsheet, one survey closed with results, one open."""

import datetime

from django.utils.text import slugify

from supportgroup import clock
from supportgroup.groups.actions import set_policy, start_group
from supportgroup.groups.models import Group
from supportgroup.groups.months import months_after
from supportgroup.outbox.actions import deliver
from supportgroup.outbox.policy import APPROVE_ABOVE
from supportgroup.rights.keeping.tasks import destroy_what_is_due
from surveys.mailing.choices import Outcome
from surveys.mailing.kept import FILES
from surveys.mailing.policy import EVERY_DAY
from surveys.mailing.tasks import start_due_waves
from surveys.questionnaire import actions as questionnaire

from . import calls
from .cast import TELLER, Cast, bring_on
from .chapters import SURVEY_DAYS, Plan, Say, tell
from .cohort import WHO_DIES, cohort
from .consents import tell_consents
from .contacts import tell_contacts
from .register import add_rheumatology, bring_in, bring_somebody_twice, keep_filters, let_leave
from .replies import DECIDED
from .rights import tell_of_rights
from .staff import let_staff_change, let_them_look
from .texts import read_some, telling
from .themes import find_themes
from .troubles import send_codes_again, take_back_one

BEFORE = 460
"""How many days before today the story begins."""
FIRST_SURVEY, SECOND_SURVEY = 447, 21
SLIPS_SO_FAR = 14
NAMED = 42
"""The place on the ward's spreadsheet of a patient whom somebody else names in a text."""
SECOND_ABOUT = "Last year you told us about your treatment. We want to know what has changed for you since then."


def tell_story(*, password: str, say: Say) -> None:
    """Tell all of it, ending today. Every step is an action under the clock of its day."""
    today = clock.today()
    begin = today - datetime.timedelta(days=BEFORE)
    with clock.moved_to(clock.at(begin, 9)):
        say("Two groups and the people who run them")
        group, elsewhere = _groups()
        cast = bring_on(group, elsewhere, password=password, since=begin)
        say("256 patients from a ward’s spreadsheet")
        bring_in(group, cohort(today), by=cast["nurse"])
        add_rheumatology(elsewhere, cast)
    _first_survey(group, cast, today, say)
    let_leave(group, cast, today)
    bring_somebody_twice(group, cast, today)
    keep_filters(group, cast, today)
    say("64 people join, 34 decline, 5 leave again; 138 were never asked")
    tell_consents(group, cast)
    tell_contacts(group, cast)
    _second_survey(group, cast, today, say)
    say("Two people ask for a copy, one complains")
    tell_of_rights(group, cast, today)
    say("Colleagues come and go")
    let_staff_change(group, cast, today, password=password)
    let_them_look(group, cast, today)
    start_due_waves()
    deliver()
    say("The story is told, up to today")


def _groups() -> tuple[Group, Group]:
    shared = {
        "neutral_name": "Patient survey",
        "hospital_name": "Eastbrook Hospitals",
        "signed_by": "Ruth Bell",
        "signed_role": "Patient Advice and Liaison Service (PALS)",
        "helpline": "0808 157 0123",
        "helpline_hours": "Monday to Friday, 9am to 5pm",
        "return_address": "PO Box 41\nEastbrook\nZZ99 4WB",
        "freepost_address": "Freepost EASTBROOK SURVEYS",
        "pals_phone": "01632 960 101",
        "pals_email": "pals@demo.example",
        "urgent_help": "If you feel unwell, phone your clinic or call 111.",
        "data_officer": "Mira Shah, Data Protection Officer",
        "data_officer_email": "data.protection@demo.example",
        "bases_confirmed_on": clock.today(),
        "bases_confirmed_by": "Ivy Stone",
    }
    names = (("Immunology", "qvt"), ("Rheumatology", "rzk"))
    first, second = (
        start_group(
            slug=slugify(name),
            name=f"{name} patient support group",
            public_code=code,
            reply_mailbox=f"survey.{code}@demo.example",
            by=TELLER,
            **shared,
        )
        for name, code in names
    )
    for group in (first, second):
        # Whoever looks at the demo on a Saturday wants to see an invitation arrive.
        set_policy(group, EVERY_DAY, value=True, applies_from=clock.today(), by=TELLER)
    return first, second


def _first_survey(group: Group, cast: Cast, today: datetime.date, say: Say) -> None:
    say("The first survey: 100 people asked, 75 reply")
    opened_on = today - datetime.timedelta(days=FIRST_SURVEY)
    with clock.moved_to(clock.at(opened_on - datetime.timedelta(days=5), 10)):
        survey = questionnaire.start_survey(
            group,
            title="Your immunoglobulin treatment and support",
            about="We want to know what your treatment is like for you, and whether a local support group would help.",
            minutes=12,
            ready=True,
            yellow_slip=True,
            by=cast["nurse"],
        )
    others = (
        (5, Outcome.UNDELIVERED),
        (8, Outcome.OPTED_OUT),
        (9, Outcome.UNDELIVERED),
        (12, Outcome.OPTED_OUT),
        (13, Outcome.NOT_ELIGIBLE),
        (18, Outcome.DIED),
        (26, Outcome.OPTED_OUT),
        (40, Outcome.OPTED_OUT),
    )
    waves = ((47, 2, 20), (17, 23, 48), (11, 51, 84))
    plan = Plan(
        opened_on=opened_on, waves=waves, others=others, decided=DECIDED, seed=75, dies=_who_dies(today), slips=31,
        calls=calls.QUIET, wrote=telling(cohort(today)[NAMED]),
    )  # fmt: skip
    tell(survey, plan, cast, say)
    read_some(survey, cast, opened_on + datetime.timedelta(days=SURVEY_DAYS + 2))
    find_themes(survey, cast, on=opened_on + datetime.timedelta(days=SURVEY_DAYS + 9))
    say("Three months later the clock destroys who was asked in it")
    survey.refresh_from_db()
    with clock.moved_to(clock.at(months_after(survey.closed_on or today, FILES.months), 1)):
        destroy_what_is_due()


def _second_survey(group: Group, cast: Cast, today: datetime.date, say: Say) -> None:
    say("The second survey: open, its first reminder is due today")
    opened_on = today - datetime.timedelta(days=SECOND_SURVEY)
    with clock.moved_to(clock.at(opened_on - datetime.timedelta(days=3), 10)):
        survey = questionnaire.start_survey(
            group,
            title="Your treatment and support: one year on",
            about=SECOND_ABOUT,
            minutes=12,
            ready=True,
            yellow_slip=True,
            by=cast["nurse"],
        )
        set_policy(group, APPROVE_ABOVE, value=25, applies_from=opened_on, by=cast["admin"])
    others = ((6, Outcome.UNDELIVERED), (8, Outcome.OPTED_OUT), (10, Outcome.UNDELIVERED))
    plan = Plan(
        opened_on=opened_on, waves=((47, 2, 20),), others=others, decided=DECIDED, seed=47, until=SECOND_SURVEY,
        slips=SLIPS_SO_FAR, calls=calls.LIVELY,
    )  # fmt: skip
    tell(survey, plan, cast, say)
    with clock.moved_to(clock.at(opened_on + datetime.timedelta(days=1), 11)):
        send_codes_again(survey, cast)
        take_back_one(survey)


def _who_dies(today: datetime.date) -> str:
    return cohort(today)[WHO_DIES].nhs_number
