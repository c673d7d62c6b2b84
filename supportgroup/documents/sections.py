"""A tagged PDF of Typst taken apart, so that its pages can be bound into a book, also more than once.

What a page draws (words, fonts, pictures) is *shared* by all copies. The page itself and its tags are each copy's
*own*: a tag belongs to one page only (ISO 32000-1, 14.7). Every object is kept as the bytes that will be written,
with gaps where a number depends on the copy.
"""

import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

CATALOG, PAGES, TAGS, DOCUMENT = 1, 2, 3, 4
"""The numbers that these objects have in every book; those of a section give way to them."""

IN_CATALOGUE = ("Lang", "MarkInfo", "ViewerPreferences")
"""What every book says as its first section does."""

OWN, SHARED, FIXED, KEY, NAME, REFERENCE = range(6)
"""What goes into a gap: an object of this copy, of all copies, of the book; a page's key; the number of the copy, in
a name; and, until it is known which of these it is, the number of an object."""

# Strings are stepped over: "12 0 R" in somebody's words refers to nothing.
_TOKEN = re.compile(
    rb"(\((?:\\.|[^\\()])*\))|(?<![\w.+-])(\d+) 0 R\b"
    rb"|(?:(?<=/StructParents )|(?<=/StructParent ))(\d+)",
    re.DOTALL,
)
_REFERENCE = re.compile(rb"(?<![\w.+-])(\d+)(?= 0 R\b)")


@dataclass(frozen=True)
class Gaps:
    """Bytes with gaps for numbers. form: as the operator % wants it. gaps: what goes into each, and what is added."""

    form: bytes
    gaps: tuple[tuple[int, int], ...]

    def filled(self, bases: Sequence[int]) -> bytes:
        """Return the bytes of one copy. bases: by what goes into a gap, the number to add to."""
        return self.form % tuple([bases[kind] + number for kind, number in self.gaps])

    @property
    def references(self) -> list[int]:
        return [number for kind, number in self.gaps if kind == REFERENCE]

    def placed(self, places: Mapping[int, tuple[int, int]]) -> "Gaps":
        """Return the same with each object's number replaced by its place."""
        return Gaps(self.form, tuple([places[gap[1]] if gap[0] == REFERENCE else gap for gap in self.gaps]))


def cut(body: bytes, names: Collection[bytes]) -> Gaps:
    """Cut the bytes of an object where a number depends on the copy. names: strings that each copy has its own of."""
    if b"(" not in body and b"/StructParent" not in body:
        plain = _REFERENCE.split(body.replace(b"%", b"%%"))
        return Gaps(b"%d".join(plain[::2]), tuple([(REFERENCE, int(number)) for number in plain[1::2]]))
    pieces: list[bytes] = []
    gaps, done = [], 0
    for found in _TOKEN.finditer(body):
        string, number, key = found.groups()
        if string in names:
            gaps.append((NAME, 0))
            pieces += (body[done : found.start() + 1], b"%08d ")
            done = found.start() + 1
        elif number or key:
            gaps.append((REFERENCE, int(number)) if number else (KEY, int(key)))
            pieces += (body[done : found.start()], b"%d")
            done = found.end(2 if number else 3)
    pieces.append(body[done:])
    return Gaps(b"".join(p if at % 2 else p.replace(b"%", b"%%") for at, p in enumerate(pieces)), tuple(gaps))


@dataclass(frozen=True, eq=False)
class Section:
    """own, shared: their objects, shared ones with the raw bytes of a stream or None. pages: by place among `own`.

    tags: for each page, the tags at the top that begin on it. keys: the tags of a page by its key; names: of table
    headers. starts: the pages that bookmarks of the first level lead to. facts: what the catalogue says.
    """

    own: list[Gaps]
    shared: list[tuple[Gaps, bytes | None]]
    pages: list[int]
    tags: list[list[int]]
    keys: list[tuple[int, Gaps]]
    names: list[tuple[Gaps, Gaps]]
    starts: list[int]
    facts: Mapping[str, bytes]


def read(pdf: bytes) -> Section:
    """Take a PDF apart. Raises ValueError where it is not tagged as Typst tags."""
    import pikepdf  # 20 MB, which a process of the website that prints nothing has no use for

    with pikepdf.open(io.BytesIO(pdf)) as source:
        return _read(source, pikepdf.Stream)


