"""How long a text message is, in what the network counts: GSM-7 characters (3GPP TS 23.038), or UCS-2 units.

One message holds 160 characters; longer ones are joined from parts of 153 (306, 459, …). One character outside the
GSM alphabet turns the whole message into UCS-2: 70, then 67 a part.
"""

from dataclasses import dataclass

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_ESCAPED = frozenset("\f^{}\\[~]|€")
_GSM_ONE, _GSM_PART, _UCS_ONE, _UCS_PART = 160, 153, 70, 67


@dataclass(frozen=True)
class Length:
    """units: characters as they are counted. parts: how many messages it is joined from. plain: GSM-7, not UCS-2."""

    units: int
    parts: int
    plain: bool

    @property
    def in_words(self) -> str:
        """Return the length for those who look at the words."""
        one, part = (_GSM_ONE, _GSM_PART) if self.plain else (_UCS_ONE, _UCS_PART)
        fits = one if self.parts <= 1 else self.parts * part
        how = "" if self.plain else " It has a character that makes every message shorter."
        many = "1 text message" if self.parts <= 1 else f"{self.parts} text messages joined"
        return f"{self.units} of {fits} characters: sent as {many}.{how}"


def length_of(text: str) -> Length:
    """Return how long a text message is."""
    plain = all(character in _BASIC or character in _ESCAPED for character in text)
    if plain:
        units = sum(2 if character in _ESCAPED else 1 for character in text)
        return Length(units, _parts(units, _GSM_ONE, _GSM_PART), plain=True)
    units = len(text.encode("utf-16-be", "surrogatepass")) // 2
    return Length(units, _parts(units, _UCS_ONE, _UCS_PART), plain=False)


def _parts(units: int, one: int, part: int) -> int:
    return 1 if units <= one else -(-units // part)
