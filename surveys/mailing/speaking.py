"""In whose language an email or a text goes: wholly in the words of an edition, or in English.

A message is never half in one language: an edition speaks here once all its sentences have words. Its subject line is
its own where somebody has vouched that it says nothing of health, else the English one.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.template.loader import render_to_string

from supportgroup.outbox.choices import Channel
from supportgroup.outbox.formletters import written
from supportgroup.people.contact import channel_for
from supportgroup.people.languages import code_of
from supportgroup.people.models import Person
from supportgroup.ui.wording import on_one_line
from surveys.questionnaire.choices import EASY_READ, edition_name
from surveys.questionnaire.models import Edition, Survey
from surveys.questionnaire.phrases import A_MESSAGE_NEEDS, filled
from surveys.questionnaire.rules import edition_for

from .sampling import may_be_texted

BASE = "surveys/mailing/letters/in_edition"
RIGHT_TO_LEFT = "rtl"
_SPACES = re.compile(r"[ \t\r\n]+")


def speaks(content: Mapping[str, Any]) -> bool:
    """Tell whether an edition has words for all that an email and a text say."""
    words = content["phrases"] | {"about": content.get("about", "")}
    return all(words.get(key) for key in A_MESSAGE_NEEDS)


def that_speak(rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the editions that do, by code. rows: {"code", "content"} of those that are open."""
    return {row["code"]: row["content"] for row in rows if speaks(row["content"])}


def read_by(person: Person, editions: Collection[str]) -> str:
    """Return which of these editions somebody reads, "" for the standard one."""
    return edition_for(needs=person.needs, language_code=code_of(person.language), editions=editions)


def email_in(content: Mapping[str, Any], kind: str, words: Mapping[str, Any], own: Collection[str]) -> Any:
    """Return subject, text and HTML of an email of this kind in an edition; the last two with gaps for what is own.

    words: what all people who are asked read, with the English subject.
    """
    group = words["group"]
    said = {**words, **{name: content[name] for name in ("lang", "dir", "about", "phrases")}, "kind": kind}
    said["pals"] = ", ".join(filter(None, (group.pals_name, group.pals_phone, group.pals_email)))
    said["run_by"] = ", ".join((group.department, group.hospital_name, on_one_line(group.return_address)))
    said["english_below"] = render_to_string(f"{BASE}.english.txt", words).strip()
    text, html = (written(f"{BASE}.{ending}", said, own=own) for ending in ("txt", "html"))
    return content["phrases"].get(f"subject_{kind}") or words["subject"], text, html


def text_in(content: Mapping[str, Any], kind: str, words: Mapping[str, Any]) -> str:
    """Return a text message in an edition. A phone lets a line run as its first word does, so names in English go last
    where the words run from right to left.
    """
    group, phrases = words["group"], content["phrases"]
    is_mirrored = content["dir"] == RIGHT_TO_LEFT
    number = kept_together(group.helpline) if is_mirrored else group.helpline
    said = filled(phrases[f"text_{kind}"], link=words["link"], number=number)
    sender = f"{group.neutral_name}, {group.hospital_name}"
    return _SPACES.sub(" ", f"{said} {sender}" if is_mirrored else f"{sender}: {said}")


def greeting_in(content: Mapping[str, Any], name: str) -> str:
    """Return "Dear Mrs Lane" in an edition."""
    return filled(content["phrases"]["message_dear"], name=name)


def kept_together(number: str) -> str:
    """Return a phone number whose figures stay in their order in a line that runs from right to left."""
    return number.replace(" ", "\u00a0")


def silent(survey: Survey) -> set[str]:
    """Return the codes of the open editions whose emails and texts are in English. Easy read is English anyway."""
    rows = list(Edition.objects.open_ones(survey.pk).exclude(code=EASY_READ).values("code", "content"))
    return {row["code"] for row in rows} - that_speak(rows).keys()


def asked_in_english(survey: Survey) -> list[tuple[str, int]]:
    """Return the same of all who were asked by email or text, whether or not they have replied."""
    if not (codes := silent(survey)):
        return []
    asked = Person.objects.filter(pk__in=survey.invitees.values("person"))
    people = asked.filter(language__in=[edition_name(code) for code in codes])
    return in_english(codes, [one for one in people if may_be_texted(one) or channel_for(one) == Channel.EMAIL])


def in_english(silent: Collection[str], people: Iterable[Person]) -> list[tuple[str, int]]:
    """Return how many of the people read one of these editions and are written to in English, by its name."""
    counts = Counter(code for person in people if (code := read_by(person, silent)))
    return [(edition_name(code), number) for code, number in sorted(counts.items())]
