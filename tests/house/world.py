"""One of everything in a group, so that every address can be asked for with a real thing in it."""

import datetime

from django.core.files.base import ContentFile

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from supportgroup.access.choices import Power, Role
from supportgroup.accounts.models import User
from supportgroup.groups.models import Group
from supportgroup.people.importing import actions as importing
from supportgroup.people.models import KeptFilter, Person
from supportgroup.signin.invitations.actions import invite
from supportgroup.tracing import actions as tracing
from surveys.questionnaire.choices import Duty
from surveys.questionnaire.library import keep
from surveys.questionnaire.models import Edition, Licence, Survey, SurveyDuty
from surveys.screening.actions import release
from surveys.screening.models import Text
from surveys.themes.actions import New, tag
from surveys.themes.models import Theme
from surveys.themes.quoting import quote
from tests import factories
from tests.contactlog import factories as contactlog
from tests.house import planted
from tests.outbox import factories as outbox
from tests.rights import factories as rights
from tests.surveys.answers.written import write
from tests.surveys.keying.factories import DrawnFactory
from tests.surveys.mailing import factories as mailing
from tests.surveys.questionnaire import factories as questionnaire


def one_of_everything(group: Group, users: dict[Role, User]) -> dict[str, int]:
    """Return the keys of the things that addresses name, made in this group."""
    person = factories.PersonFactory(group=group)
    draft = questionnaire.SurveyFactory(group=group)
    question = questionnaire.QuestionFactory(survey=draft)
    Edition.objects.create(survey=draft, code="ur")
    message = outbox.MessageFactory(group=group, person=person, seen_by=Power.SEE_MESSAGES)
    print_run = outbox.PrintRunFactory(group=group)
    sheet = ContentFile(b"First name,Last name\nMary,Lane\n", name="ward.csv")
    imported = importing.begin(sheet, group=group, by=SignedIn(users[Role.NURSE]))
    importing.match(imported, columns=imported.columns, by=SignedIn(users[Role.NURSE]))
    asked = mailing.OpenSurveyFactory(group=group, yellow_slip=True)
    duty(asked, users, Duty.MAILING)
    keyed = mailing.OpenSurveyFactory(group=group)
    duty(keyed, users, Duty.ENTRY)
    invitee = mailing.InviteeFactory(survey=asked, person=person)
    mailing.MailingFactory(survey=asked)
    mailing.MailingFactory(
        survey=asked, number=2, kind="reminder", planned_on=clock.today() + datetime.timedelta(days=9)
    )
    closed = closed_survey(group)
    file = mailing_file_that_is_due(group, person)
    colleague = factories.HoldingFactory(group=group)
    entry = contactlog.FollowUpFactory(entry__person=person).entry
    helper = contactlog.HelperFactory(person=person)
    return {
        "colleague": colleague.user.pk,
        "holding": colleague.pk,
        "invited": invited_colleague(group, users),
        **rights.one_of_each(group, person),
        "mailing_file": str(file.pk),
        "person": person.pk,
        "sheet": "membership",
        "answer": planted.consent_answer(person).pk,
        "entry": entry.pk,
        "follow_up": entry.follow_ups.get().pk,
        "helper": helper.pk,
        "person_too": factories.PersonFactory(group=group).pk,
        "kept_filter": kept_filter(group, users),
        "draft": draft.pk,
        "licence": Licence.objects.create(group=group, title="Scale", owner="Somebody").pk,
        "kept_questionnaire": keep(draft, name="Ours", description="", by=SignedIn(users[Role.NURSE])).pk,
        "question": question.pk,
        "first": question.position,
        "message": message.pk,
        "batch": outbox.BatchFactory(group=group, seen_by=Power.SEE_MESSAGES).pk,
        "print_run": print_run.pk,
        "imported": imported.pk,
        "trace_list": tracing.make_list(group, who=[person], title="The register", by=SignedIn(users[Role.NURSE])).pk,
        "traced": 1,
        "open": asked.pk,
        "invitee": invitee.pk,
        "yellow_slip": mailing.VolunteerFactory(survey=asked).pk,
        "keyed": keyed.pk,
        "drawn_form": DrawnFactory(survey=keyed, first_by=colleague.user).number,
        "unsettled_form": DrawnFactory(survey=keyed, first_by=colleague.user, second=b"sealed", differs=["1"]).number,
        "unsent": mailing.OpenSurveyFactory(group=group).pk,
        "closed": closed.pk,
        "first_result": 1,
        "words": "2",
        "written": str(Text.objects.filter(survey=closed).order_by("pk")[0].pk),
        **themes_of(closed, users),
    }


def invited_colleague(group: Group, users: dict[Role, User]) -> int:
    """Return the key of a user who was invited to this group and has not come."""
    by = SignedIn(users[Role.ADMINISTRATOR])
    invited = invite(name="Sam Reed", email=f"sam@{group.slug}.example", roles=[Role.PALS], group=group, by=by)
    return invited.pk


def duty(survey: Survey, users: dict[Role, User], which: Duty) -> None:
    """Give the PALS officer of the world a duty in this survey."""
    SurveyDuty.objects.create(survey=survey, user=users[Role.PALS], duty=which)


def mailing_file_that_is_due(group: Group, person: Person) -> Survey:
    """Return a survey that closed so long ago that the list of who was asked is due to be destroyed."""
    old = mailing.OpenSurveyFactory(group=group)
    mailing.InviteeFactory(survey=old, person=person)
    closed_on = clock.today() - datetime.timedelta(days=400)
    Survey.objects.filter(pk=old.pk).update(state="closed", closed_on=closed_on, final_counts={"outcomes": {"6": 1}})
    return old


def closed_survey(group: Group) -> Survey:
    """Return a closed survey with as many replies as its results need to be shown."""
    closed = mailing.OpenSurveyFactory(group=group)
    counts = {"asked": 20, "opened": 12, "unopened": 0, "online": 12, "forms": 0, "outcomes": {"1": 12, "6": 8}}
    Survey.objects.filter(pk=closed.pk).update(
        state="closed", closed_on=clock.today(), final_counts=counts | {"by_week": [12], "by_mailing": [12]}
    )
    write(closed, [{"1": "a", "2": "Words"}] * 12)
    closed.refresh_from_db()
    return closed


def themes_of(closed: Survey, users: dict[Role, User]) -> dict[str, object]:
    """Return a released text of this survey under a theme, that theme, and a quotation that waits for PALS."""
    text = Text.objects.filter(survey=closed).order_by("-pk")[0]
    release(text, by=SignedIn(users[Role.PALS]))
    by = SignedIn(users[Role.NURSE])
    tag(text, themes=[], new=[New("Parking")], turn=0, by=by)
    theme = Theme.objects.get(survey=closed)
    chosen = quote(text, theme=theme, words="Words", by=by, screens=False)
    return {"coded": str(text.pk), "theme": theme.pk, "quotation": str(chosen.pk)}


def kept_filter(group: Group, users: dict[Role, User]) -> int:
    """Return the key of a filter that the group's nurse keeps and shares."""
    owner = users[Role.NURSE]
    filters = {"needs": "audio"}
    return KeptFilter.objects.create(group=group, owner=owner, name="Audio", filters=filters, shared=True).pk
