"""The environment, and the file `.env` beside `manage.py`: what is set in the environment wins."""

from pathlib import Path

import environ

ROOT = Path(__file__).resolve().parent.parent.parent
env = environ.Env()
environ.Env.read_env(ROOT / ".env", overwrite=False)
