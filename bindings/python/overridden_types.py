# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The types of Python that stand for those of the library as its overrides take and give them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "gi/overrides"))

from _leren import exceptions, shapes
from stub_types import Types, can_be_none, optional, safe

PATH = "str | PathLike[str]"
# what is given, and what comes back
NATIVE = {
    "GLib.DateTime": ("datetime | GLib.DateTime", "datetime"),
    "GLib.Date": ("date | GLib.Date", "date"),
    "GLib.Bytes": ("bytes | GLib.Bytes", "GLib.Bytes"),
    "Json.Node": ("Any", "Any"),
    "Json.Object": ("Mapping[str, Any]", "dict[str, Any]"),
    "GType": ("type[Record]", "GObject.GType"),
    "Gio.File": (f"{PATH} | Gio.File", "Gio.File"),
    "filename": (PATH, "str"),
}
# of each kind of member: what is assigned, and what is read
KINDS = {
    "text": ("str", "str"),
    "concept": ("Concept | str", "str"),
    "framework": ("Framework | str", "str"),
    "integer": ("int", "int"),
    "number": ("float", "float"),
    "boolean": ("bool", "bool"),
    "time": NATIVE["GLib.DateTime"],
    "date": NATIVE["GLib.Date"],
    "json": ("dict[str, Any]", "dict[str, Any]"),
    "texts": ("Iterable[str]", "list[str]"),
    "concepts": ("Iterable[Concept | str]", "list[str]"),
}


