# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The documentation of the library, which is written for C, as it reads in another language."""

import re
import textwrap

# what GLib calls things in C, and where they are
ELSEWHERE = {
    "GDate": "GLib.Date",
    "GDateTime": "GLib.DateTime",
    "GRand": "GLib.Rand",
    "GError": "GLib.Error",
    "GBytes": "GLib.Bytes",
    "GType": "GObject.GType",
    "GObject": "GObject.Object",
    "G_IO_ERROR_CANCELLED": "Gio.IOErrorEnum.CANCELLED",
    "G_IO_ERROR": "Gio.IOErrorEnum",
    "G_TYPE_INVALID": "GObject.TYPE_INVALID",
    "g_list_model_get_item": "Gio.ListModel.get_item",
    "g_get_language_names": "GLib.get_language_names",
}
MARK = re.compile(
    r"[%#](?P<symbol>[A-Za-z]\w*)(?P<of>::?[\w-]+)?|(?<![\w@])@(?P<parameter>[a-z]\w*)|\b(?P<call>[a-z]\w*)\(\)"
)


def snake(name):
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


class Prose:
    """Turns what C calls its things into what another language calls them."""

    def __init__(self, api, constants):
        """`constants` are the words of the language for TRUE, FALSE and NULL."""
        space = api["namespace"]
        prefix = space.lower()
        self.names = {**ELSEWHERE, **constants}
        for name, described in api["classes"].items():
            self.names[space + name] = f"{space}.{name}"
            for kind in ("methods", "functions", "constructors"):
                for call in described[kind]:
                    self.names[f"{prefix}_{snake(name)}_{call}"] = f"{space}.{name}.{call}"
        for name, described in api["enums"].items():
            self.names[space + name] = f"{space}.{name}"
            upper = f"{prefix}_{snake(name)}".upper()
            self.names[upper] = f"{space}.{name}"
            for member in described["members"]:
                self.names[f"{upper}_{member}"] = f"{space}.{name}.{member}"
        for call in api["functions"]:
            self.names[f"{prefix}_{call}"] = f"{space}.{call}"
        for callback in api["callbacks"]:
            self.names[space + callback] = f"{space}.{callback}"

    def _named(self, found):
        if found["parameter"]:
            return f"`{found['parameter']}`"
        name = found["symbol"] or found["call"]
        known = self.names.get(name)
        if known is None and re.fullmatch(r"G[A-Z][A-Za-z]+", name):
            known = "Gio." + name[1:]
        if known is None:
            return found[0]
        if not re.search(r"[.]", known):
            return known
        return f"`{known}{found['of'] or ''}{'()' if found['call'] else ''}`"

    def __call__(self, text):
        # what is code already stays as it is
        parts = re.split(r"(`[^`]*`)", text)
        return "".join(part if i % 2 else MARK.sub(self._named, part) for i, part in enumerate(parts)).strip()

    def line(self, text):
        """The same, in one line."""
        return " ".join(self(text).split())

    def wrapped(self, text, width):
        """The same as lines of that width at most; a list keeps its items apart."""
        out = []
        for paragraph in re.split(r"\n\s*\n", self(text)):
            for item in re.split(r"\n(?=- )", paragraph):
                indent = "  " if item.startswith("- ") else ""
                out += textwrap.wrap(" ".join(item.split()), width, subsequent_indent=indent, break_long_words=False,
                                     break_on_hyphens=False)
            out.append("")
        return out[:-1]
