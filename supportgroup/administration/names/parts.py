"""Which fields stand on which page of the settings, what each is called, and where it appears."""

from dataclasses import dataclass

from supportgroup.groups.rules import NEUTRAL


@dataclass(frozen=True)
class Field:
    """One thing a group says: its label, and where it is read. kind: line, lines, email, phone or words."""

    name: str
    label: str
    appears: str
    kind: str = "line"
    longest: int = 100

    @property
    def is_neutral(self) -> bool:
        """Tell whether strangers may read it, so that it must not tell what people are treated for."""
        return self.name in NEUTRAL


@dataclass(frozen=True)
class Part:
    """One page of fields. key stands in its address."""

    key: str
    heading: str
    lede: str
    fields: tuple[Field, ...]


PARTS = (
    Part(
        "names",
        "Names",
        "Strangers may see these on an envelope or a phone. None may tell what people are treated for.",
        (
            Field("name", "Name for staff", "Staff read this at the top of their pages. Patients never see it."),
            Field(
                "neutral_name",
                "Neutral name",
                "Patients read this as the sender of every email and at the top of their pages.",
                longest=60,
            ),
            Field(
                "public_code",
                "Code",
                "Three small letters. They begin every record number and stand in the addresses that patients see.",
                longest=3,
            ),
            Field("hospital_name", "Hospital", "Patients read this at the top of every letter and page."),
            Field(
                "department", "Department that runs it", "Patients read this under the hospital’s name on every letter."
            ),
        ),
    ),
    Part(
        "signature",
        "Who signs",
        "Patients read this at the end of every letter and email.",
        (
            Field("signed_by", "Name", "The person who signs, such as Ruth Bell.", longest=80),
            Field("signed_role", "What they are", "Their role, under their name. It must name no condition."),
        ),
    ),
    Part(
        "helpline",
        "Phone and email",
        "How patients reach you. Patients read this on every letter, every email and the foot of every page.",
        (
            Field("helpline", "Helpline", "A number that is free to call, such as 0808 157 0123.", "phone", 30),
            Field("helpline_hours", "When it is answered", "For example, Monday to Friday, 9am to 5pm."),
            Field(
                "reply_mailbox", "Mailbox for replies", "When a patient answers an email, it comes here.", "email", 254
            ),
            Field(
                "urgent_help",
                "What to do if somebody feels unwell",
                "One or two sentences after “This is not for medical help.”",
                longest=200,
            ),
        ),
    ),
    Part(
        "post",
        "Post",
        "Patients read these on letters and envelopes.",
        (
            Field(
                "return_address",
                "Return address",
                "Where a letter goes that cannot be delivered: a PO box. No department may stand in it.",
                "lines",
                300,
            ),
            Field("freepost_address", "Freepost address", "Where patients write without a stamp.", "lines", 300),
        ),
    ),
    Part(
        "advice",
        "PALS and data protection",
        "Whom patients turn to when they are worried, unhappy, or have a question about their information.",
        (
            Field("pals_name", "Name of PALS", "Patients read this on every letter and email."),
            Field("pals_phone", "Phone number of PALS", "Patients read this on every letter and email.", "phone", 30),
            Field("pals_email", "Email address of PALS", "Patients read this on every letter and email.", "email", 254),
            Field("data_officer", "Data protection officer", "Patients read this in the privacy notice."),
            Field(
                "data_officer_email",
                "Email address of the data protection officer",
                "Patients read this in the privacy notice.",
                "email",
                254,
            ),
        ),
    ),
    Part(
        "words",
        "Words to keep off envelopes",
        "We warn of common words. Add those that would tell what the people of this group are treated for.",
        (
            Field(
                "condition_words",
                "Words of this group",
                "One a line: conditions, treatments, names of clinics. Nobody but you sees this list.",
                "words",
                1000,
            ),
        ),
    ),
)
BY_KEY = {part.key: part for part in PARTS}
LABELS = {field.name: field.label for part in PARTS for field in part.fields}


def part_of(name: str) -> Part | None:
    """Return the part in which a field stands, or None for what is confirmed rather than filled in."""
    return next((part for part in PARTS if name in {field.name for field in part.fields}), None)
