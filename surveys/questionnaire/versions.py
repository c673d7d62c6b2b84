"""A new version of a questionnaire that is fixed: a copy that leads on from it and can be changed."""

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action

from . import analysis, editions, rules
from .choices import SurveyState
from .models import Question, Survey, Version
from .querysets import CONTENT


@action("survey.version_started")
def start_next_version(survey: Survey, *, by: Actor) -> Survey:
    """Return a draft with the same questions that leads on from this survey and has the next number.

    Where such a draft is there already it is returned, so a second press makes no second one.
    """
    if reason := rules.why_not_follow(survey.state):
        raise Refused(reason)
    first = Survey.objects.select_for_update().get(pk=survey.origin_id or survey.pk)
    versions = list(Survey.objects.versions_of(first))
    waiting: list[Survey] = [one for one in versions if one.follows_id == survey.pk and one.state == SurveyState.DRAFT]
    if waiting:
        return waiting[0]
    following: Survey = Survey.objects.create(
        group_id=survey.group_id, title=survey.title, about=survey.about, minutes=survey.minutes,
        yellow_slip=survey.yellow_slip, licence=survey.licence,
        number=versions[-1].number + 1, follows=survey, origin=first, started_on=clock.today(),
    )  # fmt: skip
    Question.objects.bulk_create(
        Question(survey=following, position=question.position, **{field: getattr(question, field) for field in CONTENT})
        for question in survey.questions.order_by("position")
    )
    editions.copy_editions(survey, following)
    keys = dict(following.questions.values_list("position", "pk"))
    asked = Version.objects.filter(survey=survey).first()
    following.analysis = analysis.as_stored(asked.content.get("analysis", {}) if asked else {}, keys)
    following.save(update_fields=["analysis"])
    return following
