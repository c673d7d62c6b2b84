"""A survey with 100 known answer sets, told once through the real pages and actions, and all that it leaves behind."""

import contextlib
import csv
import datetime
import html
import io
import logging
import random
import re
from dataclasses import dataclass, field

import openpyxl
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client, override_settings
from django.urls import reverse

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from supportgroup.access.choices import Role
from supportgroup.audit.logs import NothingPersonal
from supportgroup.longwork.actions import run_waiting
from supportgroup.outbox.actions import deliver
from surveys.keying.counts import keyed_of
from surveys.mailing import actions as mailing
from surveys.mailing.choices import Outcome
from surveys.mailing.codes import link_token, typed_code
from surveys.mailing.models import Invitee
from surveys.questionnaire import actions as questionnaire
from surveys.questionnaire.models import Survey
from surveys.replying import actions as replying
from surveys.replying.models import Draft
from surveys.screening import actions as screening
from surveys.screening.models import Text
from surveys.themes import actions
from surveys.themes.actions import New
from surveys.themes.models import Theme
from tests import factories
from tests.attacks import broken
from tests.attacks.evidence import SAID, SEALED, Evidence, dump, live, ticks_of
from tests.surveys.keying.conftest import draw
from tests.surveys.keying.factories import keyed
from tests.surveys.questionnaire.factories import readymade_draft
from tests.surveys.replying.conftest import Phone

PEOPLE, ONLINE, BY_HAND, UNFINISHED, UNWILLING = 100, 70, 12, 4, 3
DAYS = 60
SEED = 20
FILLER = "more parking and a call back on the same day would have helped us all "
NUMBERED = ("3", "5", "12", "14")
"""Questions of four answers: together they are different for each who replies, and always as long."""
ALONE = "A mix of these"
"""What one person alone says to question 1, which anybody knows who knows them."""


@dataclass
class Told:
    """The survey while it is told."""

    survey: Survey
    nurse: SignedIn
    pals: SignedIn
    chance: random.Random
    truth: dict[int, str] = field(default_factory=dict)
    why: dict[str, int] = field(default_factory=dict)
    watched: list[int] = field(default_factory=list)
    alone: dict[str, int] = field(default_factory=dict)
    draft_sizes: list[tuple[int, int]] = field(default_factory=list)
    chose: dict[int, str] = field(default_factory=dict)
    contents: dict[int, dict[str, str]] = field(default_factory=dict)


@contextlib.contextmanager
def told(keys, logs):
    """Tell the survey to its end; yield the evidence, and the evidence of each broken variant. Leave nothing behind."""
    settings = {"SEALING_KEYS_DIR": str(keys), "EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend"}
    settings["CACHES"] = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
    mail.outbox = []
    try:
        with override_settings(**settings), caught(logs):
            story = begin()
            people_reply(story)
            yield evidence_of(story, logs)
            cache.clear()
    finally:
        call_command("flush", verbosity=0, interactive=False)


def begin():
    """Open the survey and invite everybody."""
    group = factories.GroupFactory(slug="immunology", public_code="qvt", name="Immunology patient support group")
    factories.every_day(group)
    draw(group, percent=0)  # each person has one sealed answer; forms that are drawn: tests/surveys/keying/test_wall
    nurse, pals, entry = (
        SignedIn(factories.user_with_role(role, group)) for role in (Role.NURSE, Role.PALS, Role.PALS)
    )
    chance = random.Random(SEED)
    for number in range(PEOPLE + UNFINISHED + UNWILLING):
        born = datetime.date(1940, 1, 1) + datetime.timedelta(days=chance.randrange(20_000))
        email = f"ada{number}.lovell@mail.example"
        person = factories.PersonFactory(group=group, date_of_birth=born, email=email, preferred_route="email")
        factories.OutlineFactory(person=person, on_immunoglobulin=True)
    survey = readymade_draft(group)
    questionnaire.name_duties(survey, mailing=[pals.user.pk], entry=[entry.user.pk], by=nurse)
    with clock.moved_to(clock.now() - datetime.timedelta(days=DAYS + 1)):
        closes_on = clock.today() + datetime.timedelta(days=DAYS)
        questionnaire.open_survey(survey, closes_on=closes_on, by=nurse)
        run_waiting()
        survey.refresh_from_db()
        mailing.choose(survey, filters={}, by=nurse)
        mailing.record_deceased_check(group, checked_at=clock.now(), by=nurse)
        mailing.send_invitations(survey, by=nurse)
        deliver()
    return Told(survey, nurse, pals, chance)


