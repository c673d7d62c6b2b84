"""Which role has which power: the one table. It is shown in the app under “Who may see what”.

Two powers of a PALS officer are kept apart inside each survey: nobody both sees who has replied
and keys in forms. The table gives the role both; the duty a survey gives a person decides which.
Treating nurses never learn who replied: the invitation letter promises it.
"""

from collections.abc import Iterable

from .choices import Power, Role

_EVERYONE = {Power.SEE_TODAY}

GRANTS: dict[Role, frozenset[Power]] = {
    Role.NURSE: frozenset(
        _EVERYONE
        | {
            Power.SEE_PEOPLE,
            Power.SEE_CLINICAL,
            Power.EDIT_PEOPLE,
            Power.MERGE_PEOPLE,
            Power.TAKE_OUT_PEOPLE,
            Power.IMPORT_PEOPLE,
            Power.RECORD_CONSENT,
            Power.WRITE_CONSENT,
            Power.SEE_MEMBERS,
            Power.TRACE_PEOPLE,
            Power.SEE_SURVEYS,
            Power.WRITE_SURVEYS,
            Power.SEND_SURVEYS,
            Power.SEE_RESULTS,
            Power.READ_COMMENTS,
            Power.FIND_THEMES,
            Power.SEE_MESSAGES,
            Power.APPROVE_MESSAGES,
            Power.SEE_TRAIL,
            Power.SEE_WHO_LOOKED,
            Power.ANSWER_REQUESTS,
            Power.ERASE_PEOPLE,
            Power.KEEP_RECORDS,
        }
    ),
    Role.PALS: frozenset(
        _EVERYONE
        | {
            Power.SEE_PEOPLE,
            Power.EDIT_PEOPLE,
            Power.TAKE_OUT_PEOPLE,
            Power.RECORD_CONSENT,
            Power.SEE_MEMBERS,
            Power.TRACE_PEOPLE,
            Power.SEE_SURVEYS,
            Power.SEND_SURVEYS,
            Power.SEE_WHO_REPLIED,
            Power.KEEP_VOLUNTEERS,
            Power.KEY_FORMS,
            Power.SEE_RESULTS,
            Power.SCREEN_COMMENTS,
            Power.READ_COMMENTS,
            Power.FIND_THEMES,
            Power.SEE_MESSAGES,
            Power.APPROVE_MESSAGES,
            Power.SEE_WHO_LOOKED,
            Power.HANDLE_COMPLAINTS,
        }
    ),
    Role.COMMITTEE: frozenset(_EVERYONE | {Power.SEE_RESULTS, Power.SEE_MEMBERS}),
    Role.COORDINATOR: frozenset(_EVERYONE),
    Role.BUDDY_LEAD: frozenset(_EVERYONE),
    Role.FINANCE: frozenset(_EVERYONE),
    Role.ADMINISTRATOR: frozenset(
        _EVERYONE | {Power.SEE_MESSAGES, Power.RUN_GROUP, Power.SEE_TRAIL, Power.WRITE_CONSENT, Power.KEEP_RECORDS}
    ),
}


def powers_of(roles: Iterable[Role]) -> frozenset[Power]:
    """Return every power that these roles bring together."""
    return frozenset().union(*(GRANTS[Role(role)] for role in roles))


def roles_with(power: Power) -> list[Role]:
    """Return the roles that have this power, in the order of the table."""
    return [role for role, powers in GRANTS.items() if power in powers]
