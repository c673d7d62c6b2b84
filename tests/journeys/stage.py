"""The stage of a journey: who is there, what the mail server took, and what workers and clocks do behind it."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from supportgroup.access.choices import Role
from supportgroup.accounts.models import User
from supportgroup.demo.names import FAMILY, FEMALE
from supportgroup.demo.post import post_letters
from supportgroup.demo.replies import replies_to
from supportgroup.groups.models import Group
from supportgroup.longwork.actions import run_waiting
from supportgroup.outbox.actions import deliver
from supportgroup.people.models import Person
from surveys.keying import actions as keying
from surveys.keying.counts import keyed_of
from surveys.mailing import actions as mailing
from surveys.mailing.choices import Outcome
from surveys.mailing.codes import typed_code
from surveys.mailing.models import Invitee
from surveys.mailing.tasks import start_due_waves
from surveys.questionnaire import actions as questionnaire
from surveys.questionnaire import readymade
from surveys.questionnaire.models import Survey
from tests import factories
from tests.outbox.sink import Sink

Questions = Sequence[tuple[str, str, dict[str, Any]]]
"""Kind, text and what else a question has."""
MAILING_DAYS = (0, 21, 49)
DECIDED = "aababacabbadacaebabacaabdbacab"
"""What people say to question 15, over and over."""
OTHERS = (Outcome.OPTED_OUT, Outcome.UNDELIVERED, Outcome.OPTED_OUT, Outcome.NOT_ELIGIBLE)


@dataclass
class Stage:
    """One hospital with two groups, the people who work in them, and the post they send."""

    url: str
    post: Sink

    @cached_property
    def group(self) -> Group:
        group = factories.GroupFactory(slug="immunology", public_code="qvt", name="Immunology patient support group")
        factories.every_day(group)
        return group

    @cached_property
    def elsewhere(self) -> Group:
        return factories.GroupFactory(slug="rheumatology", public_code="rzk", name="Rheumatology patient support group")

    @cached_property
    def nurse(self) -> User:
        return self._user("nurse", "Grace Adeyemi", Role.NURSE)

    @cached_property
    def ruth(self) -> User:
        """The PALS officer who sees names and never forms."""
        return self._user("pals", "Ruth Bell", Role.PALS)

    @cached_property
    def owen(self) -> User:
        """The PALS officer who keys in forms and never sees who replied."""
        return self._user("pals2", "Owen Price", Role.PALS)

    @cached_property
    def ann(self) -> User:
        """A patient on the steering committee."""
        return self._user("committee", "Ann Field", Role.COMMITTEE)

    @cached_property
    def ivy(self) -> User:
        """The group's administrator, who sees no names."""
        return self._user("admin", "Ivy Stone", Role.ADMINISTRATOR)

    @cached_property
    def helen(self) -> User:
        """A nurse here, a PALS officer in the other group."""
        user = self._user("nurse2", "Helen Marsh", Role.NURSE)
        factories.HoldingFactory(user=user, group=self.elsewhere, role=Role.PALS)
        return user

    def patient(self, name: str, *, route: str = "email", immunoglobulin: bool = True, **values: object) -> Person:
        """Put somebody on the register; with an email address if that is how they want to be reached."""
        first, last = name.split()
        email = f"{first}.{last}@mail.example".lower() if route == "email" else ""
        known = {"first_name": first, "last_name": last, "email": email, "preferred_route": route, "distance": "5_to_9"}
        person = factories.PersonFactory(group=self.group, **{**known, **values})
        treatment = {"treatment_route": "pump", "treatment_place": "home"} if immunoglobulin else {}
        factories.OutlineFactory(
            person=person, condition_group="primary", on_immunoglobulin=immunoglobulin, **treatment
        )
        return person

    def draft(self, questions: Questions | None = None) -> Survey:
        """The ready-made questionnaire, or these questions, as a draft; Ruth sees names, Owen keys in forms."""
        by = SignedIn(self.nurse)
        about, minutes = readymade.ABOUT, readymade.MINUTES
        survey = questionnaire.start_survey(
            self.group, title=readymade.TITLE, about=about, minutes=minutes, ready=questions is None,
            yellow_slip=True, by=by,
        )  # fmt: skip
        for number, (kind, text, more) in enumerate(questions or (), start=1):
            empty = {"help": "", "why": "", "options": [], "details": {}}
            content = {**empty, "kind": kind, "text": text, **more}
            questionnaire.add_question(survey, number=number, content=content, by=by)
        questionnaire.name_duties(survey, mailing=[self.ruth.pk], entry=[self.owen.pk], by=by)
        return survey

    def survey_sent(self, *, days_ago: int = 0, questions: Questions | None = None) -> Survey:
        """A survey, ready-made or of these questions, that was opened and sent to everybody on the register so many days ago."""
        by, day = SignedIn(self.nurse), clock.today() - datetime.timedelta(days=days_ago)
        with clock.moved_to(clock.now() - datetime.timedelta(days=days_ago)):
            survey = self.draft(questions)
            if questions is None:
                self._declare(survey, by=by)
            questionnaire.open_survey(survey, closes_on=day + datetime.timedelta(days=91), by=by)
            run_waiting()
            mailing.choose(survey, filters={}, by=by)
            mailing.record_deceased_check(self.group, checked_at=clock.now(), by=by)
            mailing.send_invitations(survey, by=by)
            deliver()
        survey.refresh_from_db()
        return survey

    def _declare(self, survey: Survey, *, by: SignedIn) -> None:
        """Say what will be worked out of the ready-made questions: the rule on 15, and 15 by where people are treated."""
        keys = dict(survey.questions.values_list("position", "pk"))
        questionnaire.declare_decision(survey, question=keys[15], yes=["a", "b"], at_least=60, by=by)
        questionnaire.add_breakdown(survey, question=keys[15], across=keys[9], by=by)

    def survey_with_replies(self, *, asked: int, days_ago: int, replies: dict[int, int]) -> Survey:
        """A survey sent so many days ago, reminders included; replies: on which day after that how many came."""
        for number in range(asked):
            name = f"{FEMALE[number % len(FEMALE)]} {FAMILY[number % len(FAMILY)]}"
            self.patient(name, route="letter" if number % 3 else "email")
        survey = self.survey_sent(days_ago=days_ago)
        invitees = iter(survey.invitees.order_by("record_number"))
        questions = survey.version.content["questions"]
        forms = iter(replies_to(questions, how_many=sum(replies.values()), decided=DECIDED))
        for day in sorted({*replies, *MAILING_DAYS}):
            with clock.moved_to(clock.now() - datetime.timedelta(days=days_ago - day)):
                self._send_what_is_due()
                for _ in range(replies.get(day, 0)):
                    self._hear_from(next(invitees), Outcome.RETURNED, next(forms))
        for outcome in OTHERS:
            self._hear_from(next(invitees), outcome)
        return survey

    def code_of(self, survey: Survey, person: Person) -> str:
        """Return the code in the letter to somebody, as printed: KTXR-4M7Q."""
        return typed_code(Invitee.objects.get(survey=survey, person=person))

    def worker_works(self) -> None:
        """Do the long work that waits, then send what is due, as Celery's worker would within seconds."""
        run_waiting()
        deliver()

    def link_to(self, address: str) -> str:
        """Return the first link in the newest email to this address."""
        return re.search(r"https?://\S+", self.words_to(address)).group()

    def words_to(self, address: str) -> str:
        """Return the newest email to this address, as plain text."""
        return self.post.to(address)[-1].message.get_body(("plain",)).get_content()

    def _send_what_is_due(self) -> None:
        mailing.record_deceased_check(self.group, checked_at=clock.now(), by=SignedIn(self.nurse))
        start_due_waves()
        deliver()
        post_letters(self.group, by=SignedIn(self.ruth))

    def _hear_from(self, invitee: Invitee, heard: Outcome, form: dict[str, Any] | None = None) -> None:
        mailing.record_slip(invitee, on=clock.today(), heard=heard, by=SignedIn(self.ruth))
        if form:
            number = keyed_of(invitee.survey).forms + 1
            word = invitee.record_number
            keying.key_in(invitee.survey, number=number, given=form, form=word, by=SignedIn(self.owen))

    def _user(self, name: str, full_name: str, role: Role) -> User:
        return factories.user_with_role(role, self.group, email=f"{name}@hospital.example", name=full_name)
