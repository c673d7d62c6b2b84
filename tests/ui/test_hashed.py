"""Static files as production hands them out."""

import re

from django.core.management import call_command

HASHED = "supportgroup.ui.hashed.HashedFiles"


def test_a_script_imports_the_very_files_it_was_released_with(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": HASHED}}
    call_command("collectstatic", interactive=False, verbosity=0)
    (script,) = tmp_path.glob("surveys/key-form.????????????.js")
    imported = re.findall(r'from "(.+?)"', script.read_text())

    assert len(imported) == 3
    assert all(re.fullmatch(r"\./keying/[a-z]+\.[0-9a-f]{12}\.js", name) for name in imported), imported
    assert all((script.parent / name).exists() for name in imported)
