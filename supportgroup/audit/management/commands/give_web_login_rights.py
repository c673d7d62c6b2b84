"""Give the web processes' own login its rights, as the owner of the tables. Run it after each `migrate`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from supportgroup.audit.rights import append_only_tables, statements


class Command(BaseCommand):
    """`manage.py give_web_login_rights LOGIN`; `--show` prints the SQL and changes nothing."""

    help = "Let the web processes' login add to the trail and never change or delete a line of it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("login", help="a login that exists and owns no table")
        parser.add_argument("--show", action="store_true", help="print the SQL, for somebody else to run")

    def handle(self, *args: Any, login: str, show: bool, **options: Any) -> None:
        """Show the statements, or run them all or none."""
        if show:
            connection.ensure_connection()
            self.stdout.write("\n".join(f"{one.as_string(connection.connection)};" for one in statements(login)))
            return
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [login])
            if cursor.fetchone() is None:
                raise CommandError(f"There is no login called {login}. Make it first: CREATE ROLE … LOGIN PASSWORD …")
            cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tableowner = %s", [login])
            if cursor.fetchone() is not None:
                raise CommandError(
                    f"{login} owns tables. Migrate as another login, and give the web processes this one."
                )
            for one in statements(login):
                cursor.execute(one)
        self.stdout.write(
            f"{login} may add to {len(append_only_tables())} tables of the trail, and change none of them."
        )
