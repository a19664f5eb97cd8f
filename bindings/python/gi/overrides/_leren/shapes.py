# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a call of the GIR looks like from Python: its arguments, which of them may be left out, and what comes back.

Nothing here needs the library itself, so that the stubs can be written by the same rules."""

import keyword
from dataclasses import dataclass

# what an argument that may be left out is then
NOTHING = {"nullable": None, "gboolean": False, "gssize": -1}
REQUIRED = object()


def python_name(name):
    """A name of the GIR as Python can write it."""
    name = name.replace("-", "_")
    return name + "_" if keyword.iskeyword(name) else name


def local(name):
    """A name without its namespace."""
    return name.rpartition(".")[2]


@dataclass(frozen=True)
class Argument:
    """One argument: as it is called in Python, what the GIR says of it, and its default or REQUIRED."""

    name: str
    described: dict
    default: object

    @property
    def type(self):
        return self.described["type"]

    @property
    def required(self):
        return self.default is REQUIRED


@dataclass(frozen=True)
class Shape:
    """One call. `results` are the types of what comes back; `maybe` says that where C gives FALSE, Python gets None in
    the place of them, and `done` that C gives TRUE where the call did not fail, which Python need not be told."""

    arguments: tuple
    results: tuple
    maybe: bool
    done: bool
    takes_callback: bool


def _default(described, enums):
    """What an argument is where it is left out, REQUIRED where it cannot be."""
    kind = described["type"]
    if kind["nullable"]:
        return NOTHING["nullable"]
    if kind["array"]:
        return REQUIRED
    enum = enums.get(local(kind["name"])) if kind["name"].startswith("Leren.") else None
    if enum is not None:
        # an enum that begins with NONE, or with finding it out, says by itself what holds where nothing is said
        first = next((name for name, member in enum["members"].items() if member["value"] == 0), None)
        if enum["flags"]:
            return 0
        return {"NONE": None, "DETECT": "detect"}.get(first, REQUIRED)
    return NOTHING.get(kind["name"], REQUIRED)


def shape(call, enums):
    """The shape of a call of api.json, with the enums that are described there."""
    given = [each for each in call["parameters"] if each["direction"] != "out"]
    defaults = [_default(each, enums) for each in given]
    # Python wants those that can be left out to be the last
    last = max((i for i, default in enumerate(defaults) if default is REQUIRED), default=-1)
    arguments = tuple(
        Argument(python_name(each["name"]), each, default if i > last else REQUIRED)
        for i, (each, default) in enumerate(zip(given, defaults))
    )
    out = [each["type"] for each in call["parameters"] if each["direction"] != "in"]
    returned = call["returns"]
    says = returned is not None and returned["name"] == "gboolean" and not returned["array"]
    done = says and call["throws"]
    maybe = says and not done and bool(out)
    results = tuple(out if returned is None or done or maybe else [returned, *out])
    return Shape(arguments, results, maybe, done, any(each["scope"] == "async" for each in given))
