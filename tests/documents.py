"""Documents of every kind: real answers, a comparison, and one whose every word is an attack."""

from __future__ import annotations

import os
from datetime import date
from unittest.mock import patch

from mhcareer.catalog.around import read_card
from mhcareer.cli.main import run
from mhcareer.model.library import Catalog
from mhcareer.render.card_view import card_document
from mhcareer.render.document import Bar, Document, Heading, Item, Paragraph, Table, Timeline
from mhcareer.render.plan_view import plan_document
from mhcareer.render.rules_view import rules_document
from tests.helpers import START, must_plan

WHOLE = "lpc --from high-school --state VA"
"""The longest common way; its page has to fit on two sheets of paper."""
ATTACKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><script>alert(1)</script>",
    "</title><iframe src=//example.org></iframe>",
    "<!-- --> ]]> &amp; &#60;b&#62;",
    "javascript:alert(1) data:text/html,x [1](javascript:alert(1))",
    "'onmouseover='alert(1)' http://example.org/'onclick='alert(1)",
    "`</code><svg onload=alert(1)>`",
    "\x1b[31mred\x1b[0m \u202eright to left\u2066 [red]bold[/red]\nnew line\x00",
    "=HYPERLINK(1) [999] [1, 999] ~",
    "unbroken" * 40,
)


def answered(words: str) -> Document:
    """The document behind the answer of `mhcareer plan`, with all that the command adds around the steps."""
    shown: list[Document] = []
    with (
        patch("mhcareer.cli.output.show", lambda document, *_: shown.append(document)),
        patch.dict(os.environ, {"MHCAREER_TODAY": START.isoformat()}),
    ):
        assert run(words.split()) == 0
    (document,) = shown
    return document


def documents(catalog: Catalog) -> dict[str, Document]:
    """Documents by name; `plan` is the whole way from high school to a counselor's license."""
    role = catalog.roles["community-health-worker"]
    card = read_card(role.id, role.occupation.value)
    return {
        "plan": answered(f"plan {WHOLE}"),
        "short": plan_document(must_plan(catalog, "tx-mhps", "high-school"), catalog),
        "card": card_document(catalog, role, card, "OR"),
        "rules": rules_document(catalog, [catalog.credentials["ca-lpcc"]]),
        "state": rules_document(catalog, catalog.in_jurisdiction("WY")),
        "checklist": answered(f"plan {WHOLE} --format checklist"),
        "compare": comparison(),
        "hostile": hostile(),
    }


def comparison() -> Document:
    """Columns side by side, with long cells, an empty corner and sources."""
    rows = (
        ("Degree", "60 credits in counseling, or another program that prepares for practice [1]", "MSW [1, 2]"),
        ("Supervised experience after it", "3,400 hours, of them 2,000 with clients [2]", "3,000 hours ~"),
        ("Finish", "Jul 2036", "-"),
    )
    return (
        Heading("Side by side", 1),
        Paragraph("From: high-school diploma."),
        Paragraph(""),
        Paragraph("The counselor comes first (at a typical pace)", strong=True),
        Heading("What differs"),
        Table(("", "Professional counselor", "Clinical social worker"), rows),
        Heading("Sources"),
        Item("A statute (statute, undated, read 2026-11)", mark="[1]", link="https://example.org/a?b=1&c=2"),
        Item("Another [1] (board, undated, read 2026-11) address not kept", mark="[2]"),
    )


def hostile() -> Document:
    """Every text of every block is an attack in turn."""
    day = date(2027, 1, 1)
    span = (day, date(2028, 1, 1))
    bars = tuple(Bar(attack, *span, attack, strong=True, fast=span, slow=span, title=attack) for attack in ATTACKS)
    document: Document = (Heading(" ".join(ATTACKS), 1), Paragraph("", 0), Timeline(day, date(2030, 1, 1), bars))
    for attack in ATTACKS:
        document += (
            Heading(attack),
            Paragraph(attack),
            Paragraph(f"{attack} ({attack})", strong=True),
            Item(attack, mark=attack),
            Item(attack, mark="1."),
            Paragraph(f"{attack}: {attack}", indent=4),
            Item(attack, indent=4, mark="[x]", link=f"https://example.org/{attack}"),
            Table((attack, attack), ((attack, attack),)),
        )
    return (*document, Heading("Sources"), *(Item(a, mark=f"[{n}]", link=a) for n, a in enumerate(ATTACKS, start=1)))
