# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Types as help() and inspect.signature() show them; the stubs say the same to type checkers."""

from .arguments import RECORD_TYPE

_TAKEN = {
    "utf8": "str",
    "filename": "str",
    "gboolean": "bool",
    "gdouble": "float",
    "gfloat": "float",
    "GType": "type",
    "GLib.DateTime": "datetime",
    "GLib.Date": "date",
    "GLib.Bytes": "bytes",
    "Json.Node": "Any",
    "Json.Object": "dict",
    "Gio.File": "str | PathLike | Gio.File",
    "Gio.AsyncReadyCallback": "Callable",
    "Gio.FileProgressCallback": "Callable",
}
_GIVEN = {**_TAKEN, "GLib.Bytes": "GLib.Bytes", "Gio.ListModel": "Gio.ListModel"}


class Annotation:
    """An annotation that shows itself as it is written."""

    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return self.text

    def __eq__(self, other):
        return isinstance(other, Annotation) and other.text == self.text

    def __hash__(self):
        return hash(self.text)


def _named(name, table):
    if name in table:
        return table[name]
    return name if "." in name else "int"


def _written(described, table, name=None):
    name = name or _named(described["name"], table)
    if described["array"]:
        name = f"list[{name}]"
    return f"{name} | None" if described["nullable"] else name


def annotation_of(argument):
    described = argument.described
    name = None
    if described["type"]["name"] == "utf8":
        if "ids" in described:
            name = " | ".join(["str", *(f"Leren.{cls}" for cls in described["ids"] or ["Record"])])
        elif described["name"] == RECORD_TYPE:
            name = "str | type[Leren.Record]"
        elif described["doc"].startswith("the path of a file"):
            name = "str | PathLike"
    elif described["scope"] is not None:
        name = "Callable"
    return Annotation(_written(described["type"], _TAKEN, name))


def annotation_of_results(shape):
    """What a call gives."""
    results = [_written(each, _GIVEN) for each in shape.results]
    if not results:
        return Annotation("None")
    text = results[0] if len(results) == 1 else f"tuple[{', '.join(results)}]"
    return Annotation(f"{text} | None" if shape.maybe else text)
