"""Every change of a mailing: choosing and sending, what became of each person, the close."""

from .calls import log_call, take_back_call
from .checking import make_check_list
from .choosing import choose, record_deceased_check
from .closing import rewrite_list
from .moving import move_wave
from .outcomes import mark_replied, meet_wish, opt_out, record_slip, take_back_slip
from .preparing import prepare_wave
from .recoding import send_new_code, withdraw_key
from .returned_letters import mark_returned, take_back_returned
from .sending import planned_days, send_invitations
from .volunteers import SLIP_PAGE, change_slip, delete_slip, keep_slip, set_changed_mind, take_slip
from .waves import start_wave

__all__ = [
    "SLIP_PAGE",
    "change_slip",
    "choose",
    "delete_slip",
    "keep_slip",
    "log_call",
    "make_check_list",
    "mark_replied",
    "mark_returned",
    "meet_wish",
    "move_wave",
    "opt_out",
    "planned_days",
    "prepare_wave",
    "record_deceased_check",
    "record_slip",
    "rewrite_list",
    "send_invitations",
    "send_new_code",
    "set_changed_mind",
    "start_wave",
    "take_back_call",
    "take_back_returned",
    "take_back_slip",
    "take_slip",
    "withdraw_key",
]
