"""Which code is sent next, whoever has asked before, and in whatever order."""

from hypothesis import given
from hypothesis import strategies as st

from supportgroup.signin import rules
from supportgroup.signin.rules import Digits, next_code

counts = st.integers(0, 200)


@given(from_here=counts, in_all=counts, by_visitor=st.integers(0, rules.MOST_CODES_FOR_VISITOR - 1), out=st.booleans())
def test_whatever_others_did_there_is_a_code_to_come_in_by(from_here, in_all, by_visitor, out):
    code = next_code(from_here=from_here, in_all=in_all, by_visitor=by_visitor, long_is_out=out)

    assert code is not Digits.NONE or out


@given(from_here=counts, in_all=counts, by_visitor=counts)
def test_while_a_long_code_is_out_it_stays_the_newest_email(from_here, in_all, by_visitor):
    code = next_code(from_here=from_here, in_all=in_all, by_visitor=by_visitor, long_is_out=True)

    assert code is Digits.NONE


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 120)), max_size=80))
def test_in_any_order_of_visitors_and_minutes_nobody_is_without_a_code_and_no_mailbox_is_flooded(asked):
    """asked: a visitor, and the seconds since the one before."""
    now, sent = 0, []  # of each email: when, to whom, how many digits
    good_for, out_for = rules.GOOD_FOR.total_seconds(), rules.LONG_IS_OUT_FOR.total_seconds()
    for visitor, later in asked:
        now += later
        lately = [(at, whose) for at, whose, digits in sent if digits == Digits.SHORT and now - at < good_for]
        out = [at for at, _, digits in sent if digits == Digits.LONG and now - at < out_for]
        code = next_code(
            from_here=sum(whose == visitor for _, whose in lately),
            in_all=len(lately),
            by_visitor=0,
            long_is_out=bool(out),
        )
        if code is Digits.NONE:
            assert out
        else:
            sent.append((now, visitor, code))
        in_window = [at for at, _, _ in sent if now - at < good_for]
        assert len(in_window) <= rules.MOST_CODES + good_for // out_for + 1
