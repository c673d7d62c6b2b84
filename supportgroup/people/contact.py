"""May we write to this person, by which way, and how large. Asked when people are chosen and again at sending."""

from . import rules
from .models import FormatMade, Person


def why_not_write(person: Person, *, channel: str | None, asked_for: bool = False, letter: str = "") -> str | None:
    """Return why nothing may be sent to this person by this channel, in words for staff, or None if it may.

    channel: "email", "letter", or None where `channel_for` found none. asked_for: they asked for this message
    themselves a moment ago, so that they want no contact does not stop it. letter: which letter it is, for a format
    that was made for this one alone. Consent is asked one floor up.
    """
    return rules.why_not_write(
        standing=person.standing,
        do_not_contact=person.do_not_contact and not asked_for,
        needs=person.needs,
        email=person.email,
        address=person.address,
        channel=channel,
        format_made=_is_format_made(person, letter),
    )


def waits_for_format(person: Person, *, letter: str) -> bool:
    """Tell whether a standard letter is of no use to somebody, and nobody has said how this one reaches them."""
    return rules.why_not_standard(person.needs) is not None and not _is_format_made(person, letter)


def _is_format_made(person: Person, letter: str) -> bool:
    """Tell whether the letter reaches them in their format: all letters do, or somebody made this one."""
    if person.letters_in or not rules.why_not_standard(person.needs):
        return bool(person.letters_in)
    return bool(letter) and FormatMade.objects.filter(person=person, letter=letter).exists()


def channel_for(person: Person) -> str | None:
    """Return "email" or "letter" for this person, or None where there is no way to write to them."""
    return rules.channel_for(
        preferred=person.preferred_route, needs=person.needs, email=person.email, address=person.address
    )


def text_size(person: Person) -> int:
    """Return the size of print for this person's letters, in points: 12, or theirs for large print."""
    return rules.text_size(person.needs, large=person.print_size)
