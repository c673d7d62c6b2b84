"""The wording that ships with the service: one statement for each sheet, which a group may put in its own words.

A declared wording is never changed: a new one gets a new version, because answers name the version they were given to.
`{group}` stands for the group's name.
"""

from dataclasses import dataclass

from .choices import Purpose, Sheet


@dataclass(frozen=True)
class Box:
    """One box to tick. heading: what stands once above this box and those after it. asks: what is written beside it."""

    purpose: Purpose
    words: str
    heading: str = ""
    asks: str = ""


@dataclass(frozen=True)
class Statement:
    """One version of one sheet: boxes in the order of the paper, and what the person is told after them."""

    sheet: Sheet
    code: str
    boxes: tuple[Box, ...]
    told: str


ROUTES = "You may contact me about the group by:"
DECLARED: dict[Sheet, Statement] = {
    Sheet.MEMBERSHIP: Statement(
        Sheet.MEMBERSHIP,
        "M-1.0",
        (
            Box(
                Purpose.MEMBER,
                "I would like to join the {group}. It is my choice. Saying no, or leaving later, will not change my "
                "care.",
            ),
            Box(Purpose.BY_LETTER, "letter", heading=ROUTES),
            Box(Purpose.BY_EMAIL, "email"),
            Box(Purpose.BY_TEXT, "text"),
            Box(Purpose.BY_PHONE, "phone"),
            Box(
                Purpose.SHARE_EXPERIENCE,
                "At meetings I am willing to share my experience with other members; I choose what I say.",
                heading="I also agree to this:",
            ),
            Box(Purpose.KEEP_PRIVATE, "I will keep private what other members tell me."),
            Box(Purpose.QUOTES, "You may use things I say, without my name, in reports."),
        ),
        "You hold my name, contact details, access and food needs and what I ticked. Only the group's staff see them; "
        "co-ordinators see first names and what you need on the day of a meeting you come to. You keep them while I "
        "am a member and delete them within 3 months after I leave, except payment records. I can leave or change "
        "any box at any time by phone, letter, email or at a meeting.",
    ),
    Sheet.BUDDIES: Statement(
        Sheet.BUDDIES,
        "B-1.0",
        (
            Box(Purpose.BUDDY_WANTED, "talk with a buddy", heading="I would like to:"),
            Box(Purpose.BUDDY_OFFERED, "be a buddy"),
            Box(
                Purpose.BUDDY_SUGGESTED,
                "You may use my condition group, treatment type, age band, language and interests to suggest a match.",
                heading="I also agree to this:",
            ),
            Box(Purpose.BUDDY_OUTLINE, "You may show an outline of me without my name to one possible match."),
            Box(
                Purpose.BUDDY_DETAILS,
                "If we both agree, you may give that person my first name and this contact detail:",
                asks="Contact detail to give",
            ),
        ),
        "Buddies share their own experience. They do not give medical advice, and I will ask my nurse before I change "
        "any treatment. What we tell each other is private, unless someone is at risk of serious harm; then we tell "
        "the buddy lead. Usual contact is up to 6 times in 3 months. Either of us can stop at any time and need not "
        "say why.",
    ),
    Sheet.FOCUS_GROUP: Statement(
        Sheet.FOCUS_GROUP,
        "F-1.0",
        (
            Box(Purpose.DISCUSSION, "take part", heading="I agree to this:"),
            Box(Purpose.DISCUSSION_AUDIO, "audio recorded"),
            Box(Purpose.DISCUSSION_QUOTES, "my words quoted without my name"),
        ),
        "Others in the room will know who I am; we all agree to keep it private. I can leave at any point. Once the "
        "notes have no names, my part cannot be taken out.",
    ),
    Sheet.PUBLICITY: Statement(
        Sheet.PUBLICITY,
        "P-1.0",
        (
            Box(
                Purpose.PHOTOS,
                "You may take photos of me at meetings and keep them for the group's own papers.",
                heading="I agree to this:",
            ),
            Box(
                Purpose.PUBLICITY,
                "You may use my photo, my words and my first name where the public can see them, such as a leaflet or "
                "the hospital's website.",
            ),
        ),
        "I can take back either of these at any time. What is printed already cannot be called back, but it is not "
        "printed again. I need not appear in photos to be a member.",
    ),
}
ROUTE_BOXES = {
    "letter": Purpose.BY_LETTER,
    "email": Purpose.BY_EMAIL,
    "text": Purpose.BY_TEXT,
    "phone": Purpose.BY_PHONE,
}
"""The box that allows a way of writing, by the way's word."""


def sheet_of(purpose: str) -> Sheet:
    """Return the sheet on which this purpose is asked."""
    return next(sheet for sheet, one in DECLARED.items() if purpose in {box.purpose for box in one.boxes})
