"""What is said at the desk where something that was heard of somebody changes nothing; a rule, on plain values."""

from .choices import Outcome

GONE = frozenset({Outcome.DIED, Outcome.NEVER_MAILED})
STAYS = {
    Outcome.DIED: "This person is marked as died. Nothing was recorded, and nothing goes to them any more.",
    Outcome.NEVER_MAILED: "This person died or withdrew before the first mailing. Nothing was recorded.",
    Outcome.RETURNED: "This person has replied, and that stays. Nothing was changed.",
    Outcome.OPTED_OUT: "This person has opted out. Nothing was changed, and they are not written to again.",
}
"""What is said of somebody whom nothing that comes in changes, save a reply of the living."""


def why_nothing_changes(*, outcome: int, wish: str, heard: int | None, wished: str) -> str | None:
    """Return why what was heard of somebody changes nothing, or None where it is recorded.

    outcome, wish: as they stand. heard, wished: what was heard. Whether a reply was counted before is not said when a
    slip tells of one: that somebody had answered online is nobody's business at the desk.
    """
    if outcome == Outcome.NOT_RETURNED:
        return "This wish is noted already. Nothing was changed." if wished and wished == wish else None
    if outcome in STAYS and (heard != Outcome.RETURNED or outcome in GONE):
        return STAYS[Outcome(outcome)]
    if outcome == heard == Outcome.RETURNED:
        return None
    return "This is recorded already. Nothing was counted twice." if heard in (outcome, None) else None
