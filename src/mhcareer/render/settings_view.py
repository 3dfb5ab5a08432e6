"""The settings in force as a document."""

from __future__ import annotations

from mhcareer.model.settings import BUILT_IN, ConfigAnswer, Setting
from mhcareer.render.document import Document, Heading, Item, Paragraph


def settings_document(answer: ConfigAnswer) -> Document:
    """Each setting with its value and where that comes from, then where the file lies."""
    place = answer.file if answer.exists else f"{answer.file} (not made yet)"
    return (Heading("Settings", 1), *(Item(_line(setting)) for setting in answer.settings), Paragraph(f"File: {place}"))


def _line(setting: Setting) -> str:
    value = BUILT_IN[setting.key] if setting.value is None else setting.value
    named = f" {setting.named}" if setting.named and setting.source != "file" else ""
    return f"{setting.key}: {value} ({setting.source}{named})"
