"""Which data an answer is given over: the program's, and a user's own laid over it."""

from __future__ import annotations

from pathlib import Path

import typer

from mhcareer.catalog.locate import Folders


def folders_of(own: list[Path] | None) -> Folders:
    """The program's data, then the user's own in the configuration directory if there is any, then these folders.

    Raises:
        DataError: A folder is missing or does not say whose data it is.
    """
    from mhcareer.catalog.locate import OVERLAY_NAME, data_folders

    lasting = Path(typer.get_app_dir("mhcareer")) / "data"
    return data_folders([*([lasting] if (lasting / OVERLAY_NAME).is_file() else []), *(own or [])])