def _read(source: Any, stream: Any) -> Section:
    tree, pages = source.Root.get("/StructTreeRoot"), [page.obj for page in source.pages]
    if tree is None or len(tree.K) != 1 or not all(kid.is_indirect for kid in tree.K[0].K):
        raise ValueError("This PDF is not tagged as one document.")
    document, keys = tree.K[0], list(_pairs(tree.ParentTree.Nums))
    names = list(_pairs(tree.IDTree.Names)) if "/IDTree" in tree else []
    fixed = {_number(tree): TAGS, _number(document): DOCUMENT} | {_number(page.Parent): PAGES for page in pages}
    roots = {*map(_number, [*pages, *document.K]), *(_number(tags) for _, tags in keys)}
    words = {name.unparse() for name, _ in names}
    bodies, raw = _reached(source, roots, fixed, stream, words)
    own = sorted(_that_lead_to(roots | set(fixed), bodies))
    shared = sorted(set(bodies) - set(own))
    places = {number: (OWN, at) for at, number in enumerate(own)}
    places |= {number: (SHARED, at) for at, number in enumerate(shared)}
    places |= {number: (FIXED, at) for number, at in fixed.items()}

    def placed(thing: Any) -> Gaps:
        return cut(thing.unparse(), words).placed(places)

    return Section(
        own=[bodies[number].placed(places) for number in own],
        shared=[(bodies[number].placed(places), raw.get(number)) for number in shared],
        pages=[places[_number(page)][1] for page in pages],
        tags=_tags_by_page(document, pages, places),
        keys=[(int(key), placed(tags)) for key, tags in keys],
        names=[(placed(name), placed(tag)) for name, tag in names],
        starts=_starts(source.Root, pages),
        facts=_facts(source),
    )


def _reached(
    source: Any, roots: Collection[int], fixed: Collection[int], stream: Any, names: Collection[bytes]
) -> tuple[dict[int, Gaps], dict[int, bytes]]:
    """Return what can be reached from these objects without the fixed ones, and the raw bytes of the streams."""
    bodies: dict[int, Gaps] = {}
    raw: dict[int, bytes] = {}
    waiting = list(roots)
    while waiting:
        number = waiting.pop()
        if number in bodies or number in fixed:
            continue
        thing = source.get_object(number, 0)
        if isinstance(thing, stream):
            raw[number] = thing.read_raw_bytes()
            thing = thing.stream_dict
        bodies[number] = cut(thing.unparse(resolved=True), names)
        waiting += bodies[number].references
    return bodies, raw


def _that_lead_to(roots: Collection[int], bodies: Mapping[int, Gaps]) -> set[int]:
    """Return the objects that are one of these or refer to one, also by way of others."""
    users: dict[int, list[int]] = {}
    for number, body in bodies.items():
        for used in body.references:
            users.setdefault(used, []).append(number)
    found: set[int] = set()
    waiting = list(roots)
    while waiting:
        number = waiting.pop()
        if number not in found:
            found.add(number)
            waiting += users.get(number, [])
    return found & set(bodies)


def _tags_by_page(document: Any, pages: Sequence[Any], places: Mapping[int, tuple[int, int]]) -> list[list[int]]:
    tags: dict[int, list[int]] = {_number(page): [] for page in pages}
    at = next(iter(tags))
    for tag in document.K:
        at = _page_of(tag) or at
        tags[at].append(places[_number(tag)][1])
    return list(tags.values())


def _page_of(tag: Any) -> int | None:
    """Return on which page a tag begins; None where it holds nothing."""
    if "/Pg" in tag:
        return _number(tag.Pg)
    kids = tag.get("/K", [])
    return next((page for kid in kids if hasattr(kid, "keys") and (page := _page_of(kid))), None)


def _starts(root: Any, pages: Sequence[Any]) -> list[int]:
    places = {_number(page): at for at, page in enumerate(pages)}
    starts, item = [], root.Outlines.get("/First") if "/Outlines" in root else None
    while item is not None:
        starts.append(places[_number(item.Dest[0])])
        item = item.get("/Next")
    return starts


def _facts(source: Any) -> dict[str, bytes]:
    said = {name: source.Root["/" + name].unparse(resolved=True) for name in IN_CATALOGUE}
    return said | {
        "RoleMap": source.Root.StructTreeRoot.RoleMap.unparse(resolved=True),
        "Metadata": source.Root.Metadata.read_bytes(),
        "Info": source.trailer.Info.unparse(resolved=True),
    }


def _pairs(flat: Any) -> Iterator[tuple[Any, Any]]:
    entries = iter(flat)
    return zip(entries, entries, strict=True)


def _number(thing: Any) -> int:
    return int(thing.objgen[0])
