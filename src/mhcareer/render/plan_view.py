"""A plan as a document: timeline, steps, what sets the date, warnings, gaps, sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import zip_longest
from typing import Literal

from mhcareer.model.figures import Figure
from mhcareer.model.lengths import in_months
from mhcareer.model.library import Catalog
from mhcareer.model.plan import Plan, Step
from mhcareer.render.document import Bar, Block, Document, Heading, Item, Opening, Paragraph, Timeline
from mhcareer.render.plan_around import around_blocks, brought_blocks, deadline_blocks, no_beginner, question_blocks
from mhcareer.render.plan_words import word_blocks
from mhcareer.render.sources import numbered, source_blocks
from mhcareer.render.undated import without_latest_start
from mhcareer.render.words import (
    SHOWN_IN_WEEKS,
    background_words,
    cited,
    counted,
    duration,
    money,
    month,
    phrase,
    span_words,
    without_pay,
)

_TOLD_ELSEWHERE = (":months.", ":tuition", ":flat_cost", ":pay_per", ":entry.")
"""Parts of paths of figures that a step tells by its dates, its cost and its notes."""

_FEES = "not all fees are stated"
_SUPERVISION = "what supervision of the hours may cost you is not stated"

_KINDS = {
    "license": "A license",
    "certification": "A certification",
    "registration": "A registration",
    "employer-role": "A role that employers give,",
}


def plan_document(plan: Plan, catalog: Catalog) -> Document:
    """The document of a finished plan.

    Args:
        plan: What is shown.
        catalog: Names of fields of study and exams.
    """
    numbers = numbered(plan.references)
    names = {field.id: field.title for field in catalog.fields.values()}
    names |= {exam.id: exam.abbreviation or exam.title for exam in catalog.exams.values()}
    blocks: list[Block] = [*_head(plan, catalog), *brought_blocks(plan)]
    if plan.steps:
        blocks += [*_timeline(plan, catalog), *_reasons(plan), *_steps(plan, numbers, names)]
    blocks += [*_remarks(plan, numbers), *around_blocks(plan, numbers), *_gaps(plan), *question_blocks(plan, numbers)]
    marks = sum(block.text.count(" ~") for block in blocks if isinstance(block, Paragraph | Item))
    words = word_blocks(blocks)
    blocks += source_blocks(numbers, plan.references)
    blocks += [Paragraph(""), *words, Paragraph(f"The rule behind this: `mhcareer rules {plan.target.credential}`.")]
    blocks += [Paragraph(_data_line(plan, marks))]
    return tuple(blocks)


def name_of(title: str, abbreviation: str | None) -> str:
    """`Licensed Professional Counselor (LPC)`."""
    return f"{title} ({abbreviation})" if abbreviation else title


def _head(plan: Plan, catalog: Catalog) -> list[Block]:
    target = plan.target
    blocks: list[Block] = [
        Heading(f"{name_of(target.title, target.abbreviation)}, {target.jurisdiction_name}", 1),
        Paragraph(
            f"From: {'; '.join(background_words(plan.person, catalog))}. "
            f"Start: {month(plan.start)}. {_KINDS[target.kind]} of the {target.level} tier."
        ),
    ]
    if plan.as_of:
        blocks.append(Paragraph(f"With the rules of {plan.as_of.isoformat()} alone.", strong=True))
    if target.note:
        blocks.append(Paragraph(f"Note: {target.note}."))
    blocks += [Paragraph(no_beginner(one), strong=True) for one in plan.held_elsewhere]
    if not plan.steps:
        return [*blocks, Paragraph(""), Paragraph("You hold it already: nothing is left to do.", strong=True)]
    if plan.months.slow == 0 and not plan.at_least:
        return [*blocks, Paragraph(""), Paragraph("Open to you now: nothing on the way takes time.", strong=True)]
    least = "Not before" if plan.at_least else "Finish about"
    blocks += [
        Paragraph(""),
        Paragraph(
            f"{least} {month(plan.finish.typical)}, after {duration(plan.months.typical)}{_beyond(plan, 'typical')} "
            f"(fast: {month(plan.finish.fast)}, {duration(plan.months.fast)}{_beyond(plan, 'fast')}; "
            f"slow: {month(plan.finish.slow)}, {duration(plan.months.slow)}{_beyond(plan, 'slow')})",
            strong=True,
        ),
        *(
            [Paragraph(f"Not in these dates, since no source states it: {'; '.join(_uncounted(plan))}.")]
            if plan.at_least
            else []
        ),
        Paragraph(_cost(plan)),
        Paragraph(_unpaid(plan)),
        *deadline_blocks(plan),
    ]
    return blocks


def _beyond(plan: Plan, speed: Literal["fast", "typical", "slow"]) -> str:
    """The mark of a date that rests on more time than a rule allows."""
    return ", longer than the rule allows: see Before you start" if speed in plan.beyond_the_rule else ""


def _unpaid(plan: Plan) -> str:
    """How long no step of the plan is paid work in the field, and under which objective the way was chosen."""
    chosen = {"soonest": "the soonest", "cheapest": "the cheapest", "least-unpaid": "the one with the least of that"}
    months = round(in_months(plan.unpaid_days))
    unpaid = without_pay(plan.unpaid_days) if months else "Paid work in the field all the way, by the steps themselves"
    beside = "; other work may be open beside them" if months else ""
    among = f"Of the ways that {' and '.join(plan.best_among)}" if plan.best_among else "Of all ways"
    more = "; the others are below" if plan.best_among and any(o.not_first for o in plan.alternatives) else ""
    alone = (
        ", and none beats it in typical finish, cost or unpaid time" if plan.unbeaten == 1 and not plan.at_least else ""
    )
    return f"{unpaid}{beside}. {among} this is {chosen[plan.objective]}{alone}{more}"


def _uncounted(plan: Plan) -> tuple[str, ...]:
    """What has no stated length, of all that is not stated."""
    return tuple(step.title for step in plan.steps if step.binding.constraint == "not_stated")


def _cost(plan: Plan) -> str:
    """The sum in one sentence, with what is missing from it by name: a tuition not stated is no small fee."""
    cost = plan.cost_usd
    untold = [step.title for step in plan.steps if step.kind == "program" and not step.cost_usd.complete]
    if untold:
        least = f"at least ${cost.low:,}" if cost.is_known else "not stated"
        return f"Cost {least} before aid, without the tuition of: {'; '.join(untold)}, which is not stated"
    if cost.complete:
        return f"Cost {money(cost)} before aid"
    if not cost.is_known:
        return "Cost: not stated in any source read"
    gaps = {_SUPERVISION if step.kind == "experience" else _FEES for step in plan.steps if not step.cost_usd.complete}
    return f"Cost {money(cost)} before aid; {', and '.join(sorted(gaps))}"


def _timeline(plan: Plan, catalog: Catalog) -> list[Block]:
    bars = tuple(
        Bar(
            f"{index:>2} {_short(step)}",
            *step.spans["typical"],
            _span(step),
            step.critical,
            fast=step.spans["fast"],
            slow=step.spans["slow"],
            title=step.title,
            milestone=step.kind in ("application", "employer-role"),
        )
        for index, step in enumerate(plan.steps, start=1)
    )
    end = max(bar.slow[1] for bar in bars)
    terms = (
        (date(year, int(term.starts[:2]), int(term.starts[3:])), term.id)
        for year in range(plan.start.year, end.year + 1)
        for term in catalog.planning.terms
    )
    shown = tuple(sorted((day, name) for day, name in terms if plan.start <= day <= end))
    openings = tuple(Opening(opened.title, opened.since) for opened in plan.meanwhile if not opened.after)
    return [Heading("Timeline at three speeds"), Timeline(plan.start, end, bars, shown, openings)]


def _short(step: Step) -> str:
    """A label for a narrow column: the letters where a title has them, else the title without its brackets."""
    name, _, rest = step.title.rpartition(" (")
    letters, name = rest.removesuffix(")"), name or step.title
    if step.kind in ("exam", "application") and letters and len(letters) < len(name):
        return letters + (" exam" if step.kind == "exam" and not letters.endswith("exam") else "")
    return name


def _span(step: Step) -> str:
    start, finish = month(step.start), month(step.finish)
    return start if start == finish else f"{start} - {finish}"


def _reasons(plan: Plan) -> list[Block]:
    if not plan.what_sets_the_date:
        return []
    return [Heading("What sets the date"), *(Item(_sentence(text)) for text in plan.what_sets_the_date)]


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _steps(plan: Plan, numbers: Mapping[str, int], names: Mapping[str, str]) -> list[Block]:
    index = {step.id: number for number, step in enumerate(plan.steps, start=1)}
    without_latest = without_latest_start(plan)
    blocks: list[Block] = [Heading("Steps")]
    for number, step in enumerate(plan.steps, start=1):
        verb = "Apply for: " if step.kind == "application" else "Open to you: " if step.kind == "employer-role" else ""
        blocks.append(Item(verb + step.title, mark=f"{number}."))
        blocks.append(Paragraph(_when(step, has_latest=step.id not in without_latest), indent=4))
        after = _waits("After {}.", step.after, index) + _waits("Once {} has begun.", step.after_start, index)
        why = _cited_part(_sentence(step.binding.why), step, ":months.", numbers)
        blocks.append(Paragraph(f"{why}.{after}", indent=4))
        seen = _figures(step, numbers, names)
        if seen:
            blocks.append(Paragraph("Asked: " + "; ".join(seen) + ".", indent=4))
        cost = step.cost_usd
        if cost.high or not cost.complete:
            price = _cited_part(money(cost), step, ":tuition_per_year_usd", numbers)
            blocks.append(Paragraph(f"Cost: {price}.", indent=4))
        blocks.extend(Item(note, indent=4) for note in step.notes)
    return blocks


def _cited_part(text: str, step: Step, part: str, numbers: Mapping[str, int]) -> str:
    """Text with the sources of the step's figures whose path has a part; as it is where the step has none."""
    keys = [key for figure in step.figures if part in figure.path for key in figure.references]
    return cited(text, list(dict.fromkeys(keys)), numbers, unverified=False)


def _waits(sentence: str, ids: tuple[str, ...], index: Mapping[str, int]) -> str:
    numbers = sorted(index[i] for i in ids if i in index)
    listed = ", ".join(str(number) for number in numbers)
    return " " + sentence.format(f"step{'s' if len(numbers) > 1 else ''} {listed}") if numbers else ""


def _when(step: Step, *, has_latest: bool) -> str:
    if step.finish == step.start:
        length = "length not stated" if step.binding.constraint == "not_stated" else "at once"
    else:
        fast, typical, slow = (span_words(*step.spans[speed]) for speed in ("fast", "typical", "slow"))
        length = typical if fast == slow else f"{typical} (fast {fast}, slow {slow})"
    wait = "sets the date" if step.critical else f"can start up to {_slack(step.slack_days)} later"
    if not step.critical and not has_latest:
        wait = "how late it may start is not known"
    return f"{_span(step)}: {length}; {wait}"


def _slack(days: int) -> str:
    return counted(days, "day") if days < SHOWN_IN_WEEKS else counted(int(in_months(days)), "month")


def _figures(step: Step, numbers: Mapping[str, int], names: Mapping[str, str]) -> list[str]:
    """Figures of the rules in words, each once; what a program takes and costs is told by its dates and price."""
    found: dict[tuple[str, bool], list[str]] = {}
    for figure in step.figures:
        if _is_shown(step, figure):
            others = [str(other.value) for other in figure.disagrees]
            doubt = f" (another source says {' or '.join(others)})" if others else ""
            known = found.setdefault((phrase(figure, names) + doubt, figure.status == "unverified"), [])
            known.extend(key for key in figure.references if key not in known)
    return [cited(text, keys, numbers, unverified=unverified) for (text, unverified), keys in found.items()]


