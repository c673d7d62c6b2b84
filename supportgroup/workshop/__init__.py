"""The workshop: what runs, tests and measures the service on one machine. Nothing here is used in production.

Started by dev.py before anything is installed, so these need the standard library alone:
`troubles` (one sentence and out), `places` (where things lie), `commandline` (what may be typed), `launcher` and
`greeting` (`dev.py`), `commands` (`dev.py test`, `manage`, `bench`, `lock`), `checks` (`dev.py check`), `packages`
(the virtual environment), `sessions` (who holds this folder), `servers`, `postgres`, `valkey`,
`migrated` (the database that tests copy), `applications` (our own programs over them), `processes` (children that
never outlive us), `ports`, `dotenv`, `keys`, `variables` (what children are told).

Run inside the virtual environment: `catcher` (takes the mail), `web` (gunicorn's settings), `worker` (the
worker's), `bench`, and the Django side: `apps`, `urls`, `views`, `caught` (the caught mail under /dev/mail/).
"""
