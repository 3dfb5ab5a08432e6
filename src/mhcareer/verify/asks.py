"""What to ask before relying on a plan: each figure that is unsure, each gap and each change ahead has a question."""

from __future__ import annotations

from collections.abc import Iterator

from mhcareer.model.credential import Credential, Version
from mhcareer.model.figures import Figure
from mhcareer.model.plan import Question
from mhcareer.verify.context import Context
from mhcareer.verify.finding import Finding


def check(context: Context) -> Iterator[Finding]:
    """Unverified and disputed figures, what is not stated, and changes of a rule that lie ahead."""
    for step in context.plan.steps:
        for figure in step.figures:
            yield from _figure(context, step.id, figure)
    for entry in context.plan.not_stated:
        what = entry.rpartition(": ")[2]
        if not any(q.because == "not stated" and what in q.text for q in context.plan.ask):
            yield Finding(None, "ask", f"nothing asks for what is not stated: {entry}")
    for step in context.applications:
        credential, version = context.catalog.credentials[step.id], context.version(step.id, step.start)
        for later in _ahead(context, credential, version):
            asked = _questions(context, credential, "about to change")
            if not any(set(later.ref) <= set(q.references) for q in asked):
                yield Finding(step.id, "ask", f"nothing asks about the {later.status} change of `{step.id}`")


def _figure(context: Context, step: str, figure: Figure) -> Iterator[Finding]:
    """A number that nobody has seen in a source, or about which sources disagree, is asked for by its value."""
    credential = context.catalog.credentials.get(figure.path.partition(":")[0])
    if credential is None or not isinstance(figure.value, int | float) or isinstance(figure.value, bool):
        return
    because = "sources disagree" if figure.disagrees else "unverified" if figure.status == "unverified" else None
    if because is None:
        return
    asked = _questions(context, credential, because)
    plain = f"{figure.value:,.1f}".rstrip("0").rstrip(".") if isinstance(figure.value, float) else f"{figure.value:,}"
    if not any(plain in q.text for q in asked):
        yield Finding(step, "ask", f"nothing asks about {figure.path}, which is {plain} ({because})")


def _questions(context: Context, credential: Credential, because: str) -> list[Question]:
    names = (credential.abbreviation or credential.title, credential.title)
    return [
        q for q in context.plan.ask if q.whom == "board" and q.because == because and any(n in q.text for n in names)
    ]


def _ahead(context: Context, credential: Credential, used: Version | None) -> Iterator[Version]:
    """Versions that are proposed, or take over later than the one that is used."""
    since = (used.effective if used else None) or context.plan.start.isoformat()
    for version in credential.versions:
        later = version.effective is not None and version.effective > since and version.status != "superseded"
        if version is not used and (version.status == "proposed" or later):
            yield version
