"""Wrong typed codes are limited, for each address and overall, counted in the cache that all workers share.

With 22 letters in 8 places, 1,000 live codes and every allowed guess used day and night, one code is found in about 15
years. A right code costs nothing; links are not limited: nobody guesses 128 bits.
"""

from django.http import HttpRequest

from supportgroup.access.tries import Tries

WINDOW = 15 * 60
PER_ADDRESS = 10
OVERALL = 100
_WRONG_CODES = Tries("wrong-codes", window=WINDOW, per_address=PER_ADDRESS, overall=OVERALL)


def too_many_wrong_codes(request: HttpRequest) -> bool:
    """Tell whether no more codes may be tried now, from this address or at all."""
    return _WRONG_CODES.are_used_up(request)


def count_wrong_code(request: HttpRequest) -> None:
    """Count one wrong code."""
    _WRONG_CODES.count(request)
