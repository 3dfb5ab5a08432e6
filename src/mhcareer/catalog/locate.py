"""Where the data lies: the project's own folder, and the user's folders laid over it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mhcareer.catalog.cache import OFF, Cache
from mhcareer.environment import cache_folder
from mhcareer.errors import DataError
from mhcareer.frozen import dataclass

_PACKAGE = Path(__file__).resolve().parent.parent
OVERLAY_NAME = "overlay.yaml"
"""The file by which a folder says that it is an overlay, whose, and why."""


@dataclass(frozen=True)
class Overlay:
    """A user's folder of data that adds to the project's own, or overrides it."""

    path: Path
    whose: str
    why: str

    @property
    def said(self) -> str:
        """Whose data it is and why, as it is printed wherever the data shows."""
        return f"own data of {self.whose}: {self.why}"


@dataclass(frozen=True)
class Folders:
    """The project's folder and the overlays, each laid over what stands before it."""

    base: Path
    overlays: tuple[Overlay, ...] = ()
    cache: Cache = OFF
    """Where what was parsed is kept."""

    @property
    def layers(self) -> tuple[Path, ...]:
        """Every folder, the project's first."""
        return (self.base, *(overlay.path for overlay in self.overlays))


def data_folder() -> Path:
    """The project's own folder: beside the package in a wheel, two levels above it in a checkout.

    Raises:
        DataError: Neither place has it, which means a broken installation.
    """
    for folder in (_PACKAGE.parent.parent / "data", _PACKAGE / "data"):
        if (folder / "planning.yaml").is_file():
            return folder
    raise DataError(
        "the data folder of mhcareer is missing",
        where=[str(_PACKAGE / "data")],
        hint="install mhcareer again, or run it from a complete checkout",
    )


def data_folders(own: Iterable[Path] = (), *, base: Path | None = None) -> Folders:
    """The project's folder with these overlays, and the user's cache.

    Raises:
        DataError: An overlay is no folder, or does not say in `overlay.yaml` whose it is and why.
    """
    return Folders(base or data_folder(), tuple(_overlay(path) for path in own), Cache(cache_folder))


def _overlay(path: Path) -> Overlay:
    from mhcareer.catalog.files import read_yaml
    from mhcareer.model.catalog import OverlayFile

    try:
        is_folder, says_whose = path.is_dir(), (path / OVERLAY_NAME).is_file()
        list(path.iterdir() if is_folder else ())
    except OSError as error:
        raise DataError(f"the folder cannot be read: {error.strerror}", where=[str(path)]) from None
    if not is_folder:
        raise DataError("this is not a folder of data", where=[str(path)], hint="check the path of `--data`")
    if not says_whose:
        raise DataError(
            f"the folder has no `{OVERLAY_NAME}`",
            where=[str(path)],
            hint="write one with two lines: `whose:` the name to show, and `why:` the reason in a phrase",
        )
    said = read_yaml(path / OVERLAY_NAME, OverlayFile)
    return Overlay(path, said.whose, said.why)
