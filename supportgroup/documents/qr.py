"""QR codes (ISO/IEC 18004), always black on white, never a micro code: many phones cannot read those."""

import segno

QUIET_ZONE = 4

# Trying all eight masks would take four fifths of the time of a print run. Readers decode any of them; for links like
# ours this one is on average within 4 % of the best penalty the standard counts.
MASK = 4


def svg(text: str, *, error: str, border: int = QUIET_ZONE) -> str:
    """Return a QR code of the text as an SVG element without a size: whoever places it gives the width.

    error: the least correction level, "L", "M", "Q" or "H"; a higher one is taken where it costs no space.
    border: white modules around it; the standard asks for 4, so give less only where the paper around stays white.
    """
    square = segno.make_qr(text, error=error, mask=MASK)
    return square.svg_inline(border=border, omitsize=True, svgclass=None, lineclass=None)
