"""Where things lie in the project's folder. Everything the launcher writes is under `.venv` and `var`."""

from dataclasses import dataclass
from pathlib import Path

from .troubles import Trouble


@dataclass(frozen=True)
class Places:
    """The folders and files of one checkout. `apart` is another folder to keep things in than its `var`."""

    root: Path
    apart: Path | None = None

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        return self.venv / "bin" / "python"

    @property
    def var(self) -> Path:
        return self.apart or self.root / "var"

    @property
    def logs(self) -> Path:
        return self.var / "log"

    @property
    def keys(self) -> Path:
        return self.var / "keys"

    @property
    def sealing_keys(self) -> Path:
        return self.var / "sealing-keys"

    @property
    def mail(self) -> Path:
        return self.var / "mail"

    @property
    def files(self) -> Path:
        return self.var / "files"

    @property
    def static(self) -> Path:
        return self.root / "var" / "static"

    def packaged(self, pattern: str) -> Path:
        """Return the one file of an installed package that matches the pattern, from site-packages on."""
        found = sorted(self.venv.glob(f"lib/python*/site-packages/{pattern}"))
        if not found:
            raise Trouble(f"{pattern} is missing from .venv: delete the folder .venv and start again.")
        return found[-1]


def here() -> Places:
    """Return the places of the checkout that this file belongs to."""
    return Places(Path(__file__).resolve().parent.parent.parent)
