"""Results as a file: counts after disclosure, never rows of answers. CSV, XLSX. Pure.

A row of answers to 20 questions is as good as a name in a group of 100 (see the decision note), so none leaves.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from surveys.themes.shown import Themed

from .codebook import SHEETS, Row
from .decision import likely_share
from .figures import Result, Words
from .releasing import Breakdown

HIDDEN = "hidden"
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_FORBIDDEN = {code: None for code in range(32) if chr(code) not in "\t\n"}
RESULTS, BREAKDOWNS = tuple(SHEETS["results"]), tuple(SHEETS["breakdowns"])
THEMES, QUOTATIONS = tuple(SHEETS["themes"]), tuple(SHEETS["quotations"])


def result_rows(results: Iterable[Result], *, asked: int) -> Iterator[Row]:
    """Yield a row for each answer of each question, as the pages show it; a hidden question has one row."""
    for result in results:
        figures = result.figures
        begins = [str(result.number), result.of, result.text]
        if figures.hidden:
            yield [*begins, "", HIDDEN, "", "", "", "", figures.hidden]
            continue
        left_out = "; ".join(result.notes)
        for part in figures.parts:
            low, high = likely_share(part, base=figures.base or 0, asked=asked).shares
            shares = [round(100 * share, 1) for share in (part.share, low, high)]
            yield [*begins, part.text, part.count, *shares, figures.base or 0, left_out]
        for words in result.words:
            wrote = f"Wrote something: {words.about}" if words.about else "Wrote something"
            yield [*begins, wrote, words.count, "", "", "", "", ""]


def breakdown_rows(breakdowns: Iterable[Breakdown]) -> Iterator[Row]:
    """Yield a row for each cell of each breakdown; a hidden one says so."""
    for one in breakdowns:
        table = one.table
        for row, answer in enumerate(table.rows):
            for column, group in enumerate(table.columns):
                count = table.cells[row][column]
                shown = [HIDDEN if count is None else count, table.row_totals[row], table.column_totals[column]]
                shown = shown if table.base else [HIDDEN] * 3
                yield [one.number, one.text, one.across_text, group, answer, *shown, table.hidden]


def theme_rows(results: Iterable[Result]) -> Iterator[Row]:
    """Yield a row for each theme of what people wrote, as the pages show it; a hidden field has one row."""
    for result, words, themes in _themed(results):
        figures, begins = themes.figures, [str(result.number), words.about or result.text]
        if figures.hidden:
            yield [*begins, "", "", HIDDEN, "", "", figures.hidden]
        for part in figures.parts:
            about, base = themes.abouts[part.text], figures.base or 0
            yield [*begins, part.text, about, part.count, round(100 * part.share, 1), base, ""]


def quotation_rows(results: Iterable[Result]) -> Iterator[Row]:
    """Yield a row for each quotation, with nothing about who wrote it."""
    for result, words, themes in _themed(results):
        for theme, quotes in themes.quoted:
            yield from ([str(result.number), words.about or result.text, theme, said] for said in quotes)


def theme_codes(results: Iterable[Result], *, version: int, edition: str) -> Iterator[Row]:
    """Yield a row of the code book for each theme: its name and what belongs to it. edition: whose words are asked."""
    for result, words, themes in _themed(results):
        for part in themes.figures.parts:
            about = themes.abouts[part.text]
            named = f"{part.text}: {about}" if about else part.text
            yield [
                version,
                edition,
                str(result.number),
                result.of,
                words.about or result.text,
                "Theme",
                "",
                named,
                "yes",
            ]


def _themed(results: Iterable[Result]) -> Iterator[tuple[Result, Words, Themed]]:
    return ((result, words, words.themes) for result in results for words in result.words if words.themes)


def as_csv(heading: Row, rows: Iterable[Row]) -> Iterator[bytes]:
    """Yield a CSV file line by line, as Excel opens it. No cell can begin a formula."""
    yield "\ufeff".encode()
    for row in chain([heading], rows):
        line = io.StringIO()
        csv.writer(line).writerow([harmless(cell) for cell in row])
        yield line.getvalue().encode()


def as_workbook(sheets: Mapping[str, tuple[Row, Iterable[Row]]]) -> bytes:
    """Return an XLSX file with these sheets: {its name: (heading, rows)}. Every text is stored as a text."""
    import openpyxl  # 12 MB, which a process of the website that makes no workbook has no use for

    book = openpyxl.Workbook(write_only=True)
    for name, (heading, rows) in sheets.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        sheet.append([_cell(sheet, text, bold=True) for text in heading])
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def harmless(cell: str | float) -> str | float:
    """Return a cell that no spreadsheet program takes for a formula, nor breaks on."""
    if not isinstance(cell, str):
        return cell
    words = cell.translate(_FORBIDDEN)
    return f"'{words}" if words.lstrip().startswith(_BEGINS_A_FORMULA) or words.startswith(("\t", "\n")) else words


def _cell(sheet: Any, value: str | float, *, bold: bool = False) -> Any:
    from openpyxl.cell import WriteOnlyCell  # beside its book
    from openpyxl.styles import Font

    cell = WriteOnlyCell(sheet, value=harmless(value))
    if isinstance(value, str):
        cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell
