"""Pages of the guide in words: the written topics, and one for each table of the data."""

from __future__ import annotations

from collections.abc import Iterable

from mhcareer.model.base import LEVEL_NAMES, Quantity, Sourced, Statement
from mhcareer.model.catalog import Exam
from mhcareer.model.guide import Line, Page, Section
from mhcareer.model.program import Program, Speeds
from mhcareer.model.surroundings import CalendarEntry, Claim, Compact, Funding, GuideTopic, Occupation, in_dollars


def topic_page(topic: GuideTopic) -> Page:
    """A written topic: each entry with a term begins a section, and those without belong to the one before."""
    sections: list[Section] = []
    for entry in topic.entries:
        text = f"{entry.text} ({entry.note})" if entry.note else entry.text
        line = Line(text=text, status=str(entry.status), references=entry.ref, helps=entry.helps)
        if entry.term is None and sections:
            last = sections[-1]
            sections[-1] = last.model_copy(update={"lines": (*last.lines, line)})
        else:
            sections.append(Section(title=entry.term, lines=(line,), aliases=entry.aliases))
    return Page(id=topic.id, title=topic.title, aliases=topic.aliases, sections=tuple(sections))


def claims_page(claims: Iterable[Claim]) -> Page:
    """What the two starting articles claim, each with what stands against it."""
    sections = tuple(
        Section(
            title=claim.id.replace("-", " "),
            lines=(
                Line(text=f"the article says: {claim.text}", status="claim", references=claim.ref),
                *([_against(claim)] if claim.against else []),
                Line(text=f"concerns: {', '.join(claim.roles)}", status="claim", references=()),
            ),
        )
        for claim in claims
    )
    return Page(
        id="claims",
        title="What the two starting articles claim, and what stands against it",
        aliases=("conflicts", "articles"),
        sections=sections,
    )


def _against(claim: Claim) -> Line:
    status = "verified" if claim.against_ref else "unverified"
    return Line(text=f"against it: {claim.against}", status=status, references=claim.against_ref)


def compacts_page(compacts: Iterable[Compact]) -> Page:
    """Agreements between jurisdictions: what they give, what they ask, who has joined."""
    return Page(
        id="compacts",
        title="Interstate compacts",
        aliases=("compact", "moving", "portability"),
        sections=tuple(Section(title=c.title, lines=tuple(_compact(c))) for c in compacts),
    )


def funding_page(funding: Iterable[Funding]) -> Page:
    """Money for study and against student debt."""
    return Page(
        id="funding",
        title="Funding: grants, loans, repayment, forgiveness",
        aliases=("money", "loans", "scholarships", "grants", "pslf", "nhsc"),
        sections=tuple(Section(title=f"{f.title} ({f.kind})", lines=tuple(_funding(f))) for f in funding),
    )


def calendar_page(entries: Iterable[CalendarEntry]) -> Page:
    """Terms, deadlines, windows and processing times."""
    return Page(
        id="calendar",
        title="The year: terms, deadlines, exam windows, processing",
        aliases=("dates", "deadlines", "fafsa", "terms"),
        sections=tuple(Section(title=e.title, lines=tuple(_line(d, d.value) for d in e.dates)) for e in entries),
    )


def exams_page(exams: Iterable[Exam]) -> Page:
    """Examinations: body, fee, length, wait, pass rate."""
    return Page(
        id="exams",
        title="Examinations",
        aliases=("exam", "tests"),
        sections=tuple(
            Section(title=f"{e.title} ({e.abbreviation})" if e.abbreviation else e.title, lines=tuple(_exam(e)))
            for e in exams
        ),
    )


def programs_page(programs: Iterable[Program]) -> Page:
    """Degrees: length by pace, credits, hours of practice, published tuition."""
    return Page(
        id="programs",
        title="Programs of education",
        aliases=("degrees", "education", "school", "tuition"),
        sections=tuple(Section(title=p.title, lines=tuple(_program(p))) for p in programs),
    )


def pay_page(occupations: Iterable[Occupation]) -> Page:
    """Pay and outlook of every occupation that a role borrows."""
    return Page(
        id="pay",
        title="Pay and outlook by occupation",
        aliases=("wages", "salary", "salaries", "outlook", "jobs"),
        sections=tuple(Section(title=f"{o.title} ({o.code})", lines=tuple(_occupation(o))) for o in occupations),
    )


def _line(sourced: Sourced, text: str) -> Line:
    said = f"{text} ({sourced.note})" if sourced.note else text
    return Line(text=said, status=str(sourced.status), references=sourced.ref)


