"""Why the law allows each thing that is done with people's information, in the words the privacy notice shows.

The texts are offered; a group's administrator confirms them, or writes others, with the data protection officer.
"""

from collections.abc import Mapping
from dataclasses import dataclass

_TASK = (
    "Running and improving care is a task in the public interest (UK GDPR Article 6(1)(e)) and part of managing "
    "health care (Article 9(2)(h))."
)


@dataclass(frozen=True)
class Process:
    """One thing that is done with information: what it is called in the notice, and the basis that is offered."""

    key: str
    words: str
    offered: str


PROCESSES = (
    Process("register", "Keeping a list of people, what they need from us, and writing to them", _TASK),
    Process("surveys", "Asking what you think in surveys", f"{_TASK} You can always say no."),
    Process(
        "group",
        "Running the support group for its members",
        f"{_TASK} You join only if you ask to, and you can leave at any time.",
    ),
    Process(
        "sharing",
        "Telling another patient about you, such as your first name or how to reach you",
        "Only with your explicit consent (UK GDPR Articles 6(1)(a) and 9(2)(a)), and because we owe you a duty of "
        "confidentiality. You can take your consent back at any time.",
    ),
    Process(
        "trail",
        "Keeping a record of who changed and who looked at your information",
        "The law asks us to keep information safe and to show that we do (UK GDPR Articles 5(2), 6(1)(c) and 32).",
    ),
    Process(
        "requests",
        "Answering requests and complaints about your information",
        "The law asks us to (UK GDPR Article 6(1)(c), Articles 12 to 22, and the Data (Use and Access) Act 2025).",
    ),
)


def bases_of(written: Mapping[str, str]) -> list[tuple[Process, str]]:
    """Return each process with the group's own words, or those offered where it has written none."""
    return [(process, written.get(process.key) or process.offered) for process in PROCESSES]
