"""Powers by subject, in the order in which somebody asks: who may see people, who may send, who runs the group."""

from .choices import Power, Role
from .grants import roles_with

SUBJECTS: dict[str, tuple[Power, ...]] = {
    "People on the register": (
        Power.SEE_PEOPLE,
        Power.SEE_CLINICAL,
        Power.EDIT_PEOPLE,
        Power.IMPORT_PEOPLE,
        Power.MERGE_PEOPLE,
        Power.TAKE_OUT_PEOPLE,
        Power.SEE_MEMBERS,
        Power.SEE_WHO_LOOKED,
        Power.TRACE_PEOPLE,
    ),
    "What people have agreed to": (Power.RECORD_CONSENT, Power.WRITE_CONSENT),
    "Copies, erasure and complaints": (
        Power.ANSWER_REQUESTS,
        Power.HANDLE_COMPLAINTS,
        Power.ERASE_PEOPLE,
        Power.KEEP_RECORDS,
    ),
    "Surveys": (
        Power.SEE_SURVEYS,
        Power.WRITE_SURVEYS,
        Power.SEND_SURVEYS,
        Power.SEE_WHO_REPLIED,
        Power.KEY_FORMS,
        Power.SEE_RESULTS,
        Power.SCREEN_COMMENTS,
        Power.READ_COMMENTS,
        Power.FIND_THEMES,
    ),
    "Messages and letters": (Power.SEE_MESSAGES, Power.APPROVE_MESSAGES),
    "Running the group": (Power.SEE_TODAY, Power.RUN_GROUP, Power.SEE_TRAIL),
}
OTHER = "More"


def by_subject() -> list[tuple[str, list[tuple[Power, list[Role]]]]]:
    """Return each subject with its powers and the roles that have them; a power without a subject comes last."""
    placed = {power for powers in SUBJECTS.values() for power in powers}
    rest = tuple(power for power in Power if power not in placed)
    subjects = {**SUBJECTS, **({OTHER: rest} if rest else {})}
    return [(subject, [(power, roles_with(power)) for power in powers]) for subject, powers in subjects.items()]
