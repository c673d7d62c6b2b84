"""What a group must say before anything leaves, which words it may not use, and what a setting may be.

Which words a group may not take as its address, because they are addresses already, stand here too.
"""

import datetime
import re
from collections.abc import Collection, Mapping
from typing import Any

RESERVED_SLUGS = frozenset(
    {
        "accounts",
        "accessibility",
        "answer",
        "buddy",
        "calendar",
        "choices",
        "claim",
        "complaint",
        "contact",
        "dev",
        "discussion",
        "guide",
        "join",
        "me",
        "privacy",
        "read",
        "reply",
        "sign-in",
        "speaker",
        "static",
        "ui",
    }
)

MUST_SAY = {
    "neutral_name": "the neutral name",
    "hospital_name": "the hospital’s name",
    "department": "the department that runs it",
    "signed_by": "who signs",
    "signed_role": "what the person who signs is",
    "helpline": "the helpline",
    "helpline_hours": "the hours of the helpline",
    "reply_mailbox": "the mailbox for replies",
    "return_address": "the return address",
    "freepost_address": "the freepost address",
    "pals_name": "the name of PALS",
    "pals_phone": "the phone number of PALS",
    "pals_email": "the email address of PALS",
    "urgent_help": "the sentence on urgent help",
    "data_officer": "the data protection officer",
    "data_officer_email": "the email address of the data protection officer",
    "bases_confirmed_on": "somebody’s confirmation of the privacy notice",
}
"""What every letter, email and privacy notice says, by field, in the words in which its absence is told."""
NEUTRAL = ("public_code", "neutral_name", "department", "signed_role", "return_address", "freepost_address",
           "urgent_help", "reply_mailbox")  # fmt: skip
"""The fields that strangers may read on an envelope, a sender or an open screen."""
WARNING_WORDS = (
    "cancer", "tumour", "oncology", "leukaemia", "lymphoma", "immun", "rheumat", "arthrit", "diabet", "hiv",
    "haemat", "haemophil", "sickle", "renal", "kidney", "dialysis", "cardiac", "heart failure", "stroke", "epilep",
    "parkinson", "dementia", "psychiat", "mental health", "depress", "anxiety", "autis", "transplant", "hepat",
    "crohn", "colitis", "asthma", "copd", "cystic", "fibrosis", "lupus", "sclerosis", "deficien", "antibod",
    "globulin", "infusion", "chemother", "disease", "disorder", "syndrome", "illness",
)  # fmt: skip
"""Beginnings of words that tell what somebody is treated for. A group adds its own."""
INCOMPLETE = "The group’s settings are not complete. When an administrator has filled them in, this goes by itself."


def missing(values: Mapping[str, Any]) -> list[str]:
    """Return the fields that a group has still to fill in, in the order of the pages. values: by field."""
    return [name for name in MUST_SAY if not values.get(name)]


def why_not_send(values: Mapping[str, Any]) -> str | None:
    """Return why nothing may leave in the name of a group with these values, or None if it may."""
    return INCOMPLETE if missing(values) else None


def own_words(text: str) -> list[str]:
    """Return the words a group has listed, one a line or with commas between, in small letters, each once."""
    return sorted({word.strip().lower() for word in re.split(r"[,\n]", text) if word.strip()})


def condition_words_in(text: str, *, listed: Collection[str]) -> list[str]:
    """Return the words of this text that tell what somebody is treated for, as they stand in it.

    A word counts that begins with a listed or a warning word; of a listed phrase all its words must follow.
    """
    found = []
    for word in [*listed, *WARNING_WORDS]:
        match = re.search(rf"\b{re.escape(word)}\w*", text, re.IGNORECASE)
        if match and match.group() not in found:
            found.append(match.group())
    return found


def why_not_neutral(text: str, *, listed: Collection[str]) -> str | None:
    """Return why a text cannot stand where strangers may read it, or None if it can."""
    found = condition_words_in(text, listed=listed)
    if not found:
        return None
    return f"“{found[0]}” tells what people are treated for. Choose words that could stand on any envelope"


def why_not_from(applies_from: datetime.date, *, today: datetime.date) -> str | None:
    """Return why a setting cannot change from that day on, or None: what was done by an older value stays true."""
    if applies_from >= today:
        return None
    return "The day must be today or later. What has been done by the old value stays as it is"


def why_not_number(value: int, *, minimum: int | None, maximum: int | None) -> str | None:
    """Return why a setting cannot be this number, or None if it can."""
    if minimum is not None and value < minimum:
        return f"Enter a number of {minimum:,} or more"
    if maximum is not None and value > maximum:
        return f"Enter a number of {maximum:,} or less"
    return None


def why_not_days(value: Collection[int], *, length: int) -> str | None:
    """Return why these cannot be the days of so many steps, or None if they can."""
    days = list(value)
    if len(days) != length:
        return f"Enter {length} numbers with commas between them, for example {', '.join(map(str, range(length)))}"
    if days != sorted(set(days)):
        return "Each number must be greater than the one before"
    return None
