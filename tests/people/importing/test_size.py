"""25,000 people, from the file as it came to the register, in a worker that is given no more than 500 MB."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import connection

from supportgroup.people.importing import actions
from supportgroup.people.importing.rules import mark_of
from supportgroup.people.models import Import, Person

from .conftest import HEADER
from .test_actions import nhs_number
from .workbooks import xlsx

MEMORY = 500 * 1024
"""Kilobytes of the worker. The reader of workbooks that it starts has a bound of its own: `workbook.MEMORY_AT_MOST`."""
WORKER = """
import json, resource, time
from pathlib import Path
import django
django.setup()
from supportgroup.longwork.actions import run_waiting
began = time.monotonic()
done = run_waiting()
# The most this process ever held; the reader of workbooks has a bound of its own.
most = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
cpu = resource.getrusage(resource.RUSAGE_SELF)
told = {"done": done, "kilobytes": int(most.split()[1]), "cpu": round(cpu.ru_utime + cpu.ru_stime, 1)}
print(json.dumps(told | {"seconds": round(time.monotonic() - began, 1)}))
"""


def people(count):
    return [
        ["Ada", f"Okoro{place:05d}", "11/03/1988", nhs_number(place), f"ada{place}@demo.example"]
        for place in range(count)
    ]


@pytest.fixture
def worker(settings):
    """Return a function that lets a worker of its own do what waits: what it did, and how much memory that took."""
    place = connection.settings_dict
    told = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "supportgroup.settings.development",
        "DATABASE_URL": f"postgres://{place['USER']}:{place['PASSWORD']}@{place['HOST']}:{place['PORT']}/{place['NAME']}",
        "FILES_DIR": str(settings.FILES_DIR),
    }

    def work():
        root = Path(__file__).resolve().parents[3]
        done = subprocess.run([sys.executable, "-c", WORKER], env=told, cwd=root, capture_output=True, check=True)
        return json.loads(done.stdout.splitlines()[-1])

    return work


@pytest.mark.everything
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_25000_people_are_imported_within_the_memory_of_a_worker(group, by, sheet, worker, kind):
    rows = people(25_000)
    data = sheet(*rows) if kind == "csv" else xlsx(HEADER, *rows)
    imported = actions.begin(ContentFile(data, name=f"ward.{kind}"), group=group, by=by)
    told = [worker()]
    imported = actions.match(Import.objects.get(), columns=Import.objects.get().columns, by=by)
    told.append(worker())
    imported.refresh_from_db()
    actions.confirm(imported, seen=mark_of(imported.verdicts), by=by)
    told.append(worker())

    imported.refresh_from_db()
    assert (imported.state, imported.added, imported.refused) == ("done", 25_000, 0)
    assert Person.objects.of(group).count() == 25_000
    assert max(one["kilobytes"] for one in told) < MEMORY, told
