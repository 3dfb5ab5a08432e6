"""The formats of answers, and the endings of files that tell them."""

FORMATS = ("text", "rich", "markdown", "checklist", "json", "csv", "ics", "svg", "html", "pdf", "mermaid")
"""Every format; not every answer comes in each, and says so where it does not."""
EXTENSIONS = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".json": "json",
    ".csv": "csv",
    ".ics": "ics",
    ".svg": "svg",
    ".html": "html",
    ".pdf": "pdf",
    ".mmd": "mermaid",
}
"""The format that the name of a file tells."""
