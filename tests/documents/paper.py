"""Reading a printed page back: its words with their places, and its ink. Millimetres from the top left corner."""

from dataclasses import dataclass

import pypdfium2 as pdfium
from PIL import Image

POINT = 25.4 / 72
DOTS = 10


@dataclass(frozen=True)
class Run:
    """One run of text as it is drawn."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def texts(pdf: bytes) -> list[str]:
    """Return the words of each page, spaces and line ends as one space."""
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pdfium.PdfDocument(pdf)]


def runs(pdf: bytes, page: int) -> list[Run]:
    """Return the text of one page (from 0) in the pieces in which it is drawn."""
    sheet = pdfium.PdfDocument(pdf)[page]
    height, words = sheet.get_height(), sheet.get_textpage()
    found = []
    for number in range(words.count_rects()):
        left, bottom, right, top = words.get_rect(number)
        found.append(
            Run(
                words.get_text_bounded(left, bottom, right, top).strip(),
                left * POINT,
                (height - top) * POINT,
                right * POINT,
                (height - bottom) * POINT,
            )
        )
    return [run for run in found if run.text]


def picture(pdf: bytes, page: int) -> Image.Image:
    """Return a page (from 0) in greys, DOTS to the millimetre."""
    return pdfium.PdfDocument(pdf)[page].render(scale=DOTS * POINT).to_pil().convert("L")


def darkest(image: Image.Image, left: float, top: float, right: float, bottom: float) -> int:
    """Return the darkest grey in a rectangle: 0 is black, 255 white."""
    box = tuple(round(edge * DOTS) for edge in (left, top, right, bottom))
    return int(image.crop(box).getextrema()[0])


def grey(image: Image.Image, across: float, down: float) -> int:
    """Return the grey at one place."""
    return int(image.getpixel((round(across * DOTS), round(down * DOTS))))


def modules(image: Image.Image, left: float, top: float, side: float, count: int) -> list[list[int]]:
    """Return a QR code as printed: 1 where the middle of a module is dark."""
    step = side / count
    return [
        [int(grey(image, left + (column + 0.5) * step, top + (row + 0.5) * step) < 128) for column in range(count)]
        for row in range(count)
    ]
