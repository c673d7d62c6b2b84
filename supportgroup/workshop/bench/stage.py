"""What is measured: the demo's register and surveys, and a third group of 1,000 people who are asked at once."""

import datetime
import random
import time
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.base import ContentFile
from django.db import connection

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from supportgroup.access.choices import Role
from supportgroup.accounts.actions import give_role
from supportgroup.accounts.models import User
from supportgroup.demo import names
from supportgroup.demo.cast import TELLER
from supportgroup.demo.replies import replies_to
from supportgroup.groups.actions import set_policy, start_group
from supportgroup.groups.models import Group
from supportgroup.groups.rules import MUST_SAY
from supportgroup.longwork.actions import run_waiting
from supportgroup.outbox.models import Message
from supportgroup.people.actions import fold_tallies
from supportgroup.people.choices import Need, Route, TreatmentPlace
from supportgroup.people.importing import actions as importing
from supportgroup.people.importing.rules import mark_of
from supportgroup.people.models import ClinicalOutline, Person
from supportgroup.people.searching import CLOSEST
from supportgroup.people.typed import sought
from surveys.mailing import actions as mailing
from surveys.mailing.models import Invitee
from surveys.mailing.policy import EVERY_DAY
from surveys.questionnaire import actions as questionnaire
from surveys.questionnaire.models import Survey
from surveys.replying import actions as replying
from surveys.replying import cookies, drafts
from surveys.replying.models import Draft

from .load import Asked

PEOPLE, LARGE = 1000, 25_000
MISSPELT = ("adeyemy", "katharine", "mrash", "obrien", "smiht")
"""Names as they are typed in a hurry."""
IMPORTED_COLUMNS = (
    "First name,Last name,Date of birth,Condition group,On immunoglobulin,Treatment route,Treatment place"
)


@dataclass(frozen=True)
class Stage:
    """A group of 1,000 people on immunoglobulin, a survey that all of them have been asked to answer."""

    group: Group
    survey: Survey
    nurse: User
    pals: User


def set_up(slug: str = "bench", code: str = "bxq", *, people: int = PEOPLE) -> Stage:
    """Add a group of so many people and an open survey, ready to be sent."""
    nurse, pals, entry = (User.objects.get(email=f"{name}@demo.example") for name in ("nurse", "pals", "pals2"))
    group = _group(slug, code=code)
    for user, role in ((nurse, Role.NURSE), (pals, Role.PALS), (entry, Role.PALS)):
        give_role(user, role=role, group=group, by=TELLER)
    _people(group, people)
    by = SignedIn(User.objects.get(pk=nurse.pk))
    survey = questionnaire.start_survey(group, title="A bench", about="We measure.", minutes=12, ready=True, by=by)
    questionnaire.name_duties(survey, mailing=[pals.pk], entry=[entry.pk], by=by)
    closes_on = clock.today() + datetime.timedelta(days=91)
    questionnaire.open_survey(survey, closes_on=closes_on, by=by)
    run_waiting()
    mailing.choose(survey, filters={"immunoglobulin": "yes"}, by=by)
    mailing.record_deceased_check(group, checked_at=clock.now(), by=by)
    return Stage(group, Survey.objects.get(pk=survey.pk), by.user, pals)


def spreadsheet_of(people: int) -> "ContentFile[bytes]":
    """Return a ward's spreadsheet of so many invented people, none of them on the register."""
    rows = [f"Ada,Imported{people}x{number:05d},11/03/1988,primary,yes,vein,home" for number in range(people)]
    return ContentFile("\n".join([IMPORTED_COLUMNS, *rows]).encode(), name="ward.csv")


def bring_in(sheet: "ContentFile[bytes]") -> int:
    """Upload, match, look and confirm, let the worker's function write; return how many people came."""
    group = Group.objects.get(slug="rheumatology")
    before = Person.objects.of(group).count()
    imported = importing.begin(sheet, group=group, by=_nurse(), here=True)
    imported = importing.match(imported, columns=imported.columns, by=_nurse(), here=True)
    importing.confirm(imported, seen=mark_of(imported.verdicts), by=_nurse())
    run_waiting()
    return Person.objects.of(group).count() - before


def _nurse() -> SignedIn:
    return SignedIn(User.objects.get(email="buddylead2@demo.example"))


def large_register(nurse: User) -> str:
    """Add a group with 25,000 people of invented, often similar names; return its slug."""
    group = _group("register", code="rgx")
    give_role(nurse, role=Role.NURSE, group=group, by=TELLER)
    chance = random.Random(25)
    given, needs = names.FEMALE + names.MALE, [need.value for need in Need]
    people = Person.objects.bulk_create(
        (
            Person(
                group=group,
                first_name=chance.choice(given),
                last_name=chance.choice(names.FAMILY) + chance.choice(("", "", "son", "by", "ham")),
                date_of_birth=datetime.date(1930, 1, 1) + datetime.timedelta(days=chance.randrange(30_000)),
                nhs_number=f"999{number:07d}",
                postcode=f"ZZ{chance.randrange(99)} {chance.randrange(9)}AB",
                preferred_route=chance.choice(Route.values),
                needs=chance.sample(needs, chance.choice((0, 0, 0, 0, 0, 0, 1, 2))),
            )
            for number in range(LARGE)
        ),
        batch_size=1000,
    )
    ClinicalOutline.objects.bulk_create(
        (
            ClinicalOutline(
                person=person,
                on_immunoglobulin=chance.random() < 0.4,  # noqa: PLR2004  as in the demo
                treatment_place=chance.choice(TreatmentPlace.values),
            )
            for person in people
        ),
        batch_size=1000,
    )
    fold_tallies(by=TELLER)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE people_person, people_clinicaloutline, people_tally")
    return group.slug


