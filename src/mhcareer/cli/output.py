"""An answer to its stream: chooses the format, keeps to the width, never fails on a narrow encoding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mhcareer.cli.options import FORMATS, Look
from mhcareer.environment import PIPE_WIDTH, Environment
from mhcareer.errors import OutputClosedError, UsageError

if TYPE_CHECKING:
    from pydantic import BaseModel

    from mhcareer.render.document import Document

_DRAWN = "█▒"


def chosen_format(look: Look, environment: Environment) -> str:
    """The format asked for; else Rich on a terminal and text elsewhere.

    Raises:
        UsageError: There is no such format.
    """
    if look.style is None:
        return "rich" if environment.is_terminal else "text"
    if look.style not in FORMATS:
        raise UsageError(f"unknown format `{look.style}`", hint=f"use one of: {', '.join(FORMATS)}")
    return look.style


def show(document: Document, environment: Environment, look: Look, style: str) -> None:
    """Write a document to standard output as text, or drawn by Rich."""
    ascii_only = look.ascii_only or not environment.can_show(_DRAWN)
    columns = look.width or (environment.width if environment.is_terminal else PIPE_WIDTH)
    if style == "rich" and not look.plain:
        from mhcareer.render.terminal import print_document

        color = environment.color and not look.no_color
        try:
            print_document(document, environment.stdout, width=columns, color=color, ascii_only=ascii_only)
        except BrokenPipeError:
            raise OutputClosedError from None
        return
    from mhcareer.render.text import to_text

    text = to_text(document, width=columns, ascii_only=ascii_only, plain=look.plain)
    write(text.encode(environment.encoding, "replace").decode(environment.encoding), environment)


def write(text: str, environment: Environment) -> None:
    """Write to standard output at once.

    Raises:
        OutputClosedError: The reader has left.
    """
    try:
        environment.stdout.write(text)
        environment.stdout.flush()
    except BrokenPipeError:
        raise OutputClosedError from None


def show_json(value: BaseModel, environment: Environment) -> None:
    """Write a model as one JSON document, in ASCII so that every stream takes it."""
    import json

    content = value.model_dump(mode="json", by_alias=True, exclude_none=False)
    write(json.dumps(content, indent=2) + "\n", environment)
