"""Packs bound into one PDF are tagged as each part was: by page, with bookmarks, and with headers of tables."""

import io

import pikepdf
import pypdfium2 as pdfium
import pytest

from supportgroup.documents.binding import Book, covered
from supportgroup.documents.pdf import compile_pdf, unfolded
from supportgroup.documents.sections import read
from surveys.mailing.typesetting import AT_ONCE, YELLOW_SLIP, pages_of, typeset
from surveys.questionnaire.kinds import on_paper
from surveys.questionnaire.phrases import ON_YELLOW_SLIP
from tests.documents import sample
from tests.documents.paper import texts

GRID = {"number": 21, "kind": "grid", "text": "How much?", "help": "", "why": "", "details": {"statements": "A\nB"}}
TRICKY = "(12 0 R) \\ 100% /StructParents 3"


def run(count):
    """So many packs, more than are set at once, every fifth in large print; two of their words look like a PDF's own."""
    letters = [sample.one_letter(n, greeting=f"Dear Person {n}", text_size=12 if n % 5 else 18) for n in range(count)]
    letters[1]["record_number"] = TRICKY
    form = sample.questionnaire()
    options = [{"code": code, "text": code, "go_to": None, "alone": False} for code in "ab"]
    form["questions"] += on_paper([GRID | {"options": options}])
    slip = {"address": "westbrook.example/group", "times": ["yellow_evening"], "months": 12, "lang": "en", "dir": "ltr"}
    slip["words"] = ON_YELLOW_SLIP
    return sample.print_run(*letters, questionnaire=form, yellow_slip=slip)


@pytest.fixture(scope="module")
def bound():
    return typeset(run(AT_ONCE + 2), title="Letters (50%)")


@pytest.fixture(scope="module")
def opened(bound):
    with pikepdf.open(io.BytesIO(bound)) as pdf:
        yield pdf


def test_the_book_is_a_sound_pdf_that_says_its_language_and_title(opened):
    assert opened.check_pdf_syntax() == []
    assert (str(opened.Root.Lang), str(opened.docinfo["/Title"])) == ("en-GB", "Letters (50%)")
    assert opened.Root.MarkInfo.Marked
    assert opened.Root.ViewerPreferences.DisplayDocTitle
    assert opened.open_metadata()["pdfuaid:part"] == "1"
    assert b"<xmpTPg:NPages>%d<" % len(opened.pages) in opened.Root.Metadata.read_bytes()


@pytest.mark.parametrize(("double_sided", "first"), [(True, 2), (False, 1)])
def test_a_cover_lies_on_a_sheet_of_its_own(double_sided, first):
    cover = compile_pdf(
        YELLOW_SLIP, {"sender": run(2)["sender"], "yellow_slip": run(2)["yellow_slip"], "text_size": 12}, title="On top"
    )
    pages = texts(typeset(run(2) | {"double_sided": double_sided}, title="Letters", cover=cover))

    assert pages[0] == texts(cover)[0]
    assert "Dear Person 0" in pages[first]
    assert pages[1:first] == [""] * (first - 1)


def test_a_few_letters_of_any_kind_are_covered_too(bound):
    cover = compile_pdf(
        YELLOW_SLIP, {"sender": run(2)["sender"], "yellow_slip": run(2)["yellow_slip"], "text_size": 12}, title="On top"
    )
    covered_twice = texts(covered(cover, cover))

    assert covered_twice == [texts(cover)[0], "", texts(cover)[0]]
    assert covered(cover, None) == cover


def test_packs_stand_in_the_order_of_the_letters_with_a_bookmark_each(bound, opened):
    pages = texts(bound)
    begin = [at for at, page in enumerate(pages) if "Dear Person" in page]
    marks = list(pdfium.PdfDocument(bound).get_toc())

    assert [pages[at].split("Dear Person ")[1].split()[0] for at in begin] == [str(n) for n in range(AT_ONCE + 2)]
    assert all(at % 2 == 0 for at in begin)
    assert [mark.get_dest().get_index() for mark in marks] == begin
    assert [mark.get_title() for mark in marks][:3] == ["QVT0-K", TRICKY, "QVT2-K"]


def test_each_page_is_drawn_as_it_was_set_by_itself(bound):
    own = run(AT_ONCE + 2)
    last = typeset({**own, "letters": own["letters"][-1:]}, title="One pack")

    assert texts(bound)[-len(texts(last)) :] == texts(last)
    assert pages_of(own) == len(texts(bound))


def pages_of_tag(tag):
    """Where a tag stands: on one page, or, such as a list, on others too."""
    return {tag.Pg.objgen} | {kid.Pg.objgen for kid in tag.K if hasattr(kid, "keys") and "/Pg" in kid}


def test_every_tag_belongs_to_the_page_that_it_stands_for(opened):
    tree = opened.Root.StructTreeRoot
    by_key = dict(pikepdf.NumberTree(tree.ParentTree).items())
    keyed = [page for page in opened.pages if "/StructParents" in page]

    assert len({int(page.StructParents) for page in keyed}) == len(keyed) == len(by_key)
    for page in keyed:
        assert all(page.objgen in pages_of_tag(tag) for tag in by_key[int(page.StructParents)])
    empty = [page for page in opened.pages if "/StructParents" not in page]
    assert len(empty) + len(keyed) == len(opened.pages)
    assert not any("/Contents" in page and page.Contents.read_bytes() for page in empty)


def test_tags_are_read_in_the_order_of_the_pages(opened):
    places = {page.objgen: at for at, page in enumerate(opened.pages)}
    (document,) = opened.Root.StructTreeRoot.K
    read_on = [places[tag.Pg.objgen] for tag in document.K if "/Pg" in tag]

    assert read_on == sorted(read_on)
    assert all(tag.P.objgen == document.objgen for tag in document.K)


def test_the_headers_of_a_table_are_named_once_in_the_whole_book(opened):
    named = dict(pikepdf.NameTree(opened.Root.StructTreeRoot.IDTree).items())
    cells = [thing for thing in opened.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/TH"]

    assert len(cells) == len(named) > AT_ONCE
    assert all(str(tag.ID) == name for name, tag in named.items())


def test_what_a_form_draws_is_in_the_file_once_for_each_size_of_print(bound, opened):
    first = [page for page, words in zip(opened.pages, texts(bound), strict=True) if "Page 1 of" in words]

    assert len(first) == AT_ONCE + 2
    assert len({page.Contents.objgen for page in first}) == 2


def test_the_same_run_makes_the_same_bytes(bound):
    assert typeset(run(AT_ONCE + 2), title="Letters (50%)") == bound


def test_letters_for_the_print_service_have_no_marks_for_folding_though_another_thread_sets_them():
    letter = sample.print_run(enclosed=False)
    folded = typeset(letter, title="Letter")
    with unfolded():
        assert len(typeset(letter, title="Letter")) < len(folded)


def test_a_book_without_a_page_and_a_pdf_without_tags_are_refused():
    with pytest.raises(ValueError, match="must have a page"):
        Book().finished()
    blank = pikepdf.new()
    blank.add_blank_page()
    blank.save(kept := io.BytesIO())
    with pytest.raises(ValueError, match="not tagged"):
        read(kept.getvalue())
    assert len(read(compile_pdf(YELLOW_SLIP, {**run(2), "text_size": 12}, title="Slip")).pages) == 1
