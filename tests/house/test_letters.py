"""Every message says how to reach us, whom to complain to, and that it is not for medical help."""

import re

from supportgroup.groups.rules import MUST_SAY
from tests.house.code import ROOT

TEMPLATES = ROOT / "templates"
FEET = {"txt": "groups/letters/foot.txt", "html": "groups/letters/foot.html"}
IN_FOOT = ("helpline", "helpline_hours", "reply_mailbox", "freepost_address", "pals_name", "pals_phone", "pals_email",
           "urgent_help", "department", "hospital_name", "return_address", "privacy_url")  # fmt: skip


def whole(name):
    """Return a template's text with all that it extends and includes."""
    text = (TEMPLATES / name).read_text()
    return text + "".join(whole(part) for part in re.findall(r"{% (?:extends|include) \"([^\"]+)\"", text))


def test_every_email_ends_with_the_foot_of_its_group():
    subjects = list(TEMPLATES.rglob("letters/*.subject.txt"))
    bare = [
        f"{subject.relative_to(TEMPLATES)} ({kind})"
        for subject in subjects
        for kind, foot in FEET.items()
        if f'include "{foot}"' not in whole(str(subject.relative_to(TEMPLATES)).replace("subject.txt", kind))
    ]

    assert subjects
    assert bare == []


def test_the_foot_says_all_that_a_group_must_say():
    assert {kind: [name for name in IN_FOOT if f"group.{name}" not in whole(foot)] for kind, foot in FEET.items()} == {
        "txt": [],
        "html": [],
    }
    assert set(IN_FOOT) - {"privacy_url"} <= set(MUST_SAY)
