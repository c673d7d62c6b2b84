"""`manage.py prepare`: bring the development database up to date, quickly where it is already."""

from django.core.management import BaseCommand, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class Command(BaseCommand):
    help = "Apply the migrations that are missing; `migrate` looks at every model even where none is."
    requires_system_checks = []

    def handle(self, *args: str, **options: str) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0, interactive=False)
