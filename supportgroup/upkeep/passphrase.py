"""The passphrase of a backup: from a file, from BACKUP_PASSPHRASE, or typed."""

import getpass
import os
import sys
from argparse import ArgumentParser
from pathlib import Path

from . import rules
from .postgres import Unable


def add_option(parser: ArgumentParser) -> None:
    """Add the option that names a key file."""
    parser.add_argument(
        "--key-file",
        type=Path,
        help="A file whose content is the passphrase. Without it, BACKUP_PASSPHRASE is read, or you are asked.",
    )


def secret(key_file: Path | None, *, twice: bool = False) -> bytes:
    """Return the passphrase as bytes, or say what is wrong with it. twice: ask again when it is typed."""
    if key_file:
        try:
            typed = key_file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise Unable(f"The key file {key_file} cannot be read as text.") from None
    elif "BACKUP_PASSPHRASE" in os.environ:
        typed = os.environ["BACKUP_PASSPHRASE"]
    elif sys.stdin.isatty():
        typed = getpass.getpass("Passphrase: ")
        if twice and getpass.getpass("The same again: ") != typed:
            raise Unable("The two were not the same. Nothing was written.")
    else:
        raise Unable("Give the passphrase with --key-file or in BACKUP_PASSPHRASE.")
    if reason := rules.why_not_passphrase(typed):
        raise Unable(reason)
    return typed.encode()
