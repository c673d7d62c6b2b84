"""When somebody can be erased, and whether it is the right person."""

from collections.abc import Collection, Iterable


def why_not_erase(*, holds_roles: bool, holds: Collection[str], going_now: int) -> str | None:
    """Return why somebody cannot be erased now, or None if they can.

    holds: why their record must be kept for now, in words. going_now: messages to them that a worker has in hand.
    """
    if holds:
        return f"Their record must be kept for now: {next(iter(holds))}"
    if holds_roles:
        return "They hold a role in a group. End it first, so that they can no longer sign in."
    if going_now:
        return "A message to them is being sent at this moment. Try again in a minute."
    return None


def is_same_name(typed: str, *, name: str) -> bool:
    """Tell whether the typed name is this one; capitals and spaces do not matter."""
    return _plain(typed) == _plain(name)


def why_not_note(note: str, *, names: Iterable[str]) -> str | None:
    """Return why a note cannot be kept beside the erasure, or None: it must not bring back who was erased."""
    words = {word.strip(".,;:’'\"()").lower() for word in note.split()}
    for name in names:
        if any(part.lower() in words for part in name.split()):
            return "Leave the name out: this note is kept, and they are not"
    return None


def _plain(text: str) -> str:
    return " ".join(text.lower().split())
