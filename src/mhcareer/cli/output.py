"""An answer to its stream or file: chooses the format, keeps to the width, never fails on a narrow encoding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mhcareer.cli.formats import EXTENSIONS, FORMATS
from mhcareer.cli.options import Look
from mhcareer.environment import PIPE_WIDTH, Environment
from mhcareer.errors import OutputClosedError, UsageError
from mhcareer.render.timeline import DRAWN

if TYPE_CHECKING:
    from pydantic import BaseModel

    from mhcareer.catalog.locate import Folders
    from mhcareer.model.library import Catalog
    from mhcareer.model.plan import Plan
    from mhcareer.render.document import Document

_EXACT = ("csv", "html", "svg")
"""Formats for programs: written byte for byte, whatever the stream takes for its encoding and its ends of lines."""
_WRITTEN_AS = {"rich": "text", "checklist": "markdown", "mermaid": "markdown"}
"""Formats that also go into a file of another one."""


def chosen_format(look: Look, environment: Environment) -> str:
    """The format asked for; else the one that the file's name tells; else Rich where it draws and text elsewhere.

    Raises:
        UsageError: There is no such format, or the file's name tells none.
    """
    if look.style is not None:
        if look.style not in FORMATS:
            raise UsageError(f"unknown format `{look.style}`", hint=f"use one of: {', '.join(FORMATS)}")
        told = EXTENSIONS.get(look.file.suffix.lower()) if look.file else None
        if look.file and told not in (None, look.style, _WRITTEN_AS.get(look.style)):
            hint = "leave out `--format`, or give the file another ending"
            raise UsageError(f"the name `{look.file}` tells {told}, not {look.style}", hint=hint)
        return look.style
    if look.file is None:
        return "rich" if environment.draws else "text"
    found = EXTENSIONS.get(look.file.suffix.lower())
    if found not in FORMATS:
        known = ", ".join(EXTENSIONS)
        raise UsageError(
            f"the name `{look.file}` tells no format", hint=f"add `--format`, or end it in one of: {known}"
        )
    return found


def show(document: Document, environment: Environment, look: Look, style: str) -> None:
    """Write a document in one of the formats that take any: text, rich, markdown, csv, svg.

    Raises:
        UsageError: The format is none of them, or the document has nothing that it could hold.
        OutputError: The file cannot be written.
    """
    if style == "rich" and not look.plain and look.file is None:
        _tell(_drawn(document, environment, look), environment, look)
        return
    if style == "pdf":
        _print_pages(document, look)
        return
    text = _rendered(document, environment, look, style)
    if look.file is not None or style in _EXACT:
        put(text, environment, look)
    else:
        _tell(text, environment, look)


def show_plan(plan: Plan, catalog: Catalog, folders: Folders, environment: Environment, look: Look, style: str) -> None:
    """Write a plan in any format: the contract, its calendar, its rows, its tasks, or its document.

    Raises:
        UsageError: A plan does not come in the format.
        DataError: The calendar of the data cannot be used.
        OutputError: The file cannot be written.
    """
    if style == "json":
        show_json(plan, environment, look)
    elif style == "csv":
        from mhcareer.render.csv_table import plan_csv

        put(plan_csv(plan), environment, look)
    elif style == "ics":
        put(_calendar(plan, catalog, folders), environment, look)
    elif style == "checklist":
        from mhcareer.render.checklist import checklist_document

        show(checklist_document(plan, catalog), environment, look, "markdown")
    else:
        from mhcareer.model.plan import Plan
        from mhcareer.render.plan_view import plan_document

        document = plan_document(plan, catalog)
        if type(plan) is not Plan:  # of somebody who is saved
            from mhcareer.render.since_view import with_progress

            document = with_progress(document, plan)
        show(document, environment, look, style)


def put(text: str, environment: Environment, look: Look) -> None:
    """Write an answer in UTF-8 to the file asked for, or byte for byte to standard output.

    Raises:
        OutputError: The file cannot be written.
        OutputClosedError: The reader of standard output has left.
    """
    if look.file is not None:
        from mhcareer.cli.files import write_file

        write_file(look.file, text.encode())
        return
    stream = getattr(environment.stdout, "buffer", None)
    if stream is None:
        write(text, environment)
        return
    try:
        environment.stdout.flush()
        stream.write(text.encode())
        stream.flush()
    except BrokenPipeError:
        raise OutputClosedError from None


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


def show_json(value: BaseModel, environment: Environment, look: Look | None = None) -> None:
    """Write a model as one JSON document, in ASCII so that every stream takes it."""
    import json

    content = value.model_dump(mode="json", by_alias=True, exclude_none=False)
    text = json.dumps(content, indent=2) + "\n"
    if look is not None and look.file is not None:
        put(text, environment, look)
    else:
        _tell(text, environment, look or Look())


def _tell(text: str, environment: Environment, look: Look) -> None:
    """Show a text to a person: through the pager where it is long, else at once, in the characters that there are."""
    if environment.pager and not look.no_pager:
        from mhcareer.cli.pager import paged

        if paged(text, environment):
            return
    write(text.encode(environment.encoding, "replace").decode(environment.encoding), environment)


def _rendered(document: Document, environment: Environment, look: Look, style: str) -> str:
    narrow = look.file is None and not environment.can_show(DRAWN)
    ascii_only = look.ascii_only or narrow
    match style:
        case "markdown":
            from mhcareer.render.markdown import to_markdown

            return to_markdown(document, ascii_only=look.ascii_only)
        case "csv":
            from mhcareer.render.csv_table import tables_csv

            return tables_csv(document)
        case "svg":
            from mhcareer.render.svg import to_svg

            return _referenced(to_svg(document), ascii_only=look.ascii_only)
        case "html":
            from mhcareer.render.html import to_html

            return _referenced(to_html(document), ascii_only=look.ascii_only)
        case "text" | "rich":
            from mhcareer.render.text import to_text

            return to_text(document, width=_columns(environment, look), ascii_only=ascii_only, plain=look.plain)
        case _:
            raise UsageError(f"this answer does not come as `{style}`", hint=f"use one of: {_possible(document)}")


def _possible(document: Document) -> str:
    """The formats in which an answer comes: tables as rows of a spreadsheet, and a plan in some of its own."""
    from mhcareer.render.document import Table, Timeline

    of_a_plan = ["checklist", "csv", "ics", "svg"]
    of_tables = ["csv"] if any(isinstance(block, Table) for block in document) else []
    is_plan = any(isinstance(block, Timeline) for block in document)
    return ", ".join(["text", "rich", "markdown", "json", "html", "pdf", *(of_a_plan if is_plan else of_tables)])


def _referenced(markup: str, *, ascii_only: bool) -> str:
    """A page or a drawing as it is, or with whatever is beyond ASCII as character references."""
    return markup.encode("ascii", "xmlcharrefreplace").decode("ascii") if ascii_only else markup


def _print_pages(document: Document, look: Look) -> None:
    """Write the pages of a document to a file: nobody reads them on a terminal."""
    from mhcareer.cli.files import write_file
    from mhcareer.render.html import to_html
    from mhcareer.render.pdf import to_pdf

    if look.file is None:
        raise UsageError("pages are written to a file", hint="add `--output plan.pdf`")
    write_file(look.file, to_pdf(to_html(document)))


def _drawn(document: Document, environment: Environment, look: Look) -> str:
    from io import StringIO

    from mhcareer.render.terminal import print_document

    ascii_only = look.ascii_only or not environment.can_show(DRAWN)
    color = environment.color and not look.no_color
    stream = StringIO()
    print_document(document, stream, width=_columns(environment, look), color=color, ascii_only=ascii_only)
    return stream.getvalue()


def _columns(environment: Environment, look: Look) -> int:
    return look.width or (environment.width if look.file is None else PIPE_WIDTH)


def _calendar(plan: Plan, catalog: Catalog, folders: Folders) -> str:
    from mhcareer.catalog.merge import read_merged
    from mhcareer.model.surroundings import CalendarFile
    from mhcareer.render.agenda import agenda
    from mhcareer.render.ics import to_ics

    return to_ics(plan, agenda(plan, catalog, read_merged(folders, "calendar", CalendarFile)))