def _is_shown(step: Step, figure: Figure) -> bool:
    if step.kind == "approval" or any(part in figure.path for part in _TOLD_ELSEWHERE):
        return False
    name = figure.path.rsplit(".", 1)[-1]
    if name in ("condition", "background_check", "lived_experience", "residence", "age", "recovery_months"):
        return False
    if step.kind in ("application", "employer-role") and ":requires." not in figure.path:
        return (":fees_usd" in figure.path or ":processing_weeks" in figure.path) and name not in ("renewal", "upgrade")
    return name not in ("credential", "education", "experience") and ".age." not in figure.path


def _remarks(plan: Plan, numbers: Mapping[str, int]) -> list[Block]:
    """What to know before the first step."""
    sourced = zip_longest(plan.warnings, plan.warned_by, fillvalue=())
    sections = (
        ("Before you start", tuple(cited(str(text), refs, numbers, unverified=False) for text, refs in sourced)),
        ("What it permits, and what not", plan.scope),
        ("You must also show", plan.conditions),
    )
    return _listed(sections)


def _gaps(plan: Plan) -> list[Block]:
    """What the plan takes for granted, and what nobody states."""
    return _listed((("Assumed", plan.assumptions), ("Not stated in any source read", plan.not_stated)))


def _listed(sections: Iterable[tuple[str, tuple[str, ...]]]) -> list[Block]:
    blocks: list[Block] = []
    for heading, texts in sections:
        if texts:
            blocks.append(Heading(heading))
            blocks.extend(Item(text) for text in texts)
    return blocks


def _data_line(plan: Plan, marks: int) -> str:
    marked = f"{counted(marks, 'figure')} here unverified (marked ~). " if marks else ""
    return f"Data of {plan.data_version}. {marked}Rules change: confirm with the board before you rely on a figure."
