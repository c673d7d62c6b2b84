"""One of everything in a group, so that every address can be asked for with a real thing in it."""

from supportgroup.access.choices import Power, Role
from supportgroup.accounts.models import User
from supportgroup.groups.models import Group
from tests import factories
from tests.outbox import factories as outbox
from tests.surveys.questionnaire import factories as questionnaire


def one_of_everything(group: Group, users: dict[Role, User]) -> dict[str, int]:
    """Return the keys of the things that addresses name, made in this group."""
    person = factories.PersonFactory(group=group)
    draft = questionnaire.SurveyFactory(group=group)
    question = questionnaire.QuestionFactory(survey=draft)
    message = outbox.MessageFactory(group=group, person=person, seen_by=Power.SEE_MESSAGES)
    print_run = outbox.PrintRunFactory(group=group)
    return {
        "person": person.pk,
        "draft": draft.pk,
        "question": question.pk,
        "first": question.position,
        "message": message.pk,
        "print_run": print_run.pk,
    }
