"""Which characters our fonts can draw.

PDF/UA forbids a page with a character that no font draws, so one name could stop a whole print run. What cannot be
drawn becomes an empty square that a person sees when the letters are looked through.
"""

import struct
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
FAMILIES = (
    "LiberationSans", "NotoNaskhArabic", "NotoSansBengali", "NotoSansGurmukhi", "NotoSansDevanagari",
    "NotoSansGujarati", "NotoSansTamil", "NotoSansTelugu", "NotoSansKannada", "NotoSansMalayalam", "NotoSansHebrew",
    "NotoSansEthiopic", "NotoSansThai", "NotoSansGeorgian", "NotoSansArmenian",
)  # fmt: skip
"""The fonts in the order in which a sheet asks them; `templates/documents/sheet.typ` names the same."""
EMPTY_SQUARE = "\u25a1"
LAID_OUT = "\n\t"
JOINERS = "\u200c\u200d"
"""Between letters that join they say whether these do; between others they say nothing."""
JOINING = range(0x600, 0xDFF)
"""Arabic and the scripts of India: where letters join."""
LAST_SEGMENT = 0xFFFF  # closes the map and stands for no character


def drawable(text: str) -> str:
    """Return the text composed (NFC), without control and format characters, with □ for each we cannot draw."""
    composed = unicodedata.normalize("NFC", text)
    if composed.isascii() and composed.isprintable():
        return composed
    return "".join(_drawn(character, before) for before, character in zip(f" {composed}", composed, strict=False))


def lacking(texts: Iterable[str]) -> str:
    """Return the characters of these texts that no font of ours draws, each once, in the order they come.

    They would print as □. What has no shape of its own, such as a mark of direction, is not among them.
    """
    composed = unicodedata.normalize("NFC", "\n".join(texts))
    return "".join(one for one in dict.fromkeys(composed) if _drawn(one, " ") == EMPTY_SQUARE != one)


def _drawn(character: str, before: str) -> str:
    if character in LAID_OUT or (character in JOINERS and ord(before) in JOINING):
        return character
    if unicodedata.category(character) in ("Cc", "Cf"):
        return ""
    return character if ord(character) in _covered() else EMPTY_SQUARE


@cache
def _covered() -> frozenset[int]:
    """Code points that the regular and the bold face of one of our fonts both have."""
    return frozenset().union(
        *(_code_points(f"{family}-Regular.ttf") & _code_points(f"{family}-Bold.ttf") for family in FAMILIES)
    )


def _code_points(name: str) -> frozenset[int]:
    """Read the Unicode character map (OpenType `cmap`, format 4: the basic plane) of a font file."""
    font = (FONTS / name).read_bytes()
    tables = struct.unpack_from(">H", font, 4)[0]
    records = (struct.unpack_from(">4sIII", font, 12 + 16 * number) for number in range(tables))
    cmap = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    count = struct.unpack_from(">H", font, cmap + 2)[0]
    subtables = (struct.unpack_from(">HHI", font, cmap + 4 + 8 * number) for number in range(count))
    return _format_4(font, next(cmap + offset for platform, kind, offset in subtables if (platform, kind) == (3, 1)))


def _format_4(font: bytes, start: int) -> frozenset[int]:
    double_segments = struct.unpack_from(">H", font, start + 6)[0]
    segments = double_segments // 2
    ends_at, starts_at = start + 14, start + 16 + double_segments
    ends = struct.unpack_from(f">{segments}H", font, ends_at)
    starts = struct.unpack_from(f">{segments}H", font, starts_at)
    covered = {code for first, last in zip(starts, ends, strict=True) for code in range(first, last + 1)}
    return frozenset(covered - {LAST_SEGMENT})
