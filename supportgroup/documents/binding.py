"""Sections bound into one book: a PDF of many pages that is tagged as they were, written down as they come.

A run of 1,000 packs has 300,000 objects, nearly all of them tags. Libraries that join PDFs hold every one; a book
keeps only where each was written (ISO 32000-1, 7.5.7 and 7.5.8), so its memory hardly grows with the run.
"""

import hashlib
import io
import re
import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from .sections import CATALOG, DOCUMENT, IN_CATALOGUE, KEY, NAME, OWN, PAGES, SHARED, TAGS, Section, read

COVER = "Count sheet"
"""The bookmark of the sheet that lies on top of a pile."""
BLANK = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 595.2756 841.8898]/Resources<<>>/Tabs/S>>" % PAGES
IN_ONE_STREAM = 1000
ROW = 7
"""Bytes that say where one object is."""
_OF_ONE_FILE = re.compile(rb"(<xmpTPg:NPages>|<xmpMM:(?:Instance|Document)ID>)[^<]*")


@dataclass(frozen=True)
class Leaf:
    """One page of a book: the numbers of its object and of the tags that begin on it."""

    page: int
    tags: tuple[int, ...]


class Book:
    """A PDF that is being written. Pages stand in the order in which they are added."""

    def __init__(self) -> None:
        self._file = io.BytesIO()
        self._file.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        self._places = bytearray(_place(0, 0, 65535) + bytes(ROW * DOCUMENT))
        self._waiting: list[tuple[int, bytes]] = []
        self._copies = self._keys = 0
        self._known: WeakKeyDictionary[Section, int] = WeakKeyDictionary()
        self._leaves: list[Leaf] = []
        self._marks: list[tuple[str, int]] = []
        self._key_nodes: list[int] = []
        self._name_nodes: list[int] = []
        self._facts: dict[str, bytes] = {}

    def __len__(self) -> int:
        return len(self._leaves)

    def copy_of(self, section: Section) -> list[Leaf]:
        """Write one copy of a section and return its pages; they are in the book once they are added."""
        self._facts = self._facts or dict(section.facts)
        bases = [0] * (NAME + 1)
        bases[NAME], bases[KEY] = self._copies, self._keys
        if section not in self._known:
            self._known[section] = bases[SHARED] = self._numbers(len(section.shared))
            for at, (gaps, raw) in enumerate(section.shared):
                self._write(bases[SHARED] + at, gaps.filled(bases), raw)
        bases[SHARED], bases[OWN] = self._known[section], self._numbers(len(section.own))
        for at, gaps in enumerate(section.own):
            self._write(bases[OWN] + at, gaps.filled(bases))
        self._note_tags(section, bases)
        return [
            Leaf(bases[OWN] + page, tuple(bases[OWN] + tag for tag in tags))
            for page, tags in zip(section.pages, section.tags, strict=True)
        ]

    def add(self, leaves: Iterable[Leaf], *, bookmark: str = "") -> None:
        """Put pages at the end of the book, under a bookmark if it has words."""
        added = list(leaves)
        if bookmark:
            self._marks.append((bookmark, added[0].page))
        self._leaves += added

    def lay_on_top(self, cover: bytes, *, double_sided: bool = True) -> None:
        """Begin the book with a sheet that is taken off first; printed on both sides its back is empty.

        cover: a PDF; what it says of its title and language is said of the book.
        """
        self.add(self.copy_of(read(cover)), bookmark=COVER)
        if double_sided:
            self.start_sheet()

    def start_sheet(self) -> None:
        """Let the next page begin a new sheet, printed on both sides: after an odd one comes an empty back."""
        if len(self) % 2:
            self.add([Leaf(self._new(BLANK), ())])

    def finished(self) -> bytes:
        """Return the PDF. ValueError where it has no page; nothing can be added afterwards."""
        if not self._leaves:
            raise ValueError("A book must have a page.")
        pages, tops = (
            _refs(leaf.page for leaf in self._leaves),
            _refs(tag for leaf in self._leaves for tag in leaf.tags),
        )
        self._write(PAGES, b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(self), pages))
        self._write(DOCUMENT, b"<</Type/StructElem/S/Document/P %d 0 R/K[%s]>>" % (TAGS, tops))
        names = b"/IDTree<</Kids[%s]>>" % _refs(self._name_nodes) if self._name_nodes else b""
        tags = b"/ParentTree<</Kids[%s]>>/ParentTreeNextKey %d" % (_refs(self._key_nodes), self._keys)
        roles = self._facts["RoleMap"]
        self._write(TAGS, b"<</Type/StructTreeRoot/K[%d 0 R]/RoleMap %s%s%s>>" % (DOCUMENT, roles, tags, names))
        parts = b"/Pages %d 0 R/StructTreeRoot %d 0 R/Metadata %d 0 R" % (PAGES, TAGS, self._metadata())
        said = b"".join(b"/%s %s" % (name.encode(), self._facts[name]) for name in IN_CATALOGUE)
        self._write(CATALOG, b"<</Type/Catalog%s%s%s>>" % (parts, said, self._bookmarks()))
        self._end(self._new(self._facts["Info"]))
        return self._file.getvalue()

    def _note_tags(self, section: Section, bases: Sequence[int]) -> None:
        """Write which tags a page's marks belong to, by its key, and what the headers of tables are called."""
        if section.keys:
            keys = [(bases[KEY] + key, tags.filled(bases)) for key, tags in section.keys]
            nums = b" ".join(b"%d %s" % pair for pair in keys)
            self._key_nodes.append(self._new(b"<</Limits[%d %d]/Nums[%s]>>" % (keys[0][0], keys[-1][0], nums)))
            self._keys = keys[-1][0] + 1
        if section.names:
            names = [(name.filled(bases), tag.filled(bases)) for name, tag in section.names]
            listed = b" ".join(b"%s %s" % pair for pair in names)
            self._name_nodes.append(self._new(b"<</Limits[%s %s]/Names[%s]>>" % (names[0][0], names[-1][0], listed)))
        self._copies += 1

    def _metadata(self) -> int:
        def mended(found: re.Match[bytes]) -> bytes:
            return found[1] + (b"%d" % len(self) if b"NPages" in found[1] else self._digest().encode())

        xml = _OF_ONE_FILE.sub(mended, self._facts["Metadata"])
        number = self._numbers(1)
        self._write(number, b"<</Type/Metadata/Subtype/XML/Length %d>>" % len(xml), xml)
        return number

    def _bookmarks(self) -> bytes:
        """Write the bookmarks and return what the catalogue says of them."""
        if not self._marks:
            return b""
        root, first = self._numbers(1), self._numbers(len(self._marks))
        last = first + len(self._marks) - 1
        for number, (words, page) in enumerate(self._marks, start=first):
            before = b"/Prev %d 0 R" % (number - 1) if number > first else b""
            after = b"/Next %d 0 R" % (number + 1) if number < last else b""
            title = words.encode("utf-16-be").hex().encode()
            entry = b"<</Title<feff%s>/Parent %d 0 R/Dest[%d 0 R/Fit]%s%s>>" % (title, root, page, before, after)
            self._write(number, entry)
        self._write(root, b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % (first, last, len(self._marks)))
        return b"/Outlines %d 0 R" % root

    def _numbers(self, count: int) -> int:
        """Return the first of so many numbers that nothing has yet."""
        self._places += bytes(ROW * count)
        return len(self._places) // ROW - count

    def _new(self, body: bytes) -> int:
        number = self._numbers(1)
        self._write(number, body)
        return number

    def _write(self, number: int, body: bytes, raw: bytes | None = None) -> None:
        if raw is not None:
            self._put(number, _place(1, self._file.tell(), 0))
            self._file.write(b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (number, body, raw))
            return
        self._waiting.append((number, body))
        if len(self._waiting) == IN_ONE_STREAM:
            self._write_waiting()

    def _write_waiting(self) -> None:
        """Write the objects that wait into one compressed stream."""
        stream, offset, heads = self._numbers(1), 0, []
        for at, (number, body) in enumerate(self._waiting):
            heads.append(b"%d %d" % (number, offset))
            self._put(number, _place(2, stream, at))
            offset += len(body) + 1
        head = b" ".join(heads) + b"\n"
        packed = zlib.compress(head + b"\n".join(body for _, body in self._waiting))
        facts = b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>"
        self._waiting = []
        self._write(stream, facts % (len(heads), len(head), len(packed)), packed)

    def _end(self, info: int) -> None:
        self._write_waiting()
        number, start = self._numbers(1), self._file.tell()
        self._put(number, _place(1, start, 0))
        rows = zlib.compress(self._places)
        name = self._digest().encode()
        facts = b"<</Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]/Filter/FlateDecode/Length %d>>"
        self._write(number, facts % (number + 1, CATALOG, info, name, name, len(rows)), rows)
        self._file.write(b"startxref\n%d\n%%%%EOF\n" % start)

    def _put(self, number: int, place: bytes) -> None:
        self._places[number * ROW : (number + 1) * ROW] = place

    def _digest(self) -> str:
        return hashlib.sha256(self._file.getbuffer()).hexdigest()[:32]


def covered(letters: bytes, cover: bytes | None) -> bytes:
    """Return the PDF of a few letters with a cover on top, or as it is without one."""
    if cover is None:
        return letters
    book = Book()
    book.lay_on_top(cover)
    book.add(book.copy_of(read(letters)))
    return book.finished()


def _place(kind: int, first: int, second: int) -> bytes:
    """Return where an object is: 1, the byte it begins at, 0; or 2, the stream it is in, how many stand before it."""
    return struct.pack(">BIH", kind, first, second)


def _refs(numbers: Iterable[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)
