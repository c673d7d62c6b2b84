"""The group's library: questionnaires that come with the service, the group's own, and places for licensed ones."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.groups.models import Group

from . import actions, carrying, evaluation, friends_and_family, licences, readymade, rules
from .models import KeptQuestionnaire, Licence, Survey
from .querysets import CONTENT

Content = dict[str, Any]


@dataclass(frozen=True)
class Source:
    """What a survey can be started from. key: as in the address of the page that starts one."""

    key: str
    name: str
    about_it: str
    title: str = ""
    about: str = ""
    minutes: int = 10
    yellow_slip: bool = False
    questions: Sequence[Content] = field(default=())
    editions: Sequence[Content] = field(default=())
    licence: Licence | None = None

    @property
    def initial(self) -> dict[str, Any]:
        """Return what the form that starts a survey shows first."""
        return {name: getattr(self, name) for name in ("title", "about", "minutes", "yellow_slip")}


READY: tuple[Source, ...] = (
    Source(
        "readymade", "The satisfaction survey", "Where treatment happens, how it goes, and whether a group would help.",
        readymade.TITLE, readymade.ABOUT, readymade.MINUTES, yellow_slip=True, questions=readymade.QUESTIONS,
    ),
    Source(
        "evaluation", "The meeting evaluation form", "What people say after a meeting: one sheet, without names.",
        evaluation.TITLE, evaluation.ABOUT, evaluation.MINUTES, questions=evaluation.QUESTIONS,
    ),
    Source(
        "friends-and-family", f"The {friends_and_family.NAME}",
        "One question and a line for words, in fixed words. Its use here is local: nothing is sent on.",
        friends_and_family.TITLE, friends_and_family.ABOUT, friends_and_family.MINUTES,
        questions=(friends_and_family.QUESTION,),
    ),
)  # fmt: skip
EMPTY = Source("empty", "An empty survey", "You write every question yourself.")


def source_of(group: Group, key: str) -> Source | None:
    """Return what a survey of this group is to be started from; None where there is no such thing."""
    kind, _, number = key.partition("-")
    if kind == "kept" and number.isdecimal():
        kept = KeptQuestionnaire.objects.of(group).select_related("licence").filter(pk=number[:18]).first()
        return kept and _source_of_kept(kept)
    if kind == "licence" and number.isdecimal():
        licence = Licence.objects.of(group).filter(pk=number[:18]).first()
        return licence and Source(key, licence.title, "", title=licence.title, licence=licence)
    return next((source for source in (*READY, EMPTY) if source.key == key), None)


def start_from(source: Source, group: Group, *, by: Actor, **typed: Any) -> Survey:
    """Start a draft from what the library holds, with its editions. typed: what `actions.start_survey` takes."""
    with transaction.atomic():
        survey = actions.start_survey(group, **typed, questions=source.questions, licence=source.licence, by=by)
        if source.editions:
            carrying.begin(survey, source.editions, by=by)
    return survey


@action("questionnaire.kept")
def keep(survey: Survey, *, name: str, description: str, by: Actor) -> KeptQuestionnaire:
    """Put the questions of a survey, with their editions, into the group's library, under the survey's licence."""
    content = {
        "title": survey.title,
        "about": survey.about,
        "minutes": survey.minutes,
        "questions": [dict(row) for row in survey.questions.order_by("position").values(*CONTENT)],
    }
    if editions := carrying.of_survey(survey):
        content["editions"] = editions
    return _put(survey.group, name, description, content, survey.licence)


@action("questionnaire.filed")
def keep_file(group: Group, *, name: str, description: str, content: Content, by: Actor) -> KeptQuestionnaire:
    """Put the questionnaire of a file, read and checked by `filing`, into the group's library."""
    return _put(group, name, description, content, None)


@action("questionnaire.described")
def describe(kept: KeptQuestionnaire, *, name: str, description: str, by: Actor) -> KeptQuestionnaire:
    """Change the name and the description of a questionnaire in the library."""
    kept = _held(kept)
    _check_name(kept.group, name, but=kept.pk)
    kept.name, kept.description = name, description
    kept.save(update_fields=["name", "description"])
    return kept


@action("questionnaire.archived")
def archive(kept: KeptQuestionnaire, *, back: bool, by: Actor) -> KeptQuestionnaire:
    """Put a questionnaire away, so that it is no longer offered, or bring it back. It is never deleted."""
    kept = _held(kept)
    kept.archived_on = None if back else kept.archived_on or clock.today()
    kept.save(update_fields=["archived_on"])
    return kept


def _source_of_kept(kept: KeptQuestionnaire) -> Source:
    content = kept.content
    return Source(
        f"kept-{kept.pk}", kept.name, kept.description, content["title"], content["about"], content["minutes"],
        questions=content["questions"], editions=content.get("editions", ()), licence=kept.licence,
    )  # fmt: skip


def _put(group: Group, name: str, description: str, content: Content, licence: Licence | None) -> KeptQuestionnaire:
    Group.objects.select_for_update().get(pk=group.pk)
    if reason := rules.why_not_keep(len(content["questions"])) or licences.why_not_use(licence):
        raise Refused(reason)
    _check_name(group, name)
    return KeptQuestionnaire.objects.create(
        group=group, name=name, description=description, content=content, licence=licence, kept_on=clock.today()
    )


def _held(kept: KeptQuestionnaire) -> KeptQuestionnaire:
    Group.objects.select_for_update().get(pk=kept.group_id)
    found: KeptQuestionnaire = KeptQuestionnaire.objects.select_for_update().get(pk=kept.pk)
    return found


def _check_name(group: Group, name: str, *, but: int | None = None) -> None:
    if KeptQuestionnaire.objects.of(group).filter(name__iexact=name).exclude(pk=but).exists():
        raise Refused("There is a questionnaire of this name in the library already. Choose another name")