def _number(figure: Quantity) -> str:
    if figure.value == "none":
        return "none"
    shown = [f"{value:,.2f}".rstrip("0").rstrip(".") for value in (figure.low, figure.to) if value is not None]
    return " to ".join(shown)


def _figures(named: Iterable[tuple[str, Quantity | Statement | None]]) -> Iterable[Line]:
    for pattern, figure in named:
        if figure is None:
            continue
        yield _line(figure, pattern.format(_number(figure) if isinstance(figure, Quantity) else figure.value))
        for other in figure.disagrees:
            yield Line(
                text=f"another source says {other.value}; not used: {other.why}",
                status="disagrees",
                references=other.ref,
            )


def _compact(compact: Compact) -> Iterable[Line]:
    yield _line(compact.operational, "in operation" if compact.operational.value else "not in operation")
    yield _line(compact.issuing, "issuing today" if compact.issuing.value else "nothing is issued yet")
    yield from _figures((("gives: {}", compact.gives), *(("needs: {}", need) for need in compact.needs)))
    yield from _figures((("fee: {}", compact.fee), ("{} members", compact.member_count)))
    if compact.members:
        keys = dict.fromkeys(key for member in compact.members.values() for key in member.ref)
        whole = "members" if compact.members_complete else "members known by name"
        listed = ", ".join(code + (f" ({m.note})" if m.note else "") for code, m in sorted(compact.members.items()))
        yield Line(text=f"{whole}: {listed}", status="verified" if keys else "unverified", references=tuple(keys))
    yield from _figures(("not members: {}", other) for other in compact.not_members)
    yield from _figures(("{}", note) for note in compact.notes)


def _funding(funding: Funding) -> Iterable[Line]:
    yield from _figures(("for: {}", who) for who in funding.who)
    for amount in funding.amounts_usd:
        yield _line(amount, f"{amount.what}: ${_number(amount)}")
    yield from _figures((("service owed: {} months", funding.service_months),))
    yield from _figures(("status: {}", status) for status in funding.status)
    yield from _figures(("{}", note) for note in funding.notes)


def _exam(exam: Exam) -> Iterable[Line]:
    if exam.body:
        yield Line(text=f"given by {exam.body}", status="unsourced", references=())
    yield from _figures(
        (
            ("fee ${}", exam.fee_usd),
            ("{} questions", exam.questions),
            ("{} minutes", exam.minutes),
            ("{} days to wait before another attempt", exam.retake_wait_days),
            ("{} attempts in twelve months", exam.attempts_per_12_months),
            ("{} percent pass the first time", exam.first_time_pass_percent),
            ("when: {}", exam.window),
        )
    )
    yield from _figures(("{}", note) for note in exam.notes)


def _program(program: Program) -> Iterable[Line]:
    yield Line(text=f"leads to: {LEVEL_NAMES[program.level]}", status="unsourced", references=())
    yield from _speeds("full time", program.months.full_time)
    yield from _speeds("part time", program.months.part_time)
    tuition = program.tuition_per_year_usd
    yield from _figures(
        (
            ("{} semester credits", program.semester_credits),
            ("accreditation: {}", program.accreditation),
            ("practicum of {} hours", program.practicum_hours),
            ("internship of {} hours", program.internship_hours),
            ("internship: {} hours with clients", program.internship_direct_hours),
            ("tuition a year, low: ${}", tuition.low if tuition else None),
            ("tuition a year, typical: ${}", tuition.typical if tuition else None),
            ("tuition a year, high: ${}", tuition.high if tuition else None),
            ("cost in all: ${}", program.flat_cost_usd),
        )
    )
    yield from _figures(("{}", note) for note in program.notes)


def _speeds(pace: str, speeds: Speeds) -> Iterable[Line]:
    for name, figure in (("fast", speeds.fast), ("typical", speeds.typical), ("slow", speeds.slow)):
        yield _line(figure, f"{pace}, {name}: {_number(figure)} months")


def _occupation(occupation: Occupation) -> Iterable[Line]:
    wages = occupation.national
    if wages is not None and wages.median is not None:
        yield _line(occupation, f"United States, {occupation.year}: median {in_dollars(wages.median)} a year")
    projection = occupation.projection
    if projection is not None:
        yield _line(projection, f"jobs {projection.period}: {projection.growth_percent:+g} percent")
    yield from _figures((("usual entry: {}", occupation.entry_education),))
    yield from _figures(("{}", note) for note in occupation.notes)
