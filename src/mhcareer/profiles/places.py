"""Where the user's own files lie: saved people in the system's place for data, settings in that for settings."""

from __future__ import annotations

from pathlib import Path

_NAME = "mhcareer"


def profiles_folder() -> Path:
    """The folder of the saved people; it need not exist."""
    from platformdirs import user_data_path

    return user_data_path(_NAME, appauthor=False) / "profiles"


def settings_file() -> Path:
    """The file of settings, in the folder that may also hold the user's own data; it need not exist."""
    from platformdirs import user_config_path

    return user_config_path(_NAME, appauthor=False, roaming=True) / "config.yaml"
