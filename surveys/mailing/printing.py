"""A print run: the plain data of many letters, with the form and the white slip where they are enclosed."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from supportgroup import clock
from supportgroup.groups.models import Group
from supportgroup.outbox.kinds import Pack
from supportgroup.people import contact
from supportgroup.people.languages import code_of
from supportgroup.people.rules import ORDINARY_PRINT
from supportgroup.people.window import address_lines
from supportgroup.ui.wording import full_day, on_one_line
from surveys.questionnaire import paper
from surveys.questionnaire.choices import edition_name
from surveys.questionnaire.models import Edition, Survey
from surveys.questionnaire.phrases import filled
from surveys.questionnaire.reading_in import ENGLISH
from surveys.questionnaire.rules import edition_for

from . import codes
from .choices import MailingKind, Times
from .kept import FILES
from .letters import addressed, in_words
from .models import Invitee
from .speaking import read_by
from .typesetting import pages_of, typeset
from .volunteering import yellow_words

WITH_FORM = frozenset({MailingKind.INVITATION, MailingKind.FINAL})
"""The mailings that enclose the questionnaire and the white slip."""


REPLY_ENVELOPES = ("Large reply envelopes, for the form", "Small reply envelopes, for the white slip")
SPECIMEN_CODE = "XXXX-XXXX"


def specimen(messages: Sequence[Any]) -> bytes:
    """Return the PDF that `print_run` makes, to be looked at here: its codes and squares open nothing."""
    return _set(messages, run_data(messages, keyless=True))


def print_run(messages: Sequence[Any], *, cover: bytes | None = None) -> bytes:
    """Return one PDF of packs for messages of one survey and kind, prepared, in the order given; cover: on top."""
    return _set(messages, run_data(messages, keyless=False), cover)


def packs(messages: Sequence[Any]) -> list[Pack]:
    """Return the kinds of packs that letters make, by size of print and edition; one of each is set to be counted."""
    editions = _editions(messages[0].invitee.survey, _kind_of(messages))
    all_open = _open_ones(messages[0].invitee.survey) if _kind_of(messages) in WITH_FORM else {}
    kinds: dict[tuple[int, str, str], list[Any]] = {}
    for message in messages:
        invitee = message.invitee
        gets, wants = (own_form(invitee, some)["edition"] for some in (editions, all_open))
        kind = contact.text_size(invitee.person), gets, "" if wants == gets else wants
        kinds.setdefault(kind, []).append(message)
    enclosed = REPLY_ENVELOPES if _kind_of(messages) in WITH_FORM else ()
    return [
        Pack(_in_words(size, edition, held), len(some), pages_of(run_data(some[:1], keyless=True)), enclosed)
        for (size, edition, held), some in sorted(kinds.items())
    ]


def _in_words(size: int, edition: str, held: str) -> str:
    words = f"{'Standard' if size == ORDINARY_PRINT else 'Large print'}, {size} point"
    words = f"{words}, form in {edition_name(edition)}" if edition else words
    return f"{words}, no form in {edition_name(held)}: our fonts cannot draw it" if held else words


def _editions(survey: Survey, kind: MailingKind) -> dict[str, Any]:
    """Return the open editions that our fonts can draw, by code; {} where no form is enclosed."""
    contents = _open_ones(survey) if kind in WITH_FORM else {}
    return {code: content for code, content in contents.items() if not paper.undrawn(content)}


def _open_ones(survey: Survey) -> dict[str, Any]:
    rows = getattr(survey, "editions_open", None)  # fetched with the letters
    if rows is None:
        rows = Edition.objects.open_ones(survey.pk).values("code", "content")
    return {row["code"]: row["content"] for row in rows}


def run_data(messages: Sequence[Any], *, keyless: bool) -> dict[str, Any]:
    """Return what is set in a print run; keyless: without anybody's code and link."""
    kind = _kind_of(messages)
    invitees = [message.invitee for message in messages]
    survey = invitees[0].survey
    editions = _editions(survey, kind)
    letters = {code: paper.letter_in(content) for code, content in _open_ones(survey).items()}
    spoken = {code: words for code, words in letters.items() if words}
    slips = {code: paper.yellow_slip_in(content) for code, content in _open_ones(survey).items()}
    yellow = {code: words for code, words in slips.items() if words}
    return {
        "sender": sender(survey.group),
        "survey": _survey(invitees[0]),
        "kind": kind.value,
        "enclosed": kind in WITH_FORM,
        "letters": [
            _letter(invitee, spoken, keyless=keyless)
            | own_form(invitee, editions)
            | {"yellow": read_by(invitee.person, yellow)}
            for invitee in invitees
        ],
        "spoken": spoken,
        "questionnaire": questionnaire(survey) if kind in WITH_FORM else None,
        "yellow_slip": yellow_slip(survey) if kind in WITH_FORM and survey.yellow_slip else None,
        "yellow_slips": yellow,
        "editions": _forms(editions, survey),
    }


