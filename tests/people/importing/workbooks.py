"""Workbooks as programs save them, the good and the bad."""

import datetime
import io
import zipfile

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

HEADER = ["First name", "Last name", "Date of birth", "NHS number", "Phone"]
BORN = datetime.date(1960, 4, 3)
ADA = ["Ada", "Okoro", BORN, 9990000018, 7700900982]
EVE = ["Eve", "Stone", datetime.date(1988, 3, 12), 9990000026, "01632 960 001"]


def saved(book):
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def xlsx(*rows, change=lambda book: None):
    """Return an Excel workbook; change: does something to it before it is saved."""
    book = openpyxl.Workbook()
    book.active.title = "Patients"
    for row in rows:
        book.active.append(row)
    change(book)
    return saved(book)


def xls(*rows, change=lambda book: None):
    """Return an old Excel workbook."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Patients")
    for line, row in enumerate(rows):
        for column, value in enumerate(row):
            style = (
                xlwt.easyxf(num_format_str="DD/MM/YYYY")
                if isinstance(value, datetime.date)
                else xlwt.Style.default_style
            )
            sheet.write(line, column, value, style)
    change(book)
    return saved(book)


def ods(*rows, hidden=(), formulas=(), times=1):
    """Return an OpenDocument sheet. hidden: lines. formulas: cells without a value. times: the last row repeated."""
    book = OpenDocumentSpreadsheet()
    table = Table(name="Patients")
    for line, values in enumerate(rows, start=1):
        told = {"visibility": "collapse"} if line in hidden else {}
        if line == len(rows) and times > 1:
            told["numberrowsrepeated"] = times
        row = TableRow(**told)
        for column, value in enumerate(values):
            row.addElement(TableCell(formula="of:=1+1") if (line, column) in formulas else _ods_cell(value))
        table.addElement(row)
    book.spreadsheet.addElement(table)
    return saved(book)


def _ods_cell(value):
    if isinstance(value, datetime.date):
        return TableCell(valuetype="date", datevalue=value.isoformat())
    if isinstance(value, (int, float)):
        return TableCell(valuetype="float", value=str(value))
    cell = TableCell(valuetype="string")
    cell.addElement(P(text=value))
    return cell


def rewritten(data, path, change):
    """Return a packed file in which one part is another: change(bytes) -> bytes."""
    came, made = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in came.namelist():
            packed.writestr(name, change(came.read(name)) if name == path else came.read(name))
    return made.getvalue()
