from hypothesis import given
from hypothesis import strategies as st

from supportgroup.uploads.choices import FileKind
from supportgroup.uploads.rules import LONGEST_NAME, Limits, tidy_name, why_not_kind, why_not_size

CSV = Limits(
    largest=10 * 1024 * 1024,
    kinds=frozenset({FileKind.TEXT}),
    wanted="a spreadsheet saved as CSV",
    advice={FileKind.WORKBOOK: "Save it as CSV."},
)


def test_a_file_is_taken_up_to_the_limit_and_not_a_byte_more():
    assert why_not_size(CSV.largest, CSV) is None
    assert (
        why_not_size(60 * 1024 * 1024, CSV)
        == "The file has 60 MB and the most we can take is 10 MB. Make it smaller, or divide it into several files."
    )
    assert why_not_size(CSV.largest + 1, CSV) is not None


def test_an_empty_file_is_not_taken():
    assert why_not_size(0, CSV) == "The file is empty. Choose another."


def test_another_kind_is_refused_with_what_to_do_instead():
    assert why_not_kind(FileKind.TEXT, CSV) is None
    assert (
        why_not_kind(FileKind.WORKBOOK, CSV)
        == "This is an Excel workbook or another packed file, not a spreadsheet saved as CSV. Save it as CSV."
    )
    assert why_not_kind(FileKind.PDF, CSV) == "This is a PDF, not a spreadsheet saved as CSV. Choose another file."


def test_of_a_name_only_what_can_be_shown_is_kept():
    assert tidy_name("../../etc/passwd") == "passwd"
    assert tidy_name("C:\\Users\\grace\\cohort.csv") == "cohort.csv"
    assert tidy_name("cohort\x00\n\u202egnp.csv") == "cohortgnp.csv"
    assert tidy_name("") == "a file without a name"
    assert tidy_name("a" * 300 + ".csv") == "a" * 115 + "….csv"


@given(st.text())
def test_no_name_is_ever_a_path_or_too_long(name):
    kept = tidy_name(name)

    assert 0 < len(kept) <= LONGEST_NAME
    assert not set(kept) & {"/", "\\", "\x00"}
    kept.encode()
