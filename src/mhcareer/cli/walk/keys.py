"""Questions with arrow keys and search, on a terminal that can; the prompt library is imported here alone."""

from __future__ import annotations

from prompt_toolkit import PromptSession
from prompt_toolkit.application import Application
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import FormattedTextControl, Layout, Window
from prompt_toolkit.output import ColorDepth, Output, create_output
from prompt_toolkit.styles import Style

from mhcareer.cli.asking import tell, tell_mistake
from mhcareer.cli.defaults import Screen
from mhcareer.cli.walk.pick import Entry, Pick
from mhcareer.cli.walk.question import Question, Values
from mhcareer.cli.walk.way import BACK, Back, EndOfAnswersError
from mhcareer.errors import MhcareerError
from mhcareer.render.document import clean

_TYPE, _UNKNOWN, _GO_BACK = "\0type", "\0unknown", "\0back"
_BESIDE = 5
"""Rows that a list leaves for its question, its search and what lies above."""
_SEARCHED = 8
"""Lists longer than this say that they can be searched."""
_PAGE = 10
_STYLE = Style.from_dict({"question": "bold", "hint": "", "pointed": "bold ansicyan", "search": "ansicyan"})


class Keys:
    """Asks on standard error, so that standard output stays the answer alone."""

    def __init__(self, screen: Screen) -> None:
        self.environment = screen.environment
        self.output: Output = create_output(stdout=screen.environment.stderr)
        self.color = ColorDepth.DEPTH_1_BIT if screen.look.no_color else None

    def ask(self, question: Question) -> Values | Back:
        """The answer, asked again until it means something.

        Raises:
            EndOfAnswersError: Control-D.
            KeyboardInterrupt: Control-C.
        """
        while True:
            try:
                found = self._asked(question)
                return found if isinstance(found, Back) else question.checked(found)
            except EOFError:
                raise EndOfAnswersError(question.words) from None
            except MhcareerError as error:
                tell_mistake(error, self.environment)

    def _asked(self, question: Question) -> Values | Back:
        if not question.choices:
            return self._typed(question, clean(question.words))
        taken = self._picked(question)
        if isinstance(taken, Back):
            return BACK
        if _UNKNOWN in taken:
            return question.assumed
        if _TYPE not in taken:
            return taken
        typed = self._typed(question, f"Type {question.typed}")
        return self._asked(question) if isinstance(typed, Back) else typed

    def _picked(self, question: Question) -> tuple[str, ...] | Back:
        """What was taken from the list; the question and its answer stay on the screen, the list does not.

        Raises:
            MhcareerError: What was searched for and taken as it is means nothing.
        """
        lasting: list[Entry] = [(_TYPE, f"Type it: {question.typed}")] if question.typed else []
        lasting += [(_UNKNOWN, clean(question.not_known)), *([] if question.first else [(_GO_BACK, "Go back")])]
        pick = Pick([(c.value, clean(c.line)) for c in question.choices], lasting, many=question.many)
        application: Application[tuple[str, ...]] = Application(
            Layout(Window(FormattedTextControl(lambda: self._drawn(question, pick)), always_hide_cursor=True)),
            key_bindings=_bindings(pick),
            style=_STYLE,
            output=self.output,
            color_depth=self.color,
            erase_when_done=True,
        )
        taken = application.run()
        if _GO_BACK in taken:
            return BACK
        words = {value: line.split(": ")[0] for value, line in (*pick.entries, *pick.lasting)}
        told = pick.query if _TYPE in taken and pick.query else "; ".join(words[value] for value in taken)
        tell(f"? {clean(question.words)} {clean(told)}", self.environment)
        return question.meaning(pick.query) if _TYPE in taken and pick.query else taken

    def _drawn(self, question: Question, pick: Pick) -> StyleAndTextTuples:
        size = self.output.get_size()
        first, listed = pick.window(max(3, size.rows - _BESIDE))
        lines: StyleAndTextTuples = [("class:question", f"? {_cut(clean(question.words), size.columns - 3)}\n")]
        lines.append(("class:hint", f"  {_cut(_hint(pick), size.columns - 3)}\n"))
        if pick.query:
            lines.append(("class:search", f"  Search: {pick.query}{'' if pick.found else ' (nothing found)'}\n"))
        for place, (value, line) in enumerate(listed, start=first):
            lead = "> " if place == pick.at else "  "
            is_own = all(value != lasting for lasting, _ in pick.lasting)
            mark = ("[x] " if value in pick.marked else "[ ] ") if pick.many and is_own else ""
            style = "class:pointed" if place == pick.at else ""
            words = f"Take what I typed: {pick.query}" if value == _TYPE and pick.query else line
            lines.append((style, f"{lead}{mark}{_cut(words, size.columns - len(lead + mark) - 1)}\n"))
        return lines

    def _typed(self, question: Question, words: str) -> Values | Back:
        keys = KeyBindings()
        session: PromptSession[str] = PromptSession(output=self.output, color_depth=self.color, key_bindings=keys)

        @keys.add("left", filter=Condition(lambda: not session.default_buffer.text))
        def _back(event: KeyPressEvent) -> None:
            event.app.exit(result="<")

        kind = f"{question.typed}; " if question.typed and question.words == words else ""
        tell(f"? {words}", self.environment)
        typed = session.prompt(f"  ({kind}Enter: {clean(question.not_known)}; <: back) ").strip()
        if typed == "<":
            return BACK
        return question.meaning(typed) if typed not in ("", "?") else question.assumed


def _hint(pick: Pick) -> str:
    search = ", letters to search" if len(pick.entries) > _SEARCHED else ""
    several = ", Space to mark several" if pick.many else ""
    return f"Arrow keys{search}{several}, Enter to answer, left arrow to go back"


def _cut(line: str, room: int) -> str:
    """A line that the terminal does not break: a broken list cannot be read while one moves in it."""
    return line if len(line) <= room else f"{line[: max(1, room - 2)]}.."


def _bindings(pick: Pick) -> KeyBindings:
    keys = KeyBindings()
    for name, by in (("up", -1), ("down", 1), ("pageup", -_PAGE), ("pagedown", _PAGE)):
        keys.add(name)(lambda _event, by=by: pick.move(by))
    keys.add("left")(lambda event: event.app.exit(result=(_GO_BACK,)))
    keys.add("escape")(lambda event: event.app.exit(result=(_GO_BACK,)))
    keys.add("c-c")(lambda event: event.app.exit(exception=KeyboardInterrupt))
    keys.add("c-d")(lambda event: event.app.exit(exception=EOFError))
    keys.add("backspace")(lambda _event: pick.search(pick.query[:-1]))

    @keys.add("enter")
    def _take(event: KeyPressEvent) -> None:
        if pick.query and not pick.found and pick.at == 0 and pick.pointed[0] != _TYPE:
            pick.search("")  # nothing was found, and nothing else was chosen: no answer comes of that
        else:
            event.app.exit(result=pick.taken())

    @keys.add("<any>")
    def _letter(event: KeyPressEvent) -> None:
        if event.data == " " and pick.many:
            pick.mark()
        elif event.data.isprintable():
            pick.search(pick.query + event.data)

    return keys
