# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What help() says of a call: what it does, what it takes and gives, and what it raises.

In C a call that fails gives nothing and sets an error; its documentation says so where it says what comes back. In Python
that is another paragraph. All of it is written while building, and not each time a program begins."""

import re
import sys
import textwrap
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "gi/overrides"))

from _leren.exceptions import class_name
from _leren.shapes import shape

_WIDTH = 96
_BUT = re.compile(r"[,;]? (?:(?:or|otherwise) )?(?:None|False|-1) with (?:(?:an|the) error(?P<as> as)?:?\s*)?")
_CODE = re.compile(r"`Leren\.Error\.([A-Z_]+)`")
_CANCELLED = "`Gio.IOErrorEnum.CANCELLED`"


def wrapped(text):
    """Paragraphs in lines that fit; the items of a list each on their own."""
    paragraphs = []
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        items = (" ".join(item.split()) for item in re.split(r"\n(?=- )", paragraph))
        paragraphs.append("\n".join(textwrap.fill(item, _WIDTH, break_on_hyphens=False) for item in items))
    return "\n\n".join(paragraphs)


def _of_exceptions(text):
    text = _CODE.sub(lambda found: f"`Leren.{class_name(found[1])}`", text).replace(_CANCELLED, "`Leren.CancelledError`")
    return text.replace("`Leren.Error`", "`Leren.LerenError`")


def returned_and_raised(described):
    """What is said of what comes back, in two: of what does, and of what is raised instead."""
    text = " ".join(described["returns_doc"].split())
    if not described["throws"]:
        return text, ""
    found = _BUT.search(text)
    if found is None:
        return text, "`Leren.LerenError`"
    raised = _of_exceptions(text[found.end() :])
    if found["as"]:
        # “as Leren.Store.open() gives”, or “as of”
        raised = f"what {raised.removeprefix('of ').removesuffix(' gives')} raises"
    elif not raised.startswith("`"):
        raised = f"`Leren.LerenError` {raised}"
    return text[: found.start()], raised.strip()


def _entry(name, text):
    filled = textwrap.fill(f"{name}: {' '.join(text.split())}", _WIDTH - 4, break_on_hyphens=False)
    return textwrap.indent(filled, "    ").replace("\n", "\n    ")


def _result(described, shape):
    text, raised = returned_and_raised(described)
    if shape.done:
        text = ""
        out = [each for each in described["parameters"] if each["direction"] != "in"]
        if out:
            text = "; ".join(" ".join(each["doc"].split()) for each in out)
    elif shape.maybe:
        names = ", ".join(each["name"] for each in described["parameters"] if each["direction"] != "in")
        text = f"{names}; None unless {text.removeprefix('True if ')}"
    elif len(shape.results) > 1:
        more = (each for each in described["parameters"] if each["direction"] != "in")
        text = "; ".join([text, *(f"{each['name']}: {' '.join(each['doc'].split())}" for each in more)])
    return text, raised


def documentation(owner, name, calls, enums):
    """The docstring of one of the calls of a class, or of the namespace."""
    described = calls[name]
    made = shape(described, enums)
    end = calls[described["finish"]] if "finish" in described else None
    twin = name.removesuffix("_async").removesuffix("_finish")
    parts = [wrapped(described["doc"])]
    if made.arguments:
        entries = []
        for argument in made.arguments:
            text = argument.described["doc"]
            if end is not None and argument.described["scope"] == "async":
                text = "called when it is done, as in C; without one, what is given can be awaited"
            entries.append(_entry(argument.name, text))
        parts.append("\n".join(["Args:", *entries]))
    text, raised = _result(described, made)
    if end is not None:
        text, raised = _result(end, shape(end, enums))
        text = f"what can be awaited, and gives {text or 'nothing'}"
    if raised and twin != name and twin in calls:
        raised = f"what `{'.'.join(['Leren', *owner, twin])}()` raises"
    if text:
        parts.append("\n".join(["Returns:", textwrap.indent(wrapped(text), "    ")]))
    if raised:
        parts.append("\n".join(["Raises:", textwrap.indent(wrapped(raised), "    ")]))
    return "\n\n".join(part for part in parts if part)


def add_docstrings(api):
    """Adds its docstring to each call."""
    groups = [([name], {**each["constructors"], **each["functions"], **each["methods"]}) for name, each in api["classes"].items()]
    for owner, calls in [*groups, ([], api["functions"])]:
        for name, call in calls.items():
            call["docstring"] = documentation(owner, name, calls, api["enums"])