def people_reply(story):
    """Let everybody reply, online or on paper, in an order and on days that have nothing to do with the register."""
    invitees = list(Invitee.objects.filter(survey=story.survey).select_related("person", "survey"))
    order = story.chance.sample(invitees, len(invitees))
    willing, others = order[:PEOPLE], order[PEOPLE:]
    online = story.chance.sample(range(PEOPLE), ONLINE)
    days = sorted(story.chance.randrange(1, DAYS) for _ in range(PEOPLE))
    for number, (invitee, day) in enumerate(zip(willing, days, strict=True)):
        with clock.moved_to(clock.now() - datetime.timedelta(days=DAYS - day)):
            reply(story, invitee, number, online=number in online, by_hand=number in online[:BY_HAND])
    for invitee in others[:UNFINISHED]:
        begun = Phone()
        begun.by_link(invitee)
        begun.start()
        begun.say(19, f"Words {invitee.pk + 5000} {FILLER.strip()}.")
    for invitee in others[UNFINISHED:]:
        unwilling = Phone()
        unwilling.by_link(invitee)
        unwilling.post("/answer/no-thanks/")


def reply(story, invitee, number, *, online, by_hand):
    """Let one person give their own answers, and note them for the examiner. by_hand: through every page of a browser."""
    person, words = invitee.person_id, FILLER * story.chance.randrange(1, 12)
    text, why = f"Words {number} {words[: story.chance.randrange(20, 700)].rpartition(' ')[0]}.", f"Because {number}."
    answers = {"1": story.chance.choice("ab"), "15": story.chance.choice("abcde"), "18": "a", "18w": why, "19": text}
    answers |= {key: "abcd"[number // 4**place % 4] for place, key in enumerate(NUMBERED)}
    if not story.alone:
        answers["1"], story.alone = "d", {ALONE: person}
    story.truth[person], story.why[why] = text, person
    SAID[ticks_of(answers)] = text
    story.chose[person], story.contents[person] = answers["15"], answers
    story.watched.append(person)
    if not online:
        mailing.record_slip(invitee, on=clock.today(), heard=Outcome.RETURNED, by=story.pals)
        keyed(story.survey, keyed_of(story.survey).forms + 1, answers)  # by nobody, so that chance draws none
        return
    send = by_the_pages(invitee, answers) if by_hand else by_the_actions(story.survey, invitee, answers)
    (draft,) = Draft.objects.all()
    story.draft_sizes.append((len(draft.sealed), person))
    send()


def by_the_pages(invitee, answers):
    """Answer as a patient does; return what presses Send."""
    phone = Phone()
    phone.by_link(invitee)
    phone.start()
    phone.say_all(answers)
    return phone.send


def by_the_actions(survey, invitee, answers):
    """Do what the pages do, without drawing them; return what sends."""
    key, _ = replying.begin(survey, shared=False, by=replying.ANSWER_PAGE)
    for number in sorted({int(name.rstrip("w")) for name in answers}):
        changes = {name: answer for name, answer in answers.items() if name.rstrip("w") == str(number)}
        replying.save_answer(key, number=number, changes=changes, until=0, shared=False, by=replying.ANSWER_PAGE)
    return lambda: replying.send(invitee, key=key, by=replying.ANSWER_PAGE)


def evidence_of(story, logs):
    """Close the survey, and return {"": the evidence, name: the evidence of a broken variant}."""
    before, dumped = live(), dump()
    assert len(before[SEALED]) == PEOPLE
    replying.start_closing(story.survey, by=replying.ANSWER_PAGE)
    variants = broken.closes(story, before)
    run_waiting()
    story.survey.refresh_from_db()
    assert story.survey.state == "closed"
    sound = Evidence(
        truth=story.truth, why=story.why, watched=story.watched, alone=story.alone, marks=marks_of(story.survey),
        before=before, after=live(), dump_before=dumped, dump_after=dump(), draft_sizes=story.draft_sizes,
        mails=[f"{message.to} {message.subject} {message.body}" for message in mail.outbox],
        logs=list(logs), pages=pages_of(story), tagged=tagged(story), released=released(story), chose=chosen(story),
    )  # fmt: skip
    return {"": sound} | broken.evidence(sound, variants, story)


def marks_of(survey):
    """Return what stands for each person: keys, numbers, codes, links, names, addresses."""
    return {
        invitee.person_id: {
            f"{invitee.pk}", f"{invitee.person_id}", invitee.record_number, typed_code(invitee), link_token(invitee),
            bytes(invitee.code_mark).hex(), f"{invitee.person}", f"{invitee.person.email}",
        }
        for invitee in Invitee.objects.filter(survey=survey).select_related("person", "survey")
    }  # fmt: skip


def chosen(story):
    """Return what each person said to question 15, in words."""
    questions = story.survey.version.content["questions"]
    words = {option["code"]: option["text"] for option in questions[14]["options"]}
    return {person: words[code] for person, code in story.chose.items()}


def pages_of(story):
    """Have PALS release every text; return those of two questions in the order in which their pages list them."""
    seen = Text.objects.filter(survey=story.survey).values_list("pk", flat=True)
    assert screening.release_unmarked(story.survey, seen=seen, by=story.pals) == 2 * PEOPLE
    client = Client()
    client.force_login(story.nurse.user)
    found = {}
    for key, pattern in (("18w", r"Because \d+\."), ("19", r"Words \d+ [a-z ]+\.")):
        address = reverse("results_words", args=[story.survey.group.slug, story.survey.pk, key])
        pages = [client.get(f"{address}?page={number}").text for number in (1, 2)]
        found[key] = [text for page in pages for text in re.findall(pattern, page)]
    return found


def tagged(story):
    """Have a nurse put every text under a theme, question by question, as the pages lead; return what lies there then."""
    for key in ("18w", "19"):
        themes = []
        for text in Text.objects.filter(survey=story.survey, field=key).order_by("pk"):
            new = [] if themes else [New("A theme")]
            actions.tag(text, themes=themes, new=new, turn=0, by=story.nurse)
            themes = themes or list(Theme.objects.filter(survey=story.survey, field=key).values_list("pk", flat=True))
    return live(["screening_text", "themes_reading", "themes_tag"])


def released(story):
    """Return every table on every page of the results, found by following their links, as {row: {column: count}}."""
    client = Client()
    client.force_login(story.nurse.user)
    start = reverse("results", args=[story.survey.group.slug, story.survey.pk])
    waiting, seen, tables = [start], {start}, []
    while waiting:
        page = as_page(client.get(waiting.pop()))
        tables += [table_of(part) for part in re.findall(r"<table.*?</table>", page, re.DOTALL)]
        links = {link for link in re.findall(r'href="([^"?#]+)"', page) if link.startswith(start)} - seen
        waiting, seen = [*waiting, *links], seen | links
    return tables


def as_page(answer):
    """Return a page, or a file as a page would show it: a table for each sheet."""
    kind, content = answer["Content-Type"], answer.getvalue()
    if kind.startswith("text/html"):
        return content.decode()
    if kind.startswith("text/csv"):
        sheets = [csv.reader(io.StringIO(content.decode("utf-8-sig")))]
    else:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        sheets = [sheet.iter_rows(values_only=True) for sheet in book.worksheets]
    return "".join(f"<table>{''.join(map(as_line, sheet))}</table>" for sheet in sheets)


def as_line(row):
    """Return one line of a sheet as one of a table."""
    words = ("" if cell is None else html.escape(str(cell)) for cell in row)
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in words)}</tr>"


def table_of(markup):
    """Return the whole numbers of a table by the words of their row and column."""
    lines = [
        [words_in(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line, re.DOTALL)]
        for line in re.findall(r"<tr.*?</tr>", markup, re.DOTALL)
    ]
    head, *rows = lines or [[]]
    return {
        row[0]: {column: int(cell) for column, cell in zip(head[1:], row[1:], strict=False) if cell.isdecimal()}
        for row in rows
        if row
    }


def words_in(markup):
    """Return the words of a piece of markup."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


@contextlib.contextmanager
def caught(lines):
    """Catch what web and worker write to their log, as production writes it, every level of it."""

    class Into(logging.Handler):
        def emit(self, record):
            lines.append(self.format(record))

    handler, root = Into(), logging.getLogger()
    handler.setFormatter(logging.Formatter("{asctime} {levelname} {name} {message}", style="{"))
    handler.addFilter(NothingPersonal())
    root.addHandler(handler)
    request, level = logging.getLogger("django.request"), logging.getLogger("django.request").level
    request.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        root.removeHandler(handler)
        request.setLevel(level)
