"""The one accent colour of the Trust, and whether white words can be read on it."""

import re

HEX = re.compile(r"#[0-9a-fA-F]{6}")
# WCAG 2.2, 1.4.3: ordinary text needs 4.5 to 1.
READABLE = 4.5
# sRGB: below this share of full brightness a channel is linear, above it a power (IEC 61966-2-1).
LINEAR_BELOW = 0.04045


def is_hex(colour: str) -> bool:
    """Return whether this is a colour as #rrggbb."""
    return HEX.fullmatch(colour) is not None


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= LINEAR_BELOW else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio, 1 to 21, of two #rrggbb colours (WCAG 2.2 relative luminance)."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def why_not_accent(colour: str) -> str | None:
    """Return why this cannot be the accent colour, or None if it can."""
    if not is_hex(colour):
        return "The accent colour must be written as #rrggbb."
    if contrast(colour, "#ffffff") < READABLE:
        return "White words could not be read on this accent colour: choose a darker one."
    return None
