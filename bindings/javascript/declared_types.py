# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The types of TypeScript that stand for those of the GIR, as the overrides take and give them."""

import re

BASIC = {
    "gboolean": "boolean",
    "utf8": "string",
    "filename": "string",
    "none": "void",
    "GType": "GObject.GType",
    **dict.fromkeys(
        ("gint", "guint", "gint32", "guint32", "gint64", "guint64", "gsize", "gssize", "gdouble", "gfloat"), "number"
    ),
}
# what is given, and what comes back
NATIVE = {
    "GLib.DateTime": ("Date | GLib.DateTime", "Date"),
    "GLib.Date": ("string | GLib.Date", "string"),
    "Json.Node": ("JsonValue", "any"),
    "Json.Object": ("JsonObject", "JsonObject"),
    "Gio.File": ("string | Gio.File", "Gio.File"),
}
# of each kind of member: what is assigned, and what is read
KINDS = {
    "text": ("string", "string"),
    "concept": ("Concept | string", "string"),
    "framework": ("Framework | string", "string"),
    "integer": ("number | bigint", "number"),
    "number": ("number", "number"),
    "boolean": ("boolean", "boolean"),
    "time": NATIVE["GLib.DateTime"],
    "date": NATIVE["GLib.Date"],
    "json": ("object", "JsonObject"),
    "texts": ("Items<string>", "string[]"),
    "concepts": ("Items<Concept | string>", "string[]"),
}
RESERVED = {"new", "delete", "export", "from", "in", "function", "default"}


def property_name(name):
    """A name as an argument or a member has it."""
    return name.replace("-", "_")


def argument_name(name):
    return name + "_" if name in RESERVED else name


def camel(name):
    return re.sub(r"[-_](.)", lambda found: found[1].upper(), name)


def optional(written, nullable):
    return f"{written} | null" if nullable and "null" not in written.split(" | ") and written != "any" else written


def array(written):
    return f"({written})[]" if " " in written else f"{written}[]"


