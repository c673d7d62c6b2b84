"""The trail and the looks are only ever added to: refused by triggers, and by rights where the owner is another login."""

from io import StringIO

import psycopg2
import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from supportgroup.access.actor import SignedIn
from supportgroup.access.choices import Role
from supportgroup.audit import looks
from supportgroup.audit.rights import append_only_tables
from tests import factories


def some_trail():
    """Leave a row in tables of the trail and a look."""
    group = factories.GroupFactory()
    nurse = factories.user_with_role(Role.NURSE, group)
    person = factories.OutlineFactory(person__group=group).person
    looks.note("The register", [person.pk], group_slug=group.slug, by=SignedIn(nurse))
    return person


WITH_ROWS = (
    "accounts_roleholdingevent", "accounts_userevent", "audit_look", "groups_groupevent",
    "people_clinicaloutlineevent", "people_personevent",
)  # fmt: skip
UPDATES = {"audit_look": "UPDATE audit_look SET actor_name = 'Nobody'"}


@pytest.mark.django_db
@pytest.mark.parametrize("table", WITH_ROWS)
def test_no_line_is_changed_or_deleted(table):
    some_trail()
    update = UPDATES.get(table, f"UPDATE {table} SET pgh_label = 'forged'")

    for words in (update, f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(words)


@pytest.mark.django_db
@pytest.mark.parametrize("table", append_only_tables())
def test_a_trigger_stands_on_every_table_of_the_trail(table):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT bool_or(tgtype & 8 > 0), bool_or(tgtype & 16 > 0) FROM pg_trigger"
            " WHERE tgrelid = %s::regclass AND tgenabled <> 'D' AND tgname ~ 'append_only|is_noted'",
            [table],
        )
        assert cursor.fetchone() == (True, True)


def test_every_table_of_the_trail_is_among_them():
    tables = {model._meta.db_table for model in apps.get_models() if model.__name__.endswith("Event")}

    assert set(append_only_tables()) >= tables | {"audit_look", "audit_forgetting"}


@pytest.fixture
def web(transactional_db):
    """A connection of the web processes' own login, which owns nothing."""
    person = some_trail()
    settings = connection.settings_dict
    login = f"web_of_{settings['NAME']}"[:60]
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE \"{login}\" LOGIN PASSWORD 'for-this-test'")
    call_command("give_web_login_rights", login, stdout=StringIO())
    opened = psycopg2.connect(
        host=settings["HOST"] or None,
        port=settings["PORT"] or None,
        dbname=settings["NAME"],
        user=login,
        password="for-this-test",
    )
    opened.autocommit = True
    yield opened.cursor(), person
    opened.close()
    with connection.cursor() as cursor:
        cursor.execute(f'DROP OWNED BY "{login}"; DROP ROLE "{login}"')


def test_the_web_login_works_and_its_changes_are_in_the_trail(web):
    opened, person = web
    opened.execute("UPDATE people_person SET phone = '01632 960003' WHERE id = %s", [person.pk])
    opened.execute(
        "INSERT INTO audit_look (at, actor_kind, actor_name, group_slug, way, what, people)"
        " VALUES (now(), 'system', 'a test', 'g', 'page', 'The register', '{1}')"
    )

    opened.execute(
        "SELECT phone FROM people_personevent WHERE pgh_obj_id = %s ORDER BY pgh_id DESC LIMIT 1", [person.pk]
    )
    assert opened.fetchone() == ("01632 960003",)


@pytest.mark.parametrize("table", ["people_personevent", "accounts_roleholdingevent", "audit_look"])
def test_the_web_login_changes_no_line_not_even_with_the_trigger_told_to_look_away(web, table):
    opened, _ = web
    column = "actor_name" if table == "audit_look" else "pgh_label"
    forbidden = [
        f"UPDATE {table} SET {column} = 'forged'",
        f"DELETE FROM {table}",
        f"TRUNCATE {table}",
        f"ALTER TABLE {table} DISABLE TRIGGER ALL",
        f"DROP TABLE {table}",
        f"CREATE TRIGGER t BEFORE INSERT ON {table} EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "SET session_replication_role = replica",
    ]
    # pgtrigger lets a session ignore its triggers by this setting; rights are not asked.
    opened.execute("SELECT set_config('pgtrigger.ignore', %s, false)", [f"{{{table}:append_only,{table}}}"])

    for words in forbidden:
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            opened.execute(words)


def test_every_table_of_the_trail_is_shut_to_the_web_login(web):
    opened, _ = web
    rights = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "TRIGGER")
    asked = "SELECT " + ", ".join(f"has_table_privilege(%(table)s, '{right}')" for right in rights)

    may = {}
    for table in append_only_tables():
        opened.execute(asked, {"table": table})
        may[table] = opened.fetchone()

    noted_by_the_database = may.pop("audit_forgetting")
    assert set(may.values()) == {(True, True, False, False, False, False)}
    assert noted_by_the_database == (True, False, False, False, False, False)


@pytest.mark.django_db
def test_a_login_that_is_not_there_or_owns_the_tables_is_refused():
    with pytest.raises(CommandError, match="There is no login called nobody-here"):
        call_command("give_web_login_rights", "nobody-here")
    with pytest.raises(CommandError, match="owns tables"):
        call_command("give_web_login_rights", connection.settings_dict["USER"])


@pytest.mark.django_db
def test_the_statements_are_shown_for_somebody_else_to_run():
    out = StringIO()

    call_command("give_web_login_rights", 'odd"name', "--show", stdout=out)

    assert (
        'REVOKE UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON "people_personevent" FROM "odd""name";'
        in out.getvalue()
    )
