"""What this room itself holds on a person: handed out when they ask for it, gone when they are erased.

Who looked at them is kept below this room, and their sign-in too; both are told here, because only here a person is
known by their row.
"""

import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db.models import Q
from django.utils.timezone import localtime

from supportgroup.access.actor import Actor
from supportgroup.audit.models import Look

from .actions import FIELDS
from .facts import outline_facts
from .history import history
from .models import ClinicalOutline, FormatMade, Merger, NotTheSame, Person
from .words import LABELS, said

EVERY_CHANGE = 100_000
ERASED_EMAIL = "erased-{key}@erased.invalid"
"""The email address of a sign-in whose person was erased: it can reach nobody."""

Section = list[dict[str, str]]


def hand_out(person: Person, *, by: Actor, **told: Any) -> dict[str, Section]:
    """Return the record, the outline, the sign-in, every change and every look, in words."""
    record = {LABELS[name]: said(name, getattr(person, name)) for name in FIELDS}
    outline = outline_facts(ClinicalOutline.objects.filter(person=person).first())
    return {
        "record": [{label: value for label, value in record.items() if value}],
        "clinical_outline": [{fact.key: fact.value for fact in outline}] if outline else [],
        "sign_in": _sign_in(person),
        "changes": [
            {"when": entry.when, "who": entry.who, "what": entry.what}
            for entry in reversed(history(person, clinical=True, most=EVERY_CHANGE))
        ],
        "looks": [
            _look(look)
            for look in Look.objects.filter(people__overlap=[person.pk, *former_keys(person)]).order_by("pk")
        ],
        "formats_made": [
            {"letter": made.letter, "what": made.words, "on": _day(made.made_at)}
            for made in FormatMade.objects.filter(person=person).order_by("pk")
        ],
        "merged_records": [
            {"record": str(merger.gone_key), "on": _day(merger.merged_at)}
            for merger in Merger.objects.filter(person=person).order_by("pk")
        ],
        "told_apart": [
            {"what": "We looked and found that a similar record is another person", "on": _day(told.decided_at)}
            for told in NotTheSame.objects.filter(Q(first=person) | Q(second=person)).order_by("pk")
        ],
    }


def former_keys(person: Person) -> list[int]:
    """Return the keys of the records that were merged into this one: the trail still knows them."""
    return list(Merger.objects.filter(person=person).order_by("pk").values_list("gone_key", flat=True))


def forget(person: Person, *, by: Actor, **told: Any) -> int:
    """Delete the clinical outline and close the sign-in; its name stays beside what was done by it."""
    gone = ClinicalOutline.objects.filter(person=person).delete()[0]
    if person.user is not None:
        user = person.user
        user.is_active, user.email = False, ERASED_EMAIL.format(key=user.pk)
        user.set_unusable_password()
        user.save()
        gone += EmailAddress.objects.filter(user=user).delete()[0]
        for session in UserSession.objects.filter(user=user):
            session.end()
    return gone


def _look(look: Look) -> dict[str, str]:
    """Return who looked, when, at what and how."""
    when = localtime(look.at).isoformat(sep=" ", timespec="minutes")[:16]
    return {"when": when, "who": look.actor_name, "what": look.what, "how": look.get_way_display()}


def _sign_in(person: Person) -> Section:
    if person.user is None:
        return []
    roles: Any = person.user.holdings.select_related("group").order_by("starts_on")
    return [
        {"name": person.user.name, "email": person.user.email},
        *(
            {
                "role": f"{one.get_role_display()}, {one.group}",
                "from": one.starts_on.isoformat(),
                "until": one.ends_on.isoformat() if one.ends_on else "",
            }
            for one in roles
        ),
    ]


def _day(moment: datetime.datetime) -> str:
    return localtime(moment).date().isoformat()
