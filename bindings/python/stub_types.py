# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The types of Python that stand for those of the GIR: as PyGObject has them, and as the overrides make them."""

import keyword

BASIC = {
    "gboolean": "bool",
    "utf8": "str",
    "filename": "str",
    "gunichar": "str",
    "gfloat": "float",
    "gdouble": "float",
    "GType": "GObject.GType | type[Any]",
    **dict.fromkeys(
        (
            "gint8", "guint8", "gint16", "guint16", "gint32", "guint32", "gint64", "guint64", "gint", "guint", "glong",
            "gulong", "gsize", "gssize", "gchar", "guchar", "gintptr", "guintptr",
        ),
        "int",
    ),
}
# namespaces that a stub may name
SPACES = {"GLib", "GObject", "Gio", "Json", "Gdk", "Gsk", "Graphene", "Pango", "GdkPixbuf", "Gtk", "Soup"}


def safe(name):
    """A name of the GIR as Python can write it."""
    name = name.replace("-", "_")
    if keyword.iskeyword(name):
        return name + "_"
    return name if name.isidentifier() else "_" + name


def can_be_none(described):
    """Whether a result can be; of a number that is given out the GIR says so where the caller need not take it."""
    return described["nullable"] and (described["array"] or BASIC.get(described["name"]) not in ("bool", "int", "float"))


def optional(annotation, nullable):
    return f"{annotation} | None" if nullable and annotation != "Any" and not annotation.endswith("None") else annotation


class Types:
    """How PyGObject types what the GIR describes."""

    def __init__(self, api):
        self.api = api
        self.space = api["namespace"]

    def name(self, name):
        """A type by its name in the GIR, unqualified where it is of this namespace."""
        if name in BASIC:
            return BASIC[name].replace("GObject.", "" if self.space == "GObject" else "GObject.")
        if "." not in name or name.endswith(".any"):
            return "Any"
        space, _, local = name.rpartition(".")
        if space != self.space:
            # the stubs of others have no names for what is called back
            if name == "Gio.FileProgressCallback":
                return "Callable[[int, int], None]"
            return name if space in SPACES else "Any"
        if local in self.api["callbacks"]:
            return self.callback(self.api["callbacks"][local])
        return local if local in self.api["classes"] or local in self.api["enums"] else "Any"

    def given(self, described):
        """What is taken."""
        name = self.name(described["name"])
        return optional(f"Sequence[{name}]" if described["array"] else name, described["nullable"])

    def got(self, described):
        """What comes back."""
        name = self.name(described["name"])
        return optional(f"list[{name}]" if described["array"] else name, can_be_none(described))

    def callback(self, call):
        return f"Callable[..., {self.result(call)}]"

    def result(self, call):
        out = [] if call["returns"] is None else [self.got(call["returns"])]
        out += [self.got(each["type"]) for each in call["parameters"] if each["direction"] != "in"]
        if not out:
            return "None"
        return out[0] if len(out) == 1 else f"tuple[{', '.join(out)}]"

    def has_default(self, parameter):
        return parameter["type"]["nullable"]

    def one_given(self, parameter):
        return self.given(parameter["type"])

    def parameters(self, call):
        """Those that are given, as they are written."""
        taken = [each for each in call["parameters"] if each["direction"] != "out" and each["name"] != "user_data"]
        last = len(taken)
        while last > 0 and self.has_default(taken[last - 1]):
            last -= 1
        out = [
            f"{safe(each['name'])}: {self.one_given(each)}{' = ...' if i >= last else ''}"
            for i, each in enumerate(taken)
        ]
        return out + ["*user_data: Any"] * any(each["scope"] for each in taken)

    def signatures(self, name, siblings, owner):
        """The ways to call one of `siblings`, which are those of a class or of the namespace (None): what is given, and
        what comes back."""
        call = siblings[name]
        return [(self.parameters(call), self.result(call))]

    def enum(self, name, described):
        base = "GObject.GFlags" if described["flags"] else "GObject.GEnum"
        return base, {key: f"{safe(key)}: {name}" for key in described["members"]}

    def members(self, cls, described):
        """The attributes that are properties."""
        return {}

    def arguments(self, name, described):
        """What a class is made with, where that is known."""
        return None

    def bases(self, described):
        bases = [described["parent"]] if described["parent"] else []
        bases += described["interfaces"]
        if not bases:
            return ["GObject.GBoxed" if described["boxed"] else "GObject.GInterface"]
        return bases

    def aliases(self):
        """What is written at the end of a module, by its name."""
        return {}

    def kinds_of_calls(self):
        """The calls of a class: (kind, first argument, decorator)."""
        return (
            ("constructors", "cls", "@classmethod"),
            ("functions", None, "@staticmethod"),
            ("methods", "self", None),
        )

    def decorators(self, described):
        """What stands before a class."""
        return []

    def more(self):
        """The classes that no description tells of: (name, base classes, documentation)."""
        return ()
