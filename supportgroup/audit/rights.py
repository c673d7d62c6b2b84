"""What the login of the web processes may do in the database, where the hospital gives the tables another owner.

Triggers refuse whoever forgets. These rights refuse whoever means it: the web login can add to the trail, and neither
change nor delete a line, empty a table, nor switch a trigger off, because it owns nothing.
"""

from typing import Any

import pgtrigger
from django.apps import apps
from psycopg2 import sql

NEVER = sql.SQL("UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER")


def append_only_tables() -> list[str]:
    """Return the tables to which rows are only ever added: the trail, the looks, and whatever a trigger protects so."""
    return sorted(_about(model).db_table for model in apps.get_models() if _is_append_only(model))


def _is_append_only(model: Any) -> bool:
    both = pgtrigger.Update | pgtrigger.Delete
    triggers = getattr(_about(model), "triggers", [])
    return any(isinstance(one, pgtrigger.Protect) and str(one.operation) == str(both) for one in triggers)


def _about(model: Any) -> Any:
    return model._meta  # noqa: SLF001  Django's documented way to ask a model of itself


def statements(login: str) -> list[sql.Composed]:
    """Return the SQL that gives a login what the web processes need and no more. Repeat it after each migration."""
    name = sql.Identifier(login)
    give = [
        "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {name}",
        "REVOKE CREATE ON SCHEMA public FROM {name}",
        "GRANT USAGE ON SCHEMA public TO {name}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}",
    ]
    take = [
        sql.SQL("REVOKE {never} ON {table} FROM {name}").format(never=NEVER, table=sql.Identifier(table), name=name)
        for table in append_only_tables()
    ]
    # Only the database's own function notes that something was forgotten.
    shut = sql.SQL("REVOKE INSERT ON audit_forgetting FROM {name}").format(name=name)
    return [*(sql.SQL(words).format(name=name) for words in give), *take, shut]
