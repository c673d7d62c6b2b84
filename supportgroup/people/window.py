"""A person's name and address as they stand in the window of an envelope."""

from .models import Person

MOST_LINES = 7


def address_lines(person: Person) -> list[str]:
    """Return at most 7 lines for the window: the name, the address with its town in capitals, the postcode alone."""
    name = " ".join(part for part in (person.title, person.first_name, person.last_name) if part)
    return window_lines(name, person.address, person.postcode)


def window_lines(name: str, address: str, postcode: str = "") -> list[str]:
    """Return a name and an address as at most 7 lines, the last of the address in capitals."""
    lines = [line.strip(" ,") for line in address.splitlines() if line.strip(" ,")]
    if len(lines) > 1:
        lines[-1] = lines[-1].upper()
    while len(lines) > MOST_LINES - 2:
        lines[:2] = [f"{lines[0]}, {lines[1]}"]
    return [name, *lines, *([postcode] if postcode else [])]