def _set(messages: Sequence[Any], data: dict[str, Any], cover: bytes | None = None) -> bytes:
    return typeset(data, title=f"{_kind_of(messages).label}: letters to print", cover=cover)


def _kind_of(messages: Sequence[Any]) -> MailingKind:
    return MailingKind(messages[0].kind.removeprefix("surveys."))


def _short(name: str) -> str:
    """Return "PALS" of "Patient Advice and Liaison Service (PALS)": a foot has little room. Without it, the name."""
    return name.rpartition("(")[2].removesuffix(")") if name.endswith(")") else name


def sender(group: Group) -> dict[str, Any]:
    """Return who writes, for the head, the signature and the foot of a letter."""
    return {
        "hospital": group.hospital_name,
        "department": group.department,
        "po_box_lines": group.return_address.splitlines(),
        "freepost": on_one_line(group.freepost_address),
        "reply_mailbox": group.reply_mailbox,
        "pals": [_short(group.pals_name), group.pals_phone, group.pals_email],
        "helpline": group.helpline,
        "helpline_hours": group.helpline_hours,
        "urgent_help": group.urgent_help,
        "run_by": group.department,
        "privacy_address": _typed_address("privacy", group.public_code),
        "signed_by": group.signed_by,
        "signed_role": group.signed_role,
        "answer_address": _typed_address("answer"),
    }


def questionnaire(survey: Survey) -> dict[str, Any]:
    """Return the form: the same on every copy, so nothing of a person."""
    version = survey.version
    return paper.form_of(survey.title, version.number, version.content["questions"], licence=_licence(survey))


def own_form(invitee: Invitee, editions: Mapping[str, Any]) -> dict[str, Any]:
    """Return which form goes with somebody's letter, "" for the standard one, and in which size of print."""
    person = invitee.person
    code = edition_for(needs=person.needs, language_code=code_of(person.language), editions=editions)
    return {"edition": code, "form_size": paper.size_for(code, contact.text_size(person))}


def _forms(editions: Mapping[str, Any], survey: Survey) -> dict[str, Any]:
    number = survey.version.number
    licence = _licence(survey)
    return {code: paper.edition_form(code, content, number, licence=licence) for code, content in editions.items()}


def _licence(survey: Survey) -> str:
    return survey.licence.line() if survey.licence else ""


def yellow_slip(survey: Survey) -> dict[str, Any]:
    """Return what the yellow slip says, in English: the same on every copy, so nothing of a person."""
    months = FILES.period(survey.group, on=clock.today())
    return {
        "address": _typed_address("yellow_slip", survey.group.public_code),
        "times": [f"yellow_{name}" for name in Times.values],
        "months": months,
        "words": yellow_words(months),
        "lang": ENGLISH,
        "dir": "ltr",
    }


def _survey(invitee: Invitee) -> dict[str, Any]:
    words = in_words(invitee)
    return {
        "title": invitee.survey.title,
        **{key: words[key] for key in ("about", "asked", "question_count", "minutes")},
        "reply_by": full_day(words["reply_by"]) if words["reply_by"] else "",
        "reply_by_figures": f"{words['reply_by']:%d/%m/%Y}" if words["reply_by"] else "",
    }


def _letter(invitee: Invitee, spoken: Mapping[str, Any], *, keyless: bool) -> dict[str, Any]:
    words, speaks = in_words(invitee), own_form(invitee, spoken)["edition"]
    dear = spoken[speaks]["words"]["letter_dear"] if speaks else ""
    return {
        "speaks": speaks,
        "greeting": filled(dear, name=addressed(invitee.person)) if dear else words["greeting"],
        "address_lines": address_lines(invitee.person),
        "record_number": invitee.record_number,
        "code": SPECIMEN_CODE if keyless else codes.typed_code(invitee),
        "link": settings.SITE_URL + reverse("answer") if keyless else words["link"],
        "date": full_day(clock.today()),
        "text_size": contact.text_size(invitee.person),
    }


def _typed_address(name: str, *args: str) -> str:
    """Return an address of ours as people type it: without the scheme and the last slash."""
    host = urlsplit(settings.SITE_URL).netloc
    return str(host + reverse(name, args=args)).rstrip("/")
