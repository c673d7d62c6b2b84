"""What the contact log holds: calls and visits, what comes next, and who helps whom."""

import datetime

from supportgroup import clock
from supportgroup.contactlog import actions as contactlog
from supportgroup.contactlog.actions import Next
from supportgroup.contactlog.choices import Given, Kind, Relation, Task
from supportgroup.groups.models import Group
from supportgroup.people.choices import Need
from supportgroup.people.models import Person

from .cast import Cast

# Days ago, who wrote it, how, what about, what comes next, in how many days, for the clinical team.
CONTACTS = (
    (41, "pals", Kind.CALL, "Asked whether her husband may come to a meeting too. Told her yes.", "", 0, False),
    (33, "nurse", Kind.VISIT, "Took a membership form home to read.", "", 0, False),
    (19, "pals", Kind.CALL, "The hall was hard to find in the dark.", "Send the map with the bus stops", 40, False),
    (12, "pals", Kind.LETTER, "Wrote that the print of our letter was too small.", "", 0, False),
    (6, "nurse", Kind.CALL, "Wants to know who sees the answers to the survey.", "Ring back with the answer", 8, False),
    (
        2,
        "pals",
        Kind.CALL,
        "Said that the last delivery came late and a dose was missed.",
        "Tell the clinical team",
        3,
        True,
    ),
)
HELPERS = (
    ("Amina", Relation.DAUGHTER, [Task.TALK, Task.INTERPRET], "01632 960118"),
    ("Jacek", Relation.SON, [Task.INTERPRET], "01632 960119"),
)


def tell_contacts(group: Group, cast: Cast) -> None:
    """Tell each contact on its day, let one promise be kept, correct one entry, and record two helpers."""
    people = list(Person.objects.of(group).current().filter(do_not_contact=False).order_by("nhs_number")[:40])
    entries = []
    for place, (days, who, kind, what, after, due, clinical) in enumerate(CONTACTS):
        day = clock.today() - datetime.timedelta(days=days)
        then = Next(after, day + datetime.timedelta(days=due), clinical, cast[who].user) if after else None
        with clock.moved_to(clock.at(day, 11, 20)):
            entries.append(
                contactlog.log(
                    people[place * 3], kind=kind, happened_at=clock.now(), what=what, then=then, by=cast[who]
                )
            )
    with clock.moved_to(clock.at(clock.today() - datetime.timedelta(days=10), 10)):
        contactlog.close(entries[2].follow_ups.get(), done=True, by=cast["pals"])
        contactlog.correct(entries[0], what="It was her sister who would come, not her husband.", by=cast["pals"])
    speakers = Person.objects.of(group).current().filter(needs__contains=[Need.INTERPRETER]).order_by("nhs_number")
    for person, (name, relation, tasks, phone) in zip(speakers, HELPERS, strict=False):
        values = {
            "name": f"{name} {person.last_name}", "relation": relation, "phone": phone, "email": "", "tasks": tasks,
            "given_on": clock.today() - datetime.timedelta(days=60), "given_how": Given.MEETING,
        }  # fmt: skip
        contactlog.add_helper(person, values=values, by=cast["nurse"])
