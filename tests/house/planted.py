"""One row of each model that names a person, with words of theirs in it, to see that it is handed out and erased.

A model that names a person and is not here fails the tests. Write how one row of it comes about, and let its room
answer MERGED, DOWNLOADED and ERASED (`supportgroup.people.reactions`).
"""

import datetime
from collections.abc import Callable

from supportgroup import clock
from supportgroup.access.actor import System
from supportgroup.consent import models as consent
from supportgroup.consent import versions
from supportgroup.consent.choices import Sheet
from supportgroup.contactlog import models as contactlog
from supportgroup.outbox.models import ReturnedAddress
from supportgroup.people.models import FormatMade, Merger, NotTheSame, Person
from supportgroup.tracing import actions as tracing
from tests import factories
from tests.outbox import factories as outbox
from tests.rights import factories as rights
from tests.surveys.mailing import factories as mailing

TESTER = System("a test")


def version_in_use(person: Person) -> consent.Version:
    return versions.kept(versions.in_use(person.group, Sheet.MEMBERSHIP), by=TESTER)


def consent_answer(person: Person) -> consent.Answer:
    version = version_in_use(person)
    return consent.Answer.objects.create(
        group=person.group, person=person, purpose=version.purposes[0], version=version, said="yes",
        given_on=clock.today(), how="paper", detail=f"Written by {person}", paper_at=f"Folder {person}",
        recorded_at=clock.now(), recorded_as="Grace Adeyemi",
    )  # fmt: skip


def consent_asked(person: Person) -> None:
    version = version_in_use(person)
    consent.Asked.objects.create(
        person=person, version=version, sheet=version.sheet, asked_on=clock.today(), how="paper"
    )


def contact_entry(person: Person) -> None:
    entry = contactlog.Entry.objects.create(
        person=person, kind="call", happened_at=clock.now(), what=f"{person} rang", written_at=clock.now(),
        written_as="Grace Adeyemi",
    )  # fmt: skip
    contactlog.FollowUp.objects.create(entry=entry, what=f"Ring {person} back", due_on=clock.today())


def helper(person: Person) -> None:
    contactlog.Helper.objects.create(
        person=person, name=f"Sister of {person}", relation="family", phone="01632 960 555", tasks=["copies"],
        given_on=clock.today(), given_how="paper", recorded_at=clock.now(),
    )  # fmt: skip


def returned_address(person: Person) -> None:
    ReturnedAddress.objects.create(
        person=person, address_digest="0" * 32, hard=True, times=1, why="The mailbox is not there.",
        first_on=clock.today(), last_on=clock.today(),
    )  # fmt: skip


def traced(person: Person) -> None:
    listed = tracing.make_list(person.group, who=[person], title="The register", by=TESTER)
    listed.traced.update(finding="lives", proposals={"last_name": f"{person} as it came back"})


PLANTED: dict[str, Callable[[Person], object]] = {
    "people.ClinicalOutline": lambda person: factories.OutlineFactory(person=person),
    "outbox.Message": lambda person: outbox.MessageFactory(group=person.group, person=person),
    "outbox.ReturnedAddress": returned_address,
    "mailing.Invitee": lambda person: mailing.InviteeFactory(
        survey=mailing.OpenSurveyFactory(group=person.group), person=person
    ),
    "copies.CopyRequest": lambda person: rights.RequestFactory(
        person=person, asker="parent", asker_name=f"Mother of {person}", state="withdrawn", closed_on=clock.today()
    ),
    "complaints.Complaint": lambda person: rights.ComplaintFactory(
        group=person.group, person=person, name=str(person), about=f"A letter to {person} got lost", state="closed",
        acknowledged_on=clock.today(), closed_on=clock.today() + datetime.timedelta(0), outcome="upheld",
    ),
    "people.FormatMade": lambda person: FormatMade.objects.create(
        person=person, letter="surveys.invitation, survey 1", words=f"Read to {person}", made_at=clock.now()
    ),
    "people.Merger": lambda person: Merger.objects.create(
        person=person, gone_key=10**9 + person.pk, merged_at=clock.now()
    ),
    "people.NotTheSame": lambda person: NotTheSame.objects.create(
        first=person, second=factories.PersonFactory(group=person.group), decided_at=clock.now()
    ),
    "tracing.Traced": traced,
    "consent.Answer": consent_answer,
    "consent.Asked": consent_asked,
    "contactlog.Entry": contact_entry,
    "contactlog.Helper": helper,
}  # fmt: skip
"""Model -> how one row of it comes about for a person."""

KEYS_ONLY = {
    "audit.Look": "who looked at whom: keys without names, told in the copy by `people.held`; it stays as proof",
    "audit.Forgetting": "that the trail was emptied, of which record: a key without a name",
}
"""Models that keep the key of a person for good, each with its reason."""

MOVED_BY_THE_REGISTER = {"people.ClinicalOutline", "people.FormatMade", "people.Merger", "people.NotTheSame"}
"""Models of the register's own room: the action that merges moves them itself, before it tells the others."""