def search_time(name: str, *, times: int = 15) -> float:
    """Return the milliseconds in which the database and Django find the first 50 of this name, the median of some."""
    group, took = Group.objects.get(slug="register"), []
    for _ in range(times):
        began = time.perf_counter()
        list(Person.objects.of(group).current().found_by(sought(name)).order_by(*CLOSEST)[:50])
        took.append(time.perf_counter() - began)
    return sorted(took)[times // 2] * 1000


def cookie_of(user: User, **kept: str) -> str:
    """Return the cookie of a session in which this user is signed in and these words are kept."""
    session = SessionStore()
    session.update(kept)
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return f"sessionid={session.session_key}"


def sends_ready(survey: Survey, how_many: int) -> list[Asked]:
    """Return the final send of so many people who have answered all 20 questions and not pressed yet."""
    version = Survey.objects.select_related("version").get(pk=survey.pk).version
    invitees = Invitee.objects.filter(survey=survey)[:how_many]
    replies = replies_to(version.content["questions"], how_many=len(invitees))
    ready, rows = [], []
    for invitee, answers in zip(invitees, replies, strict=True):
        key = drafts.new_key()
        sealed = drafts.seal({"answers": answers, "place": 0}, key, size=version.sealed_size or 1)
        until = clock.today() + datetime.timedelta(days=7)
        rows.append(Draft(id=drafts.id_of(key), survey=survey, sealed=sealed, keep_until=until))
        ready.append(_send(invitee, key))
    Draft.objects.bulk_create(rows)
    return ready


def question_ready(survey: Survey) -> Asked:
    """Return the page of one question for somebody who has begun."""
    key, _ = replying.begin(survey, shared=False, by=replying.ANSWER_PAGE)
    return Asked("/answer/question/4/", cookies=f"{cookies.DRAFT}={_phone(key, 'bench')}")


def jar_of(invitee: Invitee, key: bytes) -> str:
    """Return the cookies of a phone on which this person answers with the draft of this key."""
    ticket = cookies.encrypted({"invitee": invitee.pk, "version": invitee.key_version})
    return f"{cookies.TICKET}={ticket}; {cookies.DRAFT}={_phone(key, cookies.mark_of(invitee))}"


def _send(invitee: Invitee, key: bytes) -> Asked:
    token = "b" * 32
    jar = f"{jar_of(invitee, key)}; csrftoken={token}"
    return Asked("/answer/send/", cookies=jar, posted={"csrfmiddlewaretoken": token})


def _phone(key: bytes, mark: str) -> str:
    from base64 import b64encode  # beside its one use

    return cookies.encrypted({"key": b64encode(key).decode(), "mark": mark, "shared": False})


def old_messages(group: Group, how_many: int) -> None:
    """Add so many messages that were sent long ago, to nobody who is still known: copies of one, but for their keys."""
    like = Message.objects.filter(group__slug="immunology", state="sent", channel="email").latest("pk")
    years_ago = clock.now() - datetime.timedelta(days=800)
    fields = [field for field in Message._meta.concrete_fields if not field.primary_key]  # noqa: SLF001
    changed = {"group_id": "%s", "recipient_key": "-n", "mail_id": "gen_random_uuid()"}
    changed |= dict.fromkeys(("queued_at", "not_before", "state_since"), "%s")
    columns = [str(field.column) for field in fields]
    values = [changed.get(column, f"old.{column}") for column in columns]
    given = [group.pk if column == "group_id" else years_ago for column in columns if changed.get(column) == "%s"]
    table = Message._meta.db_table  # noqa: SLF001
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} "
            f"FROM {table} AS old, generate_series(1, %s) AS n WHERE old.id = %s",
            [*given, how_many, like.pk],
        )
        cursor.execute(f"ANALYZE {table}")


def _group(slug: str, *, code: str) -> Group:
    shown = Group.objects.get(slug="immunology")
    said = {field: getattr(shown, field) for field in (*MUST_SAY, "bases_confirmed_by")}
    said |= {"slug": slug, "name": slug.title(), "public_code": code, "reply_mailbox": f"{slug}@demo.example"}
    group = start_group(by=TELLER, **said)
    set_policy(group, EVERY_DAY, value=True, applies_from=clock.today(), by=TELLER)
    return group


def _people(group: Group, how_many: int) -> None:
    people = Person.objects.bulk_create(
        Person(
            group=group,
            first_name=f"Ada{number}",
            last_name=f"Lovell{number}",
            filed_under=f"lovell{number} ada{number}",
            date_of_birth=datetime.date(1960, 5, 4),
            email=f"person{number}@bench.example",
            preferred_route=Route.EMAIL,
        )
        for number in range(how_many)
    )
    ClinicalOutline.objects.bulk_create(ClinicalOutline(person=person, on_immunoglobulin=True) for person in people)
