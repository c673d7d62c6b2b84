"""How often something may be tried without an account, for each address and overall: counted in the cache of all."""

from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from supportgroup import clock

from .visitor import address_of


@dataclass(frozen=True)
class Tries:
    """A limit. window: in seconds, after which it begins anew."""

    name: str
    window: int
    per_address: int
    overall: int

    def are_used_up(self, request: HttpRequest) -> bool:
        """Tell whether there may be no more now, from this address or at all."""
        return self._is_full(self._of_address(request), self.per_address) or self._is_full("overall", self.overall)

    def count(self, request: HttpRequest) -> None:
        """Count one."""
        self._take_place(self._of_address(request), self.per_address)
        self._take_place("overall", self.overall)

    def _of_address(self, request: HttpRequest) -> str:
        # The cache must not keep an address that belongs to a person.
        return salted_hmac(f"{self.name} limits", address_of(request), algorithm="sha256").hexdigest()[:32]

    def _key(self, who: str) -> str:
        return f"{self.name}:{who}:{int(clock.now().timestamp()) // self.window}"

    def _is_full(self, who: str, limit: int) -> bool:
        return cache.get(f"{self._key(who)}:{limit}") is not None

    def _take_place(self, who: str, limit: int) -> None:
        """Take the next free place. `add` takes one only once, so workers that count at once lose no count."""
        key = self._key(who)
        for place in range(cache.get(key, 0) + 1, limit + 1):
            if cache.add(f"{key}:{place}", 1, timeout=self.window):
                cache.set(key, place, timeout=self.window)
                return
