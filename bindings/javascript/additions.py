# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Takes declarations of TypeScript that were written by hand apart: into what stands at the top, and the members of
classes."""

import re
from dataclasses import dataclass, field

NAME = re.compile(r"(?P<static>static\s+)?(?:readonly\s+|get\s+|set\s+|abstract\s+)*(?P<name>\[[^\]]*\]|[$\w]+)")
SKIPPED = re.compile(r"/\*.*?\*/|//[^\n]*|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"", re.S)
DOC = re.compile(r"\s*(?:(?://[^\n]*\n\s*)*)(?:/\*\*(?P<doc>.*?)\*/)?\s*", re.S)
CLASS = re.compile(r"class\s+(?P<name>\w+)(?P<head>[^{]*)\{")


@dataclass
class Statement:
    """One statement: its text without its end, and what is said of it."""

    text: str
    doc: str


@dataclass
class Added:
    """A class: what stands between its name and its members, and the statements of those by (static, name)."""

    name: str
    head: str
    doc: str
    members: dict = field(default_factory=dict)


def statements(text):
    """The statements of a block: each ends in a semicolon, or with the block that it has."""
    depth, start, at, found = 0, 0, 0, []
    while at < len(text):
        skipped = SKIPPED.match(text, at)
        if skipped:
            at = skipped.end()
            continue
        depth += (text[at] in "{([") - (text[at] in "})]")
        at += 1
        ends = text[at - 1] == ";" or (text[at - 1] == "}" and not re.match(r"\s*[;&|,>)\]\[]", text[at:]))
        if depth == 0 and ends:
            doc = DOC.match(text, start)
            said = re.sub(r"(?m)^\s*\*? ?", "", doc["doc"] or "").strip()
            found.append(Statement(text[doc.end() : at].rstrip(";").strip(), said))
            start = at
    return [each for each in found if each.text]


def member_key(text):
    found = NAME.match(text)
    return found["static"] is not None, found["name"]


def read(text):
    """The statements at the top, and the classes."""
    top, classes = [], []
    for each in statements(text):
        found = CLASS.match(each.text)
        if found is None:
            top.append(each)
            continue
        added = Added(found["name"], found["head"].strip(), each.doc)
        for member in statements(each.text[found.end() : each.text.rindex("}")]):
            added.members.setdefault(member_key(member.text), []).append(member)
        classes.append(added)
    return top, classes
