"""YAML text to plain values, strictly.

Differs from YAML 1.1 where that surprises: `no`, `010` and `12:30` are the text that they are; dates are text;
repeated keys, anchors, aliases and tags are refused; size and depth are bounded. Depends on PyYAML alone, so that
the wheel's build step can use this very module.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from yaml.nodes import Node, ScalarNode

MAX_BYTES = 4_000_000
MAX_DEPTH = 60
_MOST_DIGITS = 15

_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)\Z")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+\Z")
_TAGS = "tag:yaml.org,2002:"
_TEXT_TAG = f"{_TAGS}str"
_PLAIN_TAGS = {f"{_TAGS}{name}" for name in ("str", "int", "float", "bool", "null", "timestamp", "merge", "value")}
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}


class YamlError(ValueError):
    """What is wrong in a YAML text, with its line and column, both counted from 1."""

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column


def compose(text: str) -> Node:
    """The node tree of one YAML document; for values use `read`, for positions `position`.

    Raises:
        YamlError: The text is too large, empty or not YAML.
    """
    import yaml

    if len(text) > MAX_BYTES:
        raise YamlError(f"the file is larger than {MAX_BYTES:,} characters")
    if _nests_deeply(text):
        # Checked on the text: the parser below is native code and would overflow its stack.
        raise YamlError(f"nested deeper than {MAX_DEPTH} levels")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        node: Node | None = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = error.problem or "not valid YAML"
        raise YamlError(problem, *((mark.line + 1, mark.column + 1) if mark else (1, 1))) from None
    except (yaml.YAMLError, RecursionError) as error:
        raise YamlError(" ".join(str(error).split()) or "nested too deeply") from None
    if node is None:
        raise YamlError("the file is empty")
    return node


def _nests_deeply(text: str) -> bool:
    """Whether brackets, compact lists or indentation go far beyond any depth that is read."""
    depth = deepest = 0
    for bracket in re.findall(r"[\[\]{}]", text):
        depth = depth + 1 if bracket in "[{" else max(0, depth - 1)
        deepest = max(deepest, depth)
    most = 10 * MAX_DEPTH
    return deepest > most or re.search(rf"(?:[-?:] *){{{most}}}|^[ ]{{{4 * most}}}", text, re.MULTILINE) is not None


def read(text: str) -> Any:
    """The value of one YAML document: mappings, lists, text, numbers, booleans and None.

    Raises:
        YamlError: See the module's docstring for what is refused.
    """
    return _value(compose(text), 0, set())


def position(node: Node, path: Sequence[str | int]) -> tuple[int, int, tuple[str | int, ...]]:
    """Line and column, counted from 1, of the deepest node on `path` that exists, and the path up to it.

    Steps of the path that the document does not have are passed over, so that a path from a validator, which
    carries names of its own, still finds its place.
    """
    found: list[str | int] = []
    for step in path:
        child = _child(node, step)
        if child is not None:
            node = child
            found.append(step)
    return node.start_mark.line + 1, node.start_mark.column + 1, tuple(found)


def _child(node: Node, step: str | int) -> Node | None:
    import yaml

    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if getattr(key, "value", None) == str(step):
                found: Node = value
                return found
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        item: Node = node.value[step]
        return item
    return None


def _value(node: Node, depth: int, seen: set[int]) -> Any:
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    if id(node) in seen:
        raise YamlError("anchors and aliases are not used here; write the value out", line, column)
    seen.add(id(node))
    if depth > MAX_DEPTH:
        raise YamlError(f"nested deeper than {MAX_DEPTH} levels", line, column)
    import yaml

    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if node.tag not in (f"{_TAGS}seq", f"{_TAGS}map"):
        raise YamlError(f"the tag `{node.tag}` is not used here", line, column)
    if isinstance(node, yaml.SequenceNode):
        return [_value(child, depth + 1, seen) for child in node.value]
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = key_node.value
        at = key_node.start_mark
        if not isinstance(key, str):
            raise YamlError("a key must be plain text", at.line + 1, at.column + 1)
        if key in result:
            raise YamlError(f"the key `{key}` stands twice", at.line + 1, at.column + 1)
        result[key] = _value(value_node, depth + 1, seen)
    return result


def _scalar(node: ScalarNode) -> Any:
    text: str = node.value
    value: Any = text
    if not node.style:
        if text in _WORDS:
            value = _WORDS[text]
        elif _INTEGER.match(text) and len(text) <= _MOST_DIGITS:
            value = int(text)
        elif _DECIMAL.match(text) and len(text) <= _MOST_DIGITS:
            value = float(text)
    if node.tag not in _PLAIN_TAGS or (node.tag == _TEXT_TAG and not isinstance(value, str)):
        raise YamlError(f"the tag `{node.tag}` is not used here", node.start_mark.line + 1, node.start_mark.column + 1)
    return value
