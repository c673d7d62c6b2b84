"""Whether a phone number can be sent a text message: a mobile that could exist, written so that anybody can dial it."""

import phonenumbers

NOT_A_MOBILE = "There is no mobile number on record that a text message can be sent to."
_MOBILE = phonenumbers.PhoneNumberType.MOBILE
_INVENTED = range(447700900000, 447700901000)
"""Numbers kept for drama: nobody has them, so the demo and the tests may."""


def mobile(typed: str) -> str | None:
    """Return a mobile number as +447700900123, or None for what is none; numbers without + are of the UK."""
    try:
        number = phonenumbers.parse(typed, "GB")
    except phonenumbers.NumberParseException:
        return None
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    is_mobile = phonenumbers.is_valid_number(number) and phonenumbers.number_type(number) == _MOBILE
    return written if is_mobile or int(written) in _INVENTED else None
