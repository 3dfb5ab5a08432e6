"""A change to a YAML file that leaves alone whatever it does not change: comments, blank lines, order, quotes.

A library that reads a file with its comments and writes it anew moves or drops the comments beside what is deleted, so
the text itself is edited here: the reader tells where each value stands, and only those characters are replaced. One
difference is mended at a time and the text read again, until it states what it should.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mhcareer.catalog import yaml_reader
from mhcareer.profiles.rendering import Fields, Value, entry, flow

if TYPE_CHECKING:
    from yaml.nodes import MappingNode, Node, SequenceNode

_MOST_CHANGES = 2_000


class CannotEditError(Exception):
    """The text is written in a way that cannot be edited in place; it has to be written anew."""


def edited(text: str, wanted: Fields) -> str:
    """The text changed so that it states the wanted value, and nothing else.

    Args:
        text: One YAML mapping that the strict reader takes.
        wanted: What it is to state.

    Raises:
        CannotEditError: The file uses a form of YAML that is not edited in place.
    """
    for _ in range(_MOST_CHANGES):
        try:
            found: Fields = yaml_reader.read(text)
            if _same(found, wanted):
                return text
            text = _mended(text, yaml_reader.compose(text), found, wanted)
        except (yaml_reader.YamlError, IndexError):
            raise CannotEditError from None
    raise CannotEditError


def _same(one: Value, other: Value) -> bool:
    """Whether two values are written alike: to Python, true is 1 and 1.0."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def _mended(text: str, node: Node, old: Value, new: Value) -> str:
    """The text with the first difference below a node mended."""
    import yaml

    if isinstance(node, yaml.MappingNode) and isinstance(old, dict) and isinstance(new, dict) and old and new:
        return _mapping(text, node, old, new)
    if isinstance(node, yaml.SequenceNode) and isinstance(old, list) and isinstance(new, list) and old and new:
        return _sequence(text, node, old, new)
    return _replaced(text, node, new)


def _mapping(text: str, node: MappingNode, old: dict[str, Value], new: dict[str, Value]) -> str:
    added = next((name for name in new if name not in old), None)
    if added is not None:  # first, so that a mapping never runs empty
        return _with_key(text, node, added, new[added])
    for index, (key, value) in enumerate(node.value):
        name = key.value
        if name not in new:
            return _without_key(text, node, index)
        if not _same(old[name], new[name]):
            inside = isinstance(old[name], dict | list) and type(old[name]) is type(new[name])
            if inside and old[name] and new[name]:
                return _mended(text, value, old[name], new[name])
            return _other_value(text, key, value, new[name])
    raise CannotEditError


def _sequence(text: str, node: SequenceNode, old: list[Value], new: list[Value]) -> str:
    same = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if not _same(a, b)), min(len(old), len(new)))
    if len(new) < len(old):
        return _without_item(text, node, same)
    if same < len(old):
        return _mended(text, node.value[same], old[same], new[same])
    return _with_item(text, node, new[same])


def _replaced(text: str, node: Node, new: Value) -> str:
    if node.start_mark.index == node.end_mark.index:
        return _spliced(text, node.start_mark.index, node.start_mark.index, f" {flow(new)}")
    return _spliced(text, node.start_mark.index, _end(text, node), flow(new))


def _other_value(text: str, key: Node, value: Node, new: Value) -> str:
    """Another value of a key; of a block below the key, the comments above it stay."""
    if not _is_block(value):
        return _replaced(text, value, new)
    colon = text.index(":", key.end_mark.index) + 1
    first = text.rfind("\n", 0, value.start_mark.index) + 1
    if first <= colon:
        raise CannotEditError
    return f"{text[:colon]} {flow(new)}{text[colon:first]}{text[_line_end(text, _end(text, value)) + 1 :]}"


def _with_key(text: str, node: MappingNode, key: str, value: Value) -> str:
    if not _is_block(node):
        return _before_bracket(text, node, f"{flow(key)}: {flow(value)}")
    column = node.value[0][0].start_mark.column
    return _after_line(text, _end(text, node), entry(key, value, column))


def _with_item(text: str, node: SequenceNode, value: Value) -> str:
    if not _is_block(node):
        return _before_bracket(text, node, flow(value))
    return _after_line(text, _end(text, node), f"{' ' * node.start_mark.column}- {flow(value)}")


def _without_key(text: str, node: MappingNode, index: int) -> str:
    key, value = node.value[index]
    begin, end = key.start_mark.index, _end(text, value)
    if _is_block(node) and not text[text.rfind("\n", 0, begin) + 1 : begin].strip():
        return _without_lines(text, begin, end)
    pairs = [(k.start_mark.index, _end(text, v)) for k, v in node.value]
    return _cut(text, pairs, index)


def _without_item(text: str, node: SequenceNode, index: int) -> str:
    item = node.value[index]
    if not _is_block(node):
        return _cut(text, [(n.start_mark.index, _end(text, n)) for n in node.value], index)
    dash = text.rindex("-", 0, item.start_mark.index + (item.start_mark.index == item.end_mark.index))
    if text[text.rfind("\n", 0, dash) + 1 : dash].strip():
        raise CannotEditError
    return _without_lines(text, dash, _end(text, item))


def _cut(text: str, spans: list[tuple[int, int]], index: int) -> str:
    """The text without one of several things in brackets, its comma with it; remarks between them stay."""
    begin, end = spans[index]
    if index + 1 < len(spans):
        after = spans[index + 1][0]
        comma = text.index(",", end) + 1
        return _spliced(text, begin, comma if "#" in text[comma:after] else after, "")
    before = spans[index - 1][1] if index else begin
    if "#" not in text[before:begin]:
        return _spliced(text, before, end, "")
    # The comma before the remark now ends the row; one that stood behind would be one too many.
    ends_with_comma = text[end:].lstrip().startswith(",")
    return _spliced(text, begin, text.index(",", end) + 1 if ends_with_comma else end, "")


def _before_bracket(text: str, node: Node, inserted: str) -> str:
    end = node.end_mark.index - 1
    separator = ", " if node.value and not text[:end].rstrip().endswith(",") else ""
    return _spliced(text, end, end, separator + inserted)


def _after_line(text: str, position: int, inserted: str) -> str:
    end = _line_end(text, position)
    return _spliced(text, end, end, f"\n{inserted}")


def _without_lines(text: str, begin: int, end: int) -> str:
    """The text without the lines from one position to another, the remark at the end of the last among them."""
    return _spliced(text, text.rfind("\n", 0, begin) + 1, _line_end(text, end) + 1, "")


def _spliced(text: str, begin: int, end: int, inserted: str) -> str:
    return text[:begin] + inserted + text[end:]


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def _is_block(node: Node) -> bool:
    """Whether a mapping or list is written without brackets."""
    import yaml

    return isinstance(node, yaml.CollectionNode) and not node.flow_style


def _end(text: str, node: Node) -> int:
    """Where the last character of a node stands, which for a block is not where the parser says that it ends."""
    if _is_block(node) and node.value:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(last, tuple) else last)
    begin, end = node.start_mark.index, node.end_mark.index
    return begin + len(text[begin:end].rstrip())
