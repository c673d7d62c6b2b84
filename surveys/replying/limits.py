"""Wrong typed codes are limited, for each address and overall, counted in the cache that all workers share.

With 22 letters in 8 places, 1,000 live codes and every allowed guess used day and night, one code is found in about 15
years. A right code costs nothing; links are not limited: nobody guesses 128 bits.
"""

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from supportgroup import clock
from supportgroup.access.visitor import address_of

WINDOW = 15 * 60
PER_ADDRESS = 10
OVERALL = 100


def too_many_wrong_codes(request: HttpRequest) -> bool:
    """Tell whether no more codes may be tried now, from this address or at all."""
    return _is_full(_of_address(request), PER_ADDRESS) or _is_full("overall", OVERALL)


def count_wrong_code(request: HttpRequest) -> None:
    """Count one wrong code."""
    _take_place(_of_address(request), PER_ADDRESS)
    _take_place("overall", OVERALL)


def _of_address(request: HttpRequest) -> str:
    # The cache must not keep an address that belongs to a person.
    return salted_hmac("surveys.replying limits", address_of(request), algorithm="sha256").hexdigest()[:32]


def _key(name: str) -> str:
    return f"wrong-codes:{name}:{int(clock.now().timestamp()) // WINDOW}"


def _is_full(name: str, limit: int) -> bool:
    return cache.get(f"{_key(name)}:{limit}") is not None


def _take_place(name: str, limit: int) -> None:
    """Take the next free place. `add` takes one only once, so workers that count at once lose no count."""
    key = _key(name)
    for place in range(cache.get(key, 0) + 1, limit + 1):
        if cache.add(f"{key}:{place}", 1, timeout=WINDOW):
            cache.set(key, place, timeout=WINDOW)
            return