class Types:
    """Types, arguments and results by the rules of the overrides."""

    def __init__(self, api, common, records):
        self.api = api
        self.space = api["namespace"]
        self.common, self.records = common, records

    def local(self, name):
        return name.removeprefix(self.space + ".")

    # --- enums --------------------------------------------------------------------------------------

    def words(self, described):
        """What each member is; None of flags and errors, which stay numbers."""
        if described["flags"] or described["errors"]:
            return None
        return {key: each["nick"] for key, each in described["members"].items() if (key, each["value"]) != ("NONE", 0)}

    def may_be_nothing(self, name):
        described = self.api["enums"].get(self.local(name))
        return described is not None and not described["flags"] and described["members"].get("NONE", {}).get("value") == 0

    # --- arguments and results ----------------------------------------------------------------------

    def name(self, name):
        if name in BASIC:
            return BASIC[name]
        local = self.local(name)
        if local in self.api["callbacks"]:
            return self.callback(self.api["callbacks"][local])
        return local if local != name or "." in name else "unknown"

    def is_settings(self, name):
        """Whether it is made of properties alone, and may be given as an object with them."""
        described = self.api["classes"].get(self.local(name))
        return (
            described is not None
            and described["parent"] == "GObject.Object"
            and described["constructors"].get("new", {"parameters": [None]})["parameters"] == []
            and bool(described["properties"])
        )

    def given(self, described, parameter=None):
        name = described["name"]
        ids = (parameter or {}).get("ids")
        if ids:
            one = " | ".join([*ids, "string"])
        elif name == "utf8" and (parameter or {}).get("name") == "record_type":
            one = "string | RecordClass"
        elif name == "GType":
            one = "RecordClass"
        elif name in NATIVE:
            one = NATIVE[name][0]
        elif self.is_settings(name):
            one = f"{self.local(name)} | {self.local(name)}.ConstructorProps"
        else:
            one = optional(self.name(name), self.may_be_nothing(name))
        return optional(f"Items<{one}>" if described["array"] else one, described["nullable"])

    def got(self, described):
        name = described["name"]
        if name == "GType":
            one = "GObject.GType"
        elif name in NATIVE:
            one = NATIVE[name][1]
        else:
            one = optional(self.name(name), self.may_be_nothing(name))
        # of a number that is given out the GIR says that it is nullable where the caller need not take it
        is_number = not described["array"] and one in ("number", "boolean")
        return optional(array(one) if described["array"] else one, described["nullable"] and not is_number)

    def callback(self, call):
        given = [
            f"{argument_name(each['name'])}: {self.got(each['type'])}"
            for each in call["parameters"]
            if each["name"] != "user_data"
        ]
        return f"(({', '.join(given)}) => {self.given(call['returns']) if call['returns'] else 'void'})"

    def result(self, name, call):
        """What comes back; see resultOf() in the overrides."""
        returns = call["returns"]
        outs = [(each["name"], self.got(each["type"])) for each in call["parameters"] if each["direction"] != "in"]
        says = returns is not None and returns["name"] == "gboolean" and not returns["array"]
        if returns is not None and not (says and (call["throws"] or outs)):
            outs.insert(0, (name.removeprefix("get_"), self.got(returns)))
        if not outs:
            return "void"
        if len(outs) == 1:
            written = outs[0][1]
        else:
            written = f"Several<{{{'; '.join(f'{key}: {each}' for key, each in outs)}}}>"
        return optional(written, says and not call["throws"] and call["parameters"] != [] and outs[0][0] != name)

    def may_leave_out(self, parameter):
        described = parameter["type"]
        return (
            described["nullable"]
            or (described["name"] == "gssize" and parameter["name"] == "length")
            or "NONE" in self.api["enums"].get(self.local(described["name"]), {"members": ()})["members"]
        )

    def parameters(self, call, may_leave_out=True):
        taken = [each for each in call["parameters"] if each["direction"] != "out" and each["scope"] != "async"]
        last = len(taken)
        while may_leave_out and last > 0 and self.may_leave_out(taken[last - 1]):
            last -= 1
        return [
            f"{argument_name(each['name'])}{'?' if i >= last else ''}: {self.given(each['type'], each)}"
            for i, each in enumerate(taken)
        ]

    def accessor(self, name, owner):
        """How the accessor of a member of a record is called, which does what the attribute does; else None."""
        kind, member = name[:4], self.members_of(owner).get(name[4:])
        if kind not in ("get_", "set_") or member is None:
            return None
        given, got = self.assigned(member)
        return f"(): {got}" if kind == "get_" else f"(value: {given}): void"

    def signatures(self, name, siblings, owner, static):
        """The ways to call one of `siblings`, which are those of a class or of the namespace (None): arguments and result,
        as they are written after its name."""
        accessor = self.accessor(name, owner)
        if accessor is not None:
            return [accessor]
        call = siblings[name]
        parameters = self.parameters(call, not name.startswith("set_"))
        if "finish" not in call:
            return [f"({', '.join(parameters)}): {self.result(name, call)}"]
        awaited = self.result(name.removesuffix("_async"), siblings[call["finish"]])
        callback = f"callback: (source: {'null' if static else 'this'}, result: Gio.AsyncResult) => void"
        given = [each.replace("?:", ":") for each in parameters]
        return [
            f"({', '.join(parameters)}): Promise<{awaited}>",
            f"({', '.join([*given, callback])}): void",
        ]

    def virtual(self, call):
        given = [f"{argument_name(each['name'])}: {self.got(each['type'])}" for each in call["parameters"]]
        return f"({', '.join(given)}): {'void' if call['throws'] else self.given(call['returns'])}"

    # --- classes ------------------------------------------------------------------------------------

    def head(self, name, described):
        parent = described["parent"]
        head = "abstract class" if described["abstract"] else "class"
        head += f" {name}"
        if parent:
            head += f" extends {self.local(parent)}"
        return head

    def assigned(self, member):
        """What may be assigned to a member of a record, and what it reads as."""
        if member.kind == "enum":
            given = got = member.enum
        elif member.kind in ("reference", "references"):
            one = f"{member.target or 'Record'} | string"
            given, got = (one, "string") if member.kind == "reference" else (f"Items<{one}>", "string[]")
        elif member.kind == "words":
            given, got = f"Items<{member.enum}>", f"{member.enum}[]"
        elif member.shape:
            given, got = "readonly object[]", "JsonObject[]"
        else:
            given, got = KINDS[member.kind]
        return optional(given, not member.required), optional(got, not member.always)

    def members_of(self, name):
        return self.common if name == "Record" else self.records[name].members if name in self.records else {}

    def property_types(self, name, key, described):
        record = self.members_of(name)
        if property_name(key) in record:
            return self.assigned(record[property_name(key)])
        setter = self.api["classes"][name]["methods"].get(f"set_{property_name(key)}")
        given = setter["parameters"][0] if setter else None
        got = self.got({**described["type"], "nullable": described["type"]["nullable"] or self.is_absent(name, key)})
        return self.given(given["type"] if given else described["type"], given), got

    def is_absent(self, name, key):
        """Whether the getter says that there may be nothing; of a property the GIR does not say it."""
        getter = self.api["classes"][name]["methods"].get(f"get_{property_name(key)}")
        return getter is not None and getter["returns"]["nullable"]

    def members(self, name, described):
        """The attributes: each by the names that GJS gives it."""
        out = {}
        for key, each in described["properties"].items():
            given, got = self.property_types(name, key, each)
            for spelling in dict.fromkeys((property_name(key), camel(key))):
                out[spelling] = [f"get {spelling}(): {got}"], each["doc"]
                if each["writable"] and not each["construct_only"]:
                    out[spelling][0].append(f"set {spelling}(value: {given})")
        if described["methods"].get("to_json", {"returns": {"name": None}})["returns"]["name"] == "Json.Node":
            out["toJSON"] = ["toJSON(): any"], "What JSON.stringify() makes of it."
        if name == "Store":
            for cls, record_type in self.records.items():
                doc = f"All records of type {record_type.name}."
                out[record_type.plural] = [f"get {record_type.plural}(): Query<{cls}>"], doc
        taken = {*out, *described["methods"]}
        for key, call in described["methods"].items():
            attribute = key.removeprefix("get_")
            told = all(each["direction"] == "out" or each["name"] == "language" for each in call["parameters"])
            if key.startswith("get_") and attribute not in taken and told:
                for spelling in dict.fromkeys((attribute, camel(attribute))):
                    out[spelling] = [f"get {spelling}(): {self.result(key, call)}"], call["doc"]
        return out

    def construct_properties(self, name, described):
        """What an object is made with, as an interface, where that is something."""
        parent = self.local(described["parent"] or "")
        above = parent in self.api["classes"]
        lines = []
        for key, each in described["properties"].items():
            if not (each["writable"] or each["construct_only"]):
                continue
            given, _ = self.property_types(name, key, each)
            lines += [f"                {spelling}?: {given};" for spelling in dict.fromkeys((property_name(key), camel(key)))]
        if not lines and not above and name != "Record":
            return None
        inherits = f" extends {parent}.ConstructorProps" if above else ""
        return [f"            interface ConstructorProps{inherits} {{", *lines, "            }"]

    def record_types(self):
        """The classes of the built-in record types by their names."""
        lines = [f"    {each.name}: {cls};" for cls, each in self.records.items()]
        return "\n".join(["interface RecordTypes {", *lines, "}"])

    def constructor(self, name, described):
        new = described["constructors"].get("new")
        if new is not None and new["parameters"]:
            return f"constructor({', '.join(self.parameters(new))})"
        if new is None and not described["boxed"] and not described["abstract"] and not described["virtual_methods"]:
            # it comes from another object, and cannot be made
            return "private constructor()"
        if self.construct_properties(name, described) is None:
            return None
        return f"constructor(properties?: {name}.ConstructorProps)"

    def signals(self, described):
        out = []
        for name, call in described["signals"].items():
            given = [f"{argument_name(each['name'])}: {self.got(each['type'])}" for each in call["parameters"]]
            callback = f"(source: this, {', '.join(given)}) => void"
            out.append(f"connect(signal: '{name}', callback: {callback}): number")
        if out:
            out.append("connect(signal: string, callback: (...args: any[]) => any): number")
        return out
