"""The bookkeeping of a plan: slack, costs, references, and figures that nobody may alter."""

from __future__ import annotations

from collections.abc import Iterator

from mhcareer.model.base import Model
from mhcareer.model.credential import Version
from mhcareer.model.figures import Figure, credential_figures, figures
from mhcareer.model.plan import Step
from mhcareer.model.requirement import Education, Experience
from mhcareer.verify.context import OBTAINING, Context
from mhcareer.verify.finding import Finding


def check(context: Context) -> Iterator[Finding]:
    """What a plan carries along beside its dates."""
    plan = context.plan
    if plan.data_version != context.catalog.planning.data_version:
        yield Finding(None, "data-version", f"the plan was made from data {plan.data_version}, not from this catalog")
    yield from _costs(context)
    for step in plan.steps:
        yield from _slack(step)
        yield from _references(context, step)
        yield from _claimed_figures(context, step)
        yield from _kept_figures(context, step)


def _costs(context: Context) -> Iterator[Finding]:
    plan = context.plan
    for name in ("low", "typical", "high"):
        total = sum(getattr(step.cost_usd, name) for step in plan.steps)
        if getattr(plan.cost_usd, name) != total:
            yield Finding(None, "cost", f"the plan costs {getattr(plan.cost_usd, name)} ({name}) but its steps {total}")
    if plan.cost_usd.complete and not all(step.cost_usd.complete for step in plan.steps):
        yield Finding(None, "cost", "the plan calls its cost complete though that of a step is not")
    for step in plan.steps:
        if step.kind == "experience" and step.cost_usd.complete:
            yield Finding(step.id, "cost", f"`{step.id}` says what hours cost, which nobody states")


def _slack(step: Step) -> Iterator[Finding]:
    if step.slack_days < 0:
        yield Finding(step.id, "slack", f"`{step.id}` has {step.slack_days} days of slack")
    if step.critical != (step.slack_days == 0):
        yield Finding(step.id, "slack", f"`{step.id}` is critical or not against its {step.slack_days} days of slack")


def _references(context: Context, step: Step) -> Iterator[Finding]:
    cited = {*step.references, *(key for figure in step.figures for key in figure.references)}
    for key in sorted(cited):
        if key not in context.plan.references:
            yield Finding(step.id, "reference", f"`{step.id}` cites `{key}`, which the plan does not list")
        elif context.plan.references[key] != context.catalog.references.get(key):
            yield Finding(step.id, "reference", f"`{key}`, cited by `{step.id}`, differs from the catalog")


def _claimed_figures(context: Context, step: Step) -> Iterator[Finding]:
    """Every figure of a leaf that a step answers stands in the step."""
    listed = {figure.path for figure in step.figures}
    for claim in step.requirement:
        leaf = context.leaf(claim, step.start)
        if leaf is None:
            yield Finding(step.id, "claim", f"`{step.id}` answers {claim}, which the catalog does not have")
            continue
        if step.kind in OBTAINING and isinstance(leaf, Education | Experience):
            continue
        for figure in figures(leaf, claim):
            if figure.path not in listed:
                yield Finding(step.id, "figure", f"`{step.id}` leaves out the figure {figure.path}")


def _kept_figures(context: Context, step: Step) -> Iterator[Finding]:
    """Every figure in a step is as the catalog has it."""
    for figure in step.figures:
        known = _of_owner(context, figure.path.partition(":")[0], step).get(figure.path)
        if known is None:
            yield Finding(
                step.id, "figure", f"`{step.id}` gives the figure {figure.path}, which the catalog does not have"
            )
        elif _stated(known) != _stated(figure):
            yield Finding(step.id, "figure", f"`{step.id}` gives {figure.path} other than the catalog")


def _stated(figure: Figure) -> tuple[object, ...]:
    return figure.value, figure.to, figure.status, figure.references


def _of_owner(context: Context, owner: str, step: Step) -> dict[str, Figure]:
    """Figures of a credential under the version that decides, of a program or of an exam, by their path."""
    catalog = context.catalog
    if owner in catalog.credentials:
        version = context.version_of(owner, step.start)
        place = catalog.credentials[owner].versions.index(version) if version else None
        return catalog.derived(("figures", owner, place), lambda: dict(_of_credential(context, owner, version)))
    model: Model | None = catalog.programs.get(owner) or catalog.exams.get(owner)
    if model is None:
        return {}
    return catalog.derived(("figures", owner, None), lambda: dict(_of_model(owner, model)))


def _of_credential(context: Context, owner: str, version: Version | None) -> Iterator[tuple[str, Figure]]:
    found = credential_figures(context.catalog.credentials[owner], version) if version else ()
    return ((f"{owner}:{figure.path}", figure) for figure in found)


def _of_model(owner: str, model: Model) -> Iterator[tuple[str, Figure]]:
    return ((f"{owner}:{figure.path.removeprefix('.')}", figure) for figure in figures(model, ""))
