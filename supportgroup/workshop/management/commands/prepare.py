"""`manage.py prepare`: bring the development database up to date."""

from django.core.management import BaseCommand, call_command


class Command(BaseCommand):
    help = "Apply the migrations and make the table of the cache, saying nothing unless something is wrong."

    def handle(self, *args: str, **options: str) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
