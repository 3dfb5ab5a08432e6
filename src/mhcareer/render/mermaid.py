"""The ladder of roles as a Mermaid flowchart, for pages and notes that draw one from text.

An arrow leads from a role to one above it; a dotted line joins roles beside each other. Names of nodes are made from
ids, letter by letter, so that none is a word of Mermaid's, and labels carry every sign that could end them as its code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from mhcareer.model.catalog import Role
from mhcareer.render.document import clean
from mhcareer.render.ladder_view import Ladder

_SIGN = re.compile(r"[^\w .,/'()-]", re.ASCII)
"""What stands in a label as its code: quotes, brackets, backticks, `#`, `<`, and whatever is beyond ASCII."""


def ladder_mermaid(ladder: Ladder, roles: Mapping[str, Role]) -> str:
    """A flowchart from the lowest rung upward, ending in a newline; families are its groups."""
    lines = ["flowchart BT"]
    chosen = [roles[role] for role in ladder.roles]
    for number, family in enumerate(dict.fromkeys(role.family for role in chosen), start=1):
        lines.append(f'  subgraph family_{number}["{_label(family.replace("-", " "))}"]')
        lines += [f'    {_node(role.id)}["{_label(role.title)}"]' for role in chosen if role.family == family]
        lines.append("  end")
    lines += _edges(ladder.rises, "-->")
    lines += _edges(ladder.beside, "-.-")
    if ladder.around:
        lines += [f"  style {_node(ladder.around)} stroke-width:3px"]
    return "\n".join(lines) + "\n"


def _edges(pairs: Sequence[tuple[str, str]], arrow: str) -> list[str]:
    return [f"  {_node(low)} {arrow} {_node(high)}" for low, high in pairs]


def _node(role: str) -> str:
    """An id of a role as a name of Mermaid's; signs other than the hyphen become words with a capital."""
    return "role_" + re.sub(r"[^a-z0-9_]", lambda found: f"U{ord(found[0]):x}", role.replace("-", "_"))


def _label(text: str) -> str:
    return _SIGN.sub(lambda found: f"#{ord(found[0])};", clean(text))