class OverriddenTypes(Types):
    """Types, arguments and results by the rules of the overrides."""

    def __init__(self, api, common, records):
        super().__init__(api)
        self.common, self.records = common, records

    def name(self, name):
        # it is of what is found, of which only some calls tell
        return super().name(name) + ("[Any]" if name == f"{self.space}.Query" else "")

    # --- enums --------------------------------------------------------------------------------------

    def is_word(self, name):
        """Whether a name of the GIR is that of an enum whose members are words."""
        local = name.removeprefix(self.space + ".")
        return local in self.api["enums"] and not self.api["enums"][local]["flags"]

    def may_be_nothing(self, name):
        return self.api["enums"][name.removeprefix(self.space + ".")]["members"].get("NONE", {}).get("value") == 0

    @staticmethod
    def words(described):
        return {key: each["nick"] for key, each in described["members"].items() if (key, each["value"]) != ("NONE", 0)}

    def enum(self, name, described):
        if described["flags"]:
            return super().enum(name, described)
        members = {key: f"{key} = {nick!r}" for key, nick in self.words(described).items()}
        return "_WordOrNone" if self.may_be_nothing(name) else "_Word", members

    def aliases(self):
        return {
            f"_{name}": f"_{name}: TypeAlias = {name} | Literal[{', '.join(map(repr, self.words(each).values()))}]"
            for name, each in self.api["enums"].items()
            if not each["flags"]
        }

    def more(self):
        """The classes that no description tells of: (name, base classes, documentation)."""
        codes = self.api["enums"]["Error"]["members"]
        for name, base, like, code, _ in exceptions.of_library(codes):
            yield name, [base, *([like.__name__] if like else [])], codes[code]["doc"]
        for name, like in exceptions.of_io():
            yield name, [exceptions.BASE, like.__name__], "Reading or writing failed."

    # --- arguments and results ----------------------------------------------------------------------

    def nothing(self, name):
        return " | None" if self.may_be_nothing(name) else ""

    def given(self, described, argument=None):
        """What is taken; of an argument its description in api.json may say more than its type."""
        name, argument = described["name"], argument or {}
        if self.is_word(name):
            one = f"_{self.name(name)}{self.nothing(name)}"
        elif "ids" in argument:
            one = " | ".join([*(argument["ids"] or ["Record"]), "str"])
        elif name == "utf8" and argument.get("name") == "record_type":
            one = "str | type[Record]"
        elif name == "utf8" and argument.get("doc", "").startswith("the path of a file"):
            one = PATH
        elif name in NATIVE:
            one = NATIVE[name][0]
        else:
            one = self.name(name)
        return optional(f"Iterable[{one}]" if described["array"] else one, described["nullable"])

    def got(self, described):
        name = described["name"]
        if self.is_word(name):
            one = self.name(name) + self.nothing(name)
        elif name in NATIVE:
            one = NATIVE[name][1]
        else:
            one = self.name(name)
        return optional(f"list[{one}]" if described["array"] else one, can_be_none(described))

    def shape(self, call):
        return shapes.shape(call, self.api["enums"])

    def result(self, call):
        shape = self.shape(call)
        out = [self.got(each) for each in shape.results]
        if not out:
            return "None"
        return optional(out[0] if len(out) == 1 else f"tuple[{', '.join(out)}]", shape.maybe)

    def callback(self, call):
        given = [self.got(each["type"]) for each in call["parameters"] if each["name"] != "user_data"]
        return f"Callable[[{', '.join(given)}], {self.given(call['returns']) if call['returns'] else 'None'}]"

    def argument(self, each):
        written = f"{each.name}: {self.given(each.type, each.described)}"
        if each.required:
            return written
        # flags are a class of GObject, whose members have no short form
        return f"{written} = {'...' if each.default == 0 else repr(each.default)}"

    def accessor(self, name, owner):
        """What the accessor of a member of a record takes and gives, which is what the attribute does; else None."""
        kind, member = name[:4], self.members_of(owner).get(name[4:])
        if kind not in ("get_", "set_") or member is None:
            return None
        given, got = self.assigned(member)
        return ([], got) if kind == "get_" else ([f"value: {given}"], "None")

    def signatures(self, name, siblings, owner):
        call = siblings[name]
        shape = self.shape(call)
        accessor = self.accessor(name, owner)
        if accessor is not None:
            return [accessor]
        if [each.name for each in shape.arguments] == ["record_type"] and self.result(call) == "Query[Any]":
            # what is found is of the type that is asked for
            found = {"type[_R]": "_R", **{f"Literal[{each.name!r}]": cls for cls, each in self.records.items()}, "str": "Record"}
            return [([f"record_type: {asked}"], f"Query[{cls}]") for asked, cls in found.items()]
        if "finish" not in call:
            return [([self.argument(each) for each in shape.arguments], self.result(call))]
        given = [self.argument(each) for each in shape.arguments if each.name != "callback"]
        callback = "callback: Callable[..., object]"
        all_given = [each.partition(" = ")[0] for each in given]
        # with a callback it is as in C
        return [
            ([*given, "callback: None = None"], f"_Awaited[{self.result(siblings[call['finish']])}]"),
            ([*all_given, callback, "*user_data: Any"], "None"),
            ([*given, "*", callback], "None"),
        ]

    def kinds_of_calls(self):
        # a constructor does not know the class that it is called on
        return (("constructors", None, "@staticmethod"), *super().kinds_of_calls()[1:])

    def decorators(self, described):
        """What stands before a class: most cannot be derived from."""
        return [] if self.is_derivable(described) or described["boxed"] else ["final"]

    @staticmethod
    def is_derivable(described):
        return described["abstract"] or bool(described["virtual_methods"])

    def is_attribute(self, call):
        """Whether a getter can be read as an attribute."""
        return all(not each.required for each in self.shape(call).arguments)

    # --- attributes ---------------------------------------------------------------------------------

    def assigned(self, member):
        """What may be assigned to a member of a record, and what it reads as."""
        if member.kind == "enum":
            given, got = f"_{member.enum}", member.enum
        elif member.kind in ("reference", "references"):
            one = f"{member.target or 'Record'} | str"
            given, got = (one, "str") if member.kind == "reference" else (f"Iterable[{one}]", "list[str]")
        elif member.kind == "words":
            given, got = f"Iterable[_{member.enum}]", f"list[{member.enum}]"
        elif member.shape:
            given, got = "Sequence[dict[str, Any]]", "list[dict[str, Any]]"
        else:
            given, got = KINDS[member.kind]
        return optional(given, not member.required), optional(got, not member.always)

    def members_of(self, name):
        return self.common if name == "Record" else self.records[name].members if name in self.records else {}

    def members(self, name, described):
        out = {}
        record = self.members_of(name)
        for key, each in described["properties"].items():
            key = safe(key)
            if key in record:
                given, got = self.assigned(record[key])
                out[key] = f"{key}: _Member[{got}, {given}]", each["doc"]
            elif each["writable"] and not each["construct_only"]:
                out[key] = f"{key}: _Member[{self.got(each['type'])}, {self.given(each['type'])}]", each["doc"]
            else:
                out[key] = f"@property\ndef {key}(self) -> {self.got(each['type'])}: ...", each["doc"]
        if name == "Store":
            for cls, record_type in self.records.items():
                doc = f"All records of type {record_type.name}."
                out[record_type.plural] = f"@property\ndef {record_type.plural}(self) -> Records[{cls}]: ...", doc
        for key, call in described["signals"].items():
            told = ", ".join(["Self", *(self.got(each["type"]) for each in call["parameters"])])
            ways = [(f"Literal[{key!r}]", f"Callable[[{told}], object] | Callable[..., object]"), ("str", "Callable[..., object]")]
            for connect in ("connect", "connect_after", "connect_object", "connect_object_after"):
                out[connect] = "\n".join(
                    f"@overload\ndef {connect}(self, signal: {signal}, function: {function}, *besides: Any) -> int: ..."
                    for signal, function in ways
                ), call["doc"]
        taken = {*out, *described["methods"], *described["functions"]}
        for key, call in described["methods"].items():
            attribute = safe(key.removeprefix("get_"))
            if key.startswith("get_") and attribute not in taken and self.is_attribute(call):
                # what records of some type have as a member of their own is one that nothing can be assigned to
                if name == "Record" and any(attribute in each.members for each in self.records.values()):
                    out[attribute] = f"{attribute}: _Member[{self.result(call)}, Never]", call["doc"]
                    continue
                out[attribute] = f"@property\ndef {attribute}(self) -> {self.result(call)}: ...", call["doc"]
        return out

    def arguments(self, name, described):
        new = described["constructors"].get("new")
        if name in self.records:
            given = {**self.common, **self.records[name].members}
            written = [f"{key}: {self.assigned(each)[0]} = ..." for key, each in given.items()]
        elif new is not None and new["parameters"]:
            return [self.argument(each) for each in self.shape(new).arguments]
        elif new is None and not described["boxed"] and not self.is_derivable(described):
            # it comes from another object, and cannot be made
            return ["made_by: Never"]
        else:
            written = [
                f"{safe(key)}: {self.given(each['type'])} = ..."
                for key, each in described["properties"].items()
                if each["writable"] or each["construct_only"]
            ]
        return ["*", *written] if written else None
