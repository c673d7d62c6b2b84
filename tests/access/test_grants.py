from supportgroup.access.choices import Power, Role
from supportgroup.access.grants import GRANTS, powers_of, roles_with


def test_every_role_has_its_line_in_the_table():
    assert set(GRANTS) == set(Role)


def test_every_power_is_given_to_somebody():
    assert {power for power in Power if not roles_with(power)} == set()


def test_only_nurses_see_clinical_words():
    assert roles_with(Power.SEE_CLINICAL) == [Role.NURSE]


def test_those_who_treat_never_see_who_replied_nor_key_in_forms():
    assert roles_with(Power.SEE_WHO_REPLIED) == [Role.PALS]
    assert roles_with(Power.KEY_FORMS) == [Role.PALS]


def test_committee_coordinators_and_finance_never_see_the_register():
    for role in (Role.COMMITTEE, Role.COORDINATOR, Role.FINANCE, Role.ADMINISTRATOR, Role.BUDDY_LEAD):
        assert Power.SEE_PEOPLE not in powers_of({role})


def test_two_roles_bring_their_powers_together():
    assert powers_of({Role.NURSE, Role.PALS}) == GRANTS[Role.NURSE] | GRANTS[Role.PALS]
    assert powers_of(set()) == frozenset()
